import CZlib

extension WebResponse {
    /// Below this many bytes the gzip frame and the work cost more than they save.
    static let gzipByteMinimum = 512

    /// Sends the body as gzip where that pays: 512 bytes or more, or a stream of any length.
    mutating func compress() {
        switch body {
        case .bytes(let bytes):
            guard bytes.count >= Self.gzipByteMinimum else { return }
            body = .bytes(gzip(bytes))
        case .stream(let stream):
            let compressed = GzipStream(stream)
            body = .stream(ByteStream { try await compressed.next() })
        }
        headers.append(("Content-Encoding", "gzip"))
    }
}

/// One gzip member holding `bytes`. The same bytes always give the same result: no name and no time
/// is written.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
    Deflater().push(bytes, isLast: true)
}

/// A stream, compressed as it goes.
///
/// There is no flush per chunk: what zlib keeps back, at most a few hundred KiB of input, leaves
/// with a later chunk or the end. One turn of the actor compresses one chunk; the consumer asks for
/// one at a time, so no two turns meet between reading and compressing.
private actor GzipStream {
    private let source: ByteStream
    private var deflater: Deflater?
    private var isFinished = false

    init(_ source: ByteStream) {
        self.source = source
    }

    /// The next compressed bytes, never empty; nil at the end.
    func next() async throws -> [UInt8]? {
        while !isFinished {
            let chunk = try await source.next()
            // Made at the first chunk: 256 KiB that a HEAD request does not need.
            let deflater = self.deflater ?? Deflater()
            self.deflater = deflater
            isFinished = chunk == nil
            let compressed = deflater.push(chunk ?? [], isLast: isFinished)
            if !compressed.isEmpty { return compressed }
        }
        deflater = nil
        return nil
    }
}

/// zlib's deflate with a gzip frame; the owner of one `z_stream`.
private final class Deflater {
    /// On the heap, because zlib checks that the struct stays where it was initialised.
    private let stream: UnsafeMutablePointer<z_stream>

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 bits of window, + 16 for the gzip frame. Level 5: feed lines get as small as with 6,
        // in a fifth less time.
        let status = club_deflate_init2(stream, 5, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY)
        precondition(status == Z_OK, "zlib refused its parameters, or 256 KiB of memory: \(status)")
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Compresses all of `input`; what comes out may be nothing yet.
    func push(_ input: [UInt8], isLast: Bool) -> [UInt8] {
        var output: [UInt8] = []
        var input = input
        input.withUnsafeMutableBufferPointer { bytes in
            stream.pointee.next_in = bytes.baseAddress
            stream.pointee.avail_in = UInt32(bytes.count)
            // A block that is not filled means that zlib has nothing more to say.
            repeat {
                output += block(flush: isLast ? Z_FINISH : Z_NO_FLUSH)
            } while stream.pointee.avail_out == 0
            stream.pointee.next_in = nil
        }
        return output
    }

    private func block(flush: Int32) -> [UInt8] {
        let capacity = 32 * 1024
        return [UInt8](unsafeUninitializedCapacity: capacity) { bytes, count in
            stream.pointee.next_out = bytes.baseAddress
            stream.pointee.avail_out = UInt32(capacity)
            let status = deflate(stream, flush)
            // Z_BUF_ERROR only says that the last block ended exactly full.
            precondition(status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR)
            count = capacity - Int(stream.pointee.avail_out)
        }
    }
}
