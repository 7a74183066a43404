@testable import ClubRegistry
import Glibc
import Testing

@Suite struct PrivateKeyTests {
    let scratch: Scratch
    let key: [UInt8] = (0..<32).map { 200 &+ $0 }
    init() throws { scratch = try Scratch() }

    @Test func `A key written is read back, 0600, one line of 43 characters, never replaced`()
        throws
    {
        try DurableFile.writePrivateKey(scratch("k"), key)
        #expect(try DurableFile.readPrivateKey(scratch("k")) == key)
        #expect(try scratch.mode("k") == 0o600)
        #expect(try scratch.text("k").utf8.count == 44)
        #expect(throws: DurableFileError.exists(scratch("k"))) {
            try DurableFile.writePrivateKey(scratch("k"), key)
        }
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o601, 0o700, 0o400] as [mode_t])
    func `A key that others have any access to is refused, any other mode is not`(mode: mode_t)
        throws
    {
        try DurableFile.writePrivateKey(scratch("k"), key)
        chmod(scratch("k"), mode)
        if mode & 0o077 == 0 {
            #expect(try DurableFile.readPrivateKey(scratch("k")) == key)
        } else {
            #expect(throws: PrivateKeyError.readableByOthers(scratch("k"), mode: mode)) {
                try DurableFile.readPrivateKey(scratch("k"))
            }
        }
    }

    @Test(.enabled(if: geteuid() == 0))
    func `A key of another user is refused`() throws {
        try DurableFile.writePrivateKey(scratch("k"), key)
        chown(scratch("k"), 1, 1)
        #expect(throws: PrivateKeyError.foreignOwner(scratch("k"), user: 1)) {
            try DurableFile.readPrivateKey(scratch("k"))
        }
    }

    @Test func `A link, a folder and a pipe are not keys`() throws {
        try DurableFile.writePrivateKey(scratch("k"), key)
        symlink("k", scratch("link"))
        mkfifo(scratch("pipe"), 0o600)
        let loop = SystemError(call: "open", path: scratch("link"), errno: ELOOP)
        #expect(throws: PrivateKeyError.system(loop)) {
            try DurableFile.readPrivateKey(scratch("link"))
        }
        for path in [scratch("pipe"), scratch.path] {
            #expect(throws: PrivateKeyError.notRegular(path)) {
                try DurableFile.readPrivateKey(path)
            }
        }
    }

    @Test func `Anything but one line of the right length is damaged`() throws {
        let good = Base64URL.text(key)
        let cases = [
            "", good, good + "\r\n", good + "\n\n", good + "\n#", " " + good + "\n",
            String(good.dropLast()) + "\n", String(good.dropLast()) + "_\n",
            good.dropLast(2) + "=\n",
        ]
        for (index, text) in cases.enumerated() {
            try scratch.write(String(text), "k\(index)")
            #expect(throws: PrivateKeyError.damaged(scratch("k\(index)"))) {
                try DurableFile.readPrivateKey(scratch("k\(index)"))
            }
        }
        try scratch.write(good + "\n", "k")
        #expect(try DurableFile.readPrivateKey(scratch("k")) == key)
        #expect(throws: PrivateKeyError.damaged(scratch("k"))) {
            try DurableFile.readPrivateKey(scratch("k"), count: 16)
        }
    }
}
