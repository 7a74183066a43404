@testable import ClubRegistry
import Foundation
import Glibc
import Testing

@Suite struct StateTests {
    let scratch: Scratch
    let feed = FeedID("rouen-7k2mq4x9p0c3d5fh")!
    let chain = Base64URL.text((0..<32).map { UInt8($0) })
    init() throws { scratch = try Scratch() }

    // MARK: High-water mark

    @Test func `A mark saved is loaded, in exactly one form`() throws {
        let mark = try #require(HighWaterMark(feed: feed, seq: 12, chain: chain))
        try mark.save(scratch("m"))
        #expect(try HighWaterMark.load(scratch("m")) == .found(mark))
        #expect(
            try scratch.text("m")
                == #"{"chain":"\#(chain)","feed":"rouen-7k2mq4x9p0c3d5fh","seq":12}"# + "\n")
        #expect(try scratch.mode("m") == 0o600)
        for seq in [0, 1 << 53 - 1] {
            try #require(HighWaterMark(feed: feed, seq: seq, chain: chain)).save(scratch("m"))
            #expect(try HighWaterMark.load(scratch("m")) != .damaged)
        }
    }

    @Test func `No mark, a damaged one and an unreadable one are three things`() throws {
        #expect(try HighWaterMark.load(scratch("m")) == .absent)
        let good = String(
            decoding: HighWaterMark(feed: feed, seq: 12, chain: chain)!.bytes, as: UTF8.self)
        let damaged = [
            "", "{}\n", String(good.dropLast()), good + "\n", " " + good,
            good.replacing("12", with: "012"),
            good.replacing("12", with: "-1"), good.replacing("12", with: "+2"),
            good.replacing("12", with: "1e1"),
            good.replacing("12", with: "9007199254740992"),
            good.replacing("12", with: "99999999999999999999"),
            good.replacing("rouen-", with: "Rouen-"), good.replacing("\"feed\"", with: "\"Feed\""),
            good.replacing(":\"", with: ": \""),
            String(good.replacing(chain, with: chain.dropLast() + "9")),
            good.replacing("}", with: ",\"x\":1}"), String(repeating: "x", count: 5000), "\0",
            "\"\"\"\"\"\"\"\"\"\"",
        ]
        for text in damaged {
            try scratch.write(text, "m")
            #expect(try HighWaterMark.load(scratch("m")) == .damaged, "\(text)")
        }
        try FileManager.default.removeItem(atPath: scratch("m"))
        symlink("elsewhere", scratch("m"))
        #expect(throws: DurableFileError.self) { try HighWaterMark.load(scratch("m")) }
        #expect(HighWaterMark(feed: feed, seq: -1, chain: chain) == nil)
        #expect(HighWaterMark(feed: feed, seq: 1, chain: "x") == nil)
    }

    @Test func `A mark that cannot be replaced stays`() throws {
        let old = try #require(HighWaterMark(feed: feed, seq: 1, chain: chain))
        let new = try #require(HighWaterMark(feed: feed, seq: 2, chain: chain))
        try old.save(scratch("m"))
        #expect(throws: SystemError.self) {
            try new.save(scratch("m"), calls: broken(["write"], errno: ENOSPC))
        }
        #expect(try HighWaterMark.load(scratch("m")) == .found(old))
    }

    // MARK: Instance

    @Test func `An instance is 26 characters, made once, and read back`() throws {
        #expect(try InstanceID.load(dir: scratch.path) == nil)
        let id = InstanceID.random()
        #expect(id.text.utf8.count == 26)
        #expect(InstanceID(id.text) == id)
        #expect(InstanceID.random() != id)
        try id.create(dir: scratch.path)
        #expect(try InstanceID.load(dir: scratch.path) == id)
        #expect(throws: DurableFileError.exists(scratch("instance"))) {
            try id.create(dir: scratch.path)
        }
        let other = InstanceID.random()
        try other.replace(dir: scratch.path)
        #expect(try InstanceID.load(dir: scratch.path) == other)
    }

    @Test func `A damaged instance is not an absent one`() throws {
        let good = InstanceID.random().text
        for text in [
            "", good, good + "\r\n", good + "\n\n", good.uppercased() + "X\n",
            String(good.dropLast()) + "1\n", "../../../../etc/passwd000000\n",
        ] {
            try scratch.write(text, "instance")
            #expect(throws: InstanceIDError.damaged(scratch("instance"))) {
                try InstanceID.load(dir: scratch.path)
            }
        }
    }

    // MARK: STATE

    @Test(
        arguments: [
            ("/a", ["CLUB_SYNC_STATE": "/b"], "/a"),
            ("rel", [:], "rel"),
            (nil, ["CLUB_SYNC_STATE": "/b", "XDG_STATE_HOME": "/c", "HOME": "/h"], "/b"),
            (nil, ["CLUB_SYNC_STATE": "", "XDG_STATE_HOME": "/c", "HOME": "/h"], "/c/club-sync"),
            (nil, ["XDG_STATE_HOME": "", "HOME": "/h"], "/h/.local/state/club-sync"),
            (nil, ["XDG_STATE_HOME": "rel/ative", "HOME": "/h"], "/h/.local/state/club-sync"),
            ("", ["HOME": "/h"], "/h/.local/state/club-sync"),
        ] as [(String?, [String: String], String)])
    func `The place of STATE`(explicit: String?, environment: [String: String], root: String) throws
    {
        #expect(try StateFolder.root(explicit: explicit, environment: environment) == root)
    }

    @Test(
        arguments: [[:], ["HOME": ""], ["HOME": "rel"], ["XDG_STATE_HOME": "rel"]]
            as [[String: String]])
    func `Without a home there is no place for STATE`(environment: [String: String]) {
        #expect(throws: StateFolderError.noHome) {
            try StateFolder.root(explicit: nil, environment: environment)
        }
    }

    @Test func `The folder is made 0700, and known to be inside DIR or not`() throws {
        let state = StateFolder(root: scratch("state/base/"), instance: .random())
        #expect(try !state.exists())
        #expect(try state.create())
        #expect(try !state.create())
        #expect(try state.exists())
        #expect(try scratch.mode("state/base/\(state.instance)") == 0o700)
        try DurableFile.createFolder(scratch("dir"))
        symlink("dir", scratch("link"))
        #expect(!state.isInside(scratch("dir")))
        #expect(state.isInside(scratch("state")))
        #expect(!state.isInside(scratch("stat")))
        #expect(
            StateFolder(root: scratch("link/not/yet"), instance: .random()).isInside(scratch("dir"))
        )
    }

    @Test func `stopped stands with its first reason`() throws {
        let state = StateFolder(root: scratch.path, instance: .random())
        try state.create()
        #expect(try state.stopReason() == nil)
        try state.stop(reason: "restauré : rouen-7k2mq4x9p0c3d5fh 12 < 14")
        try state.stop(reason: "later")
        #expect(try state.stopReason() == "restauré : rouen-7k2mq4x9p0c3d5fh 12 < 14")
    }

    @Test func `Anything in the place of stopped stops, and what cannot be told throws`() throws {
        let state = StateFolder(root: scratch.path, instance: .random())
        try state.create()
        let marker = "\(state.instance)/stopped"
        try scratch.write("", marker)
        #expect(try state.stopReason() == "")
        try scratch.write(String(repeating: "x", count: 100_000), marker)
        #expect(try state.stopReason() == "")
        try FileManager.default.removeItem(atPath: scratch(marker))
        symlink("nowhere", scratch(marker))
        #expect(throws: SystemError.self) { try state.stopReason() }
        let other = StateFolder(root: scratch.path, instance: .random())
        try other.create()
        let failing = StateFolder(
            root: scratch.path, instance: other.instance, calls: broken(["fsync"]))
        #expect(throws: SystemError.self) { try failing.stop(reason: "x") }
        #expect(try other.stopReason() == nil)
    }
}
