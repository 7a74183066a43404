import Glibc

/// What libFuzzer calls for every input. The target is the one that `FUZZ_TARGET` names.
///
/// One program for all targets: it is linked once. A target is a function of bytes that calls
/// ``promise(_:_:)``, which ends the process when it is broken; libFuzzer keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    chosen(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// Every target: its name, which its corpus has too, and what it does with an input.
private let targets: [String: @Sendable ([UInt8]) -> Void] = [
    "line": LineTarget.run, "feed": FeedTarget.run, "frontier": StatementTargets.frontier,
    "charter": StatementTargets.charter, "request": RequestTarget.run,
    "answer": AnswerTarget.run, "table": ImportTargets.table, "rows": ImportTargets.rows,
    "settings": SettingsTarget.run, "values": ValueTarget.run, "files": FilesTarget.run,
]

private let chosen: @Sendable ([UInt8]) -> Void = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = targets[name] else {
        fatalError("FUZZ_TARGET is one of \(targets.keys.sorted().joined(separator: " "))")
    }
    return target
}()

/// Ends the process when something does not hold that must hold for every input.
func promise(_ holds: Bool, _ text: @autoclosure () -> String) {
    if !holds { fatalError("broken promise: " + text()) }
}

/// Runs `body`, which must take at most 50 ms of this thread for each 64 KiB begun.
///
/// That is the promise without instrumentation. AddressSanitizer and coverage make Swift 5 to 20
/// times slower, so sixteen times that is allowed here; what is quadratic goes far beyond. Measured
/// again before it counts: the first call pays for tables that are made once.
func bounded<Result>(_ bytes: [UInt8], _ body: () -> Result) -> Result {
    let limit = 0.050 * 16 * Double(1 + bytes.count / 65_536)
    var start = threadSeconds()
    let result = body()
    if threadSeconds() - start > limit {
        start = threadSeconds()
        _ = body()
        let seconds = threadSeconds() - start
        promise(seconds <= limit, "\(seconds) s for \(bytes.count) bytes")
    }
    return result
}

/// Seconds of processor that this thread has used, so that a loaded machine breaks no promise.
private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

extension [UInt8] {
    /// For the text of a broken promise.
    var shown: String { String(decoding: prefix(2_000), as: UTF8.self).debugDescription }
}
