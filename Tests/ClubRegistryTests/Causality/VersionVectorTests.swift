import Testing

@testable import ClubRegistry

@Suite struct VersionVectorTests {
    private static let rouen = FeedID("rouen-0000000000000000")!
    private static let caen = FeedID("caen-0000000000000000")!

    struct Case: Sendable {
        let a: VersionVector
        let b: VersionVector
        let order: CausalOrder

        init(_ a: VersionVector, _ b: VersionVector, _ order: CausalOrder) {
            (self.a, self.b, self.order) = (a, b, order)
        }

        var opposite: CausalOrder {
            switch order {
            case .before: .after
            case .after: .before
            default: order
            }
        }
    }

    @Test(arguments: [
        Case([:], [:], .equal),
        Case([:], [rouen: 1], .before),
        Case([rouen: 1], [rouen: 1, caen: 1], .before),  // an absent feed counts as zero
        Case([rouen: 2], [caen: 1], .concurrent),
        Case([rouen: 2, caen: 1], [rouen: 1, caen: 1], .after),
    ])
    func `causal order compares every feed of both sides`(_ c: Case) {
        #expect(c.a.order(relativeTo: c.b) == c.order)
        #expect(c.b.order(relativeTo: c.a) == c.opposite)
        #expect(c.a.merging(c.b) == c.b.merging(c.a))
        #expect(c.a.merging(c.b).merging(c.b) == c.a.merging(c.b))
    }

    @Test(arguments: [
        ("rouen-7k2mq4x9p0c3d5fh", true), ("val-doise-7k2mq4x9p0c3d5fh", true),
        ("rouen-7k2mq4x9p0c3d5f", false), ("rouen-7k2mq4x9p0c3d5fhh", false),
        ("rouen-7k2mq4x9p0c3d5fi", false), ("Rouen-7k2mq4x9p0c3d5fh", false),
        ("-7k2mq4x9p0c3d5fh", false), ("../x-7k2mq4x9p0c3d5fh", false), ("", false),
    ])
    func `a feed is a node, a hyphen and 16 characters of base32`(_ text: String, _ isOne: Bool) {
        #expect((FeedID(text) != nil) == isOne)
    }
}
