import Foundation
import Testing

@testable import ClubRegistry

/// Eight times as many small things take about eight times as long, and not the square: hostile
/// inputs are made of many small things.
///
/// Measured in processor time of this thread, the best of several, so that a loaded machine changes
/// nothing.
@Suite(.serialized) struct ProportionTests {
    /// Distinct names in ascending order.
    private static func names(_ count: Int) -> [String] {
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        let pairs = letters.flatMap { a in letters.map { b in "\(a)\(b)" } }
        return Array(pairs.flatMap { pair in letters.map { c in "\(pair)\(c)" } }.prefix(count))
    }

    private static func seconds(_ body: () -> Void) -> Double {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        return (0..<5).map { _ in
            let start = now()
            body()
            return now() - start
        }.min()!
    }

    /// How many times longer 8 × `count` things take than `count`.
    private static func growth(_ count: Int, _ body: (Int) -> () -> Void) -> Double {
        let (few, many) = (body(count), body(8 * count))
        return seconds(many) / seconds(few)
    }

    @Test func `a line is read in proportion to its operations`() {
        let growth = Self.growth(400) { count in
            let operations = Self.names(count).map { #""o\#($0)":{"f\#($0)":1}"# }
            let line = Array(
                """
                {"change":{"after":{},"at":"2027-01-01T00:00:00Z","feed":"caen-0000000000000003",\
                "id":"caen.000000000000","kind":"member","seq":2,"v":1},"payload":\
                {\(operations.joined(separator: ",")),"salt":"AAAAAAAAAAAAAAAAAAAAAA"}}\n
                """.utf8)
            return { #expect((try? LineScanner.scan(line))?.operations.count == count) }
        }
        #expect(growth < 16)
    }

    @Test func `a row is read in proportion to its cells`() {
        let reader = RowReader(.member, values: ValueParser(.json))
        let growth = Self.growth(800) { count in
            let cells = Self.names(count).map {
                ImportRow.Cell(field: $0, column: 1, content: .value(.integer(1)))
            }
            let row = ImportRow(line: 1, cells: cells)
            return { #expect((try? reader.read(row))?.fields.count == count) }
        }
        #expect(growth < 16)
    }

    @Test func `a line of JSON is read in proportion to its members`() {
        let growth = Self.growth(800) { count in
            let line = Array(
                "{\(Self.names(count).map { #""\#($0)":1"# }.joined(separator: ","))}".utf8)
            return { #expect((try? JSONLinesImport().outcomes(line))?.count == 1) }
        }
        #expect(growth < 16)
    }

    @Test func `node.yaml is read in proportion to its keys`() {
        // Of 2,000 lines, no more are read.
        let growth = Self.growth(240) { count in
            let text = "node: a\n" + Self.names(count).map { "\($0): 1\n" }.joined()
            return { #expect((try? NodeConfiguration(text))?.unknownKeys.count == count) }
        }
        #expect(growth < 16)
    }
}
