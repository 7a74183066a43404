import ClubRegistry
import Foundation
import Testing

/// Who may import whom: each foreign module has one home, and the pure folders know no files.
@Suite struct LayeringTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources").standardizedFileURL

    private struct Source {
        /// From `Sources/`, such as `ClubRegistry/Feed/Keys.swift`.
        let path: String
        let imports: Set<String>
    }

    private static let all: [Source] = {
        let walker = FileManager.default.enumerator(atPath: sources.path)!
        return walker.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.map { path in
            let text = try! String(contentsOf: sources.appending(path: path), encoding: .utf8)
            let imports = text.split(separator: "\n").compactMap { line -> String? in
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), place < 3, words.count > place + 1
                else { return nil }
                return String(words[place + 1])
            }
            return Source(path: path, imports: Set(imports))
        }
    }()

    @Test(arguments: [
        ("CCurl", "ClubRegistry/Transport/"), ("Crypto", "ClubRegistry/Feed/"),
        ("RawStructuredFieldValues", "ClubRegistry/Signature/"), ("Yams", "ClubRegistry/Storage/"),
        ("CZlib", "ClubServer/"),
        ("ArgumentParser", "club-sync/"), ("ClubServer", "club-sync/"),
        ("HummingbirdCore", "ClubServer/HummingbirdAdapter.swift"),
    ])
    func `a foreign module is imported in its home only`(_ module: String, _ home: String) {
        let importers = Self.all.filter { $0.imports.contains(module) }
        #expect(!importers.isEmpty)
        for source in importers {
            #expect(source.path.hasPrefix(home), "\(source.path): \(module)")
        }
    }

    @Test(arguments: ["Records", "Causality", "Fold", "Language"])
    func `the pure folders import nothing but the standard library and Foundation`(_ folder: String)
    {
        let inside = Self.all.filter { $0.path.hasPrefix("ClubRegistry/\(folder)/") }
        #expect(!inside.isEmpty)
        for source in inside {
            #expect(source.imports.subtracting(["Foundation"]).isEmpty, "\(source.path)")
        }
    }

    @Test func `no asynchronous function has typed throws, which Swift 6.3 compiles wrongly`()
        throws
    {
        // Found by AddressSanitizer: the caller allots the callee's frame too small, and the heap breaks.
        for source in Self.all {
            let text = try String(
                contentsOf: Self.sources.appending(path: source.path), encoding: .utf8)
            #expect(!text.contains("async throws("), "\(source.path)")
        }
    }

    @Test func `no value is aligned to more than 16 bytes, for which Swift 6.3 allots too little`()
        throws
    {
        // Decision 14: an asynchronous function that keeps such a value breaks the heap.
        for source in Self.all {
            #expect(try !Self.code(source.path).contains(/SIMD\d|simd_/), "\(source.path)")
        }
        #expect(MemoryLayout<Hash256>.alignment <= 16)
        #expect(MemoryLayout<FeedTree.Entry>.alignment <= 16)
    }

    /// Code without its comments.
    private static func code(_ path: String) throws -> String {
        try String(contentsOf: sources.appending(path: path), encoding: .utf8)
            .split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
            .joined(separator: "\n")
    }

    @Test func `the program makes its permits to write in one place, where -n is known`() throws {
        // The simulator writes on disks of its own only.
        let makers = try Self.all.map(\.path).filter {
            try !$0.hasPrefix("simulate/") && Self.code($0).contains("WritePermit(")
        }
        #expect(makers == ["club-sync/Session.swift"])
    }

    @Test func `what writes files without asking for a permit is seen in its own module only`()
        throws
    {
        for source in Self.all {
            let code = try Self.code(source.path)
            if source.path.hasPrefix("ClubRegistry/") {
                // Whoever is handed the system calls could write with them.
                let readers = ["init", "read", "readPrivateKey", "load", "holder", "random"]
                let heads = code.matches(
                    of: /package (?:static |mutating )*(?:func )?((?!private)\w+)\(([^{]*?)\{/)
                for head in heads where head.2.contains("calls: SystemCalls") {
                    #expect(
                        head.2.contains("WritePermit") || readers.contains(String(head.1)),
                        "\(source.path): \(head.1)")
                }
            } else if !source.path.hasPrefix("simulate/") {
                for writer in [
                    "forWritingAtPath", "forUpdatingAtPath", ".write(to:", "createFile(",
                    "createDirectory(", "removeItem(", "moveItem(", "fopen(", "O_WRONLY", "O_RDWR",
                    "DurableFile.", "AppendFile(",
                ] {
                    #expect(!code.contains(writer), "\(source.path): \(writer)")
                }
            }
        }
    }

    @Test func `ClubRegistry knows neither the server nor the command line`() {
        for source in Self.all where source.path.hasPrefix("ClubRegistry/") {
            #expect(source.imports.isDisjoint(with: ["ClubServer", "ArgumentParser"]))
        }
    }
}
