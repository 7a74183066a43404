import ClubTestSupport
import Foundation
import Testing

@testable import ClubRegistry

/// Every example under `docs/vectors/` does what its index says: the format is the document, not
/// this code.
@Suite struct VectorTests {
    struct Vector: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let type: String
        let path: String
        let accept: Bool?
        let code: String?
        let or: [String]?
        let leaf: String?
        let charter: String?
        let acceptedSeq: Int?
        let chain: String?
        let dump: String?
        let digest: String?
        let network: String?

        var testDescription: String { "\(type) \(name)" }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../docs/vectors").standardizedFileURL

    static let all: [Vector] = {
        let index = try! Data(contentsOf: folder.appending(path: "index.json"))
        return try! JSONDecoder().decode([Vector].self, from: index)
    }()

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: path)))
    }

    @Test func `there are at least 20 vectors, and both sides of the grammar are among them`() {
        #expect(Self.all.count >= 20)
        #expect(Self.all.contains { $0.type == "line" && $0.accept == true })
        #expect(Self.all.contains { $0.type == "line" && $0.accept == false })
    }

    @Test(arguments: all.filter { $0.type == "line" })
    func `a line is accepted or refused as its vector says`(_ vector: Vector) throws {
        let bytes = try Self.bytes(vector.path)
        do {
            let change = try LineScanner.scan(bytes)
            #expect(vector.accept == true, "accepted, should be \(vector.code ?? "?")")
            if let leaf = vector.leaf { #expect(change.leaf.hexadecimal == leaf) }
        } catch {
            #expect(vector.accept == false, "refused as \(error.code.rawValue) at \(error.offset)")
            #expect(
                error.code.rawValue == vector.code
                    || vector.or?.contains(error.code.rawValue) == true,
                "refused as \(error.code.rawValue), should be \(vector.code ?? "?")")
        }
    }

    @Test(arguments: all.filter { $0.type == "charter" })
    func `a charter is accepted or refused as its vector says`(_ vector: Vector) throws {
        let bytes = try Self.bytes(vector.path)
        do throws(LineDefect) {
            let charter = try Charter(bytes: bytes)
            #expect(vector.accept == true)
            #expect(charter.network.text == vector.network)
        } catch {
            #expect(vector.accept == false, "refused as \(error.code.rawValue)")
        }
    }

    @Test(arguments: all.filter { $0.type == "feed" })
    func `a feed is accepted up to the line that its vector says`(_ vector: Vector) throws {
        let charter = try Charter(bytes: Self.bytes(#require(vector.charter)))
        let name = (vector.path as NSString).lastPathComponent
        let feed = try #require(FeedFileName(name)?.feed)
        var intake = Intake(FeedVerifier(feed: feed, directory: charter.directory))
        var defect = intake.read(try Self.bytes(vector.path))
        let settled = intake.settle()
        defect = defect ?? settled.defect
        #expect((settled.entries.last?.seq ?? 0) == (vector.acceptedSeq ?? 0))
        if let chain = vector.chain, let last = settled.entries.last {
            #expect(last.chain.hexadecimal == chain)
        }
        #expect((defect == nil) == (vector.accept ?? true), "\(String(describing: defect))")
        #expect(defect?.code.rawValue == vector.code)
    }

    @Test(arguments: all.filter { $0.type == "store" })
    func `a store dumps to the bytes of its vector`(_ vector: Vector) throws {
        let store = Self.folder.appending(path: vector.path)
        let charter = try Charter(
            bytes: Array(Data(contentsOf: store.appending(path: "charter.json"))))
        let archive = try FeedArchive(
            reading: store.appending(path: "feeds").path, directory: charter.directory)
        let dump = Dump(Fold(archive.history))
        let expected = try Self.bytes(#require(vector.dump))
        #expect(
            String(decoding: dump.bytes, as: UTF8.self) == String(decoding: expected, as: UTF8.self)
        )
        #expect(dump.digest.hexadecimal == vector.digest)
    }
}
