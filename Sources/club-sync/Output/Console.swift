import ClubRegistry
import Foundation

/// Results on stdout, talk on stderr, for ever. Colour and bars for a terminal only.
struct Console: Sendable {
    let isColored: Bool
    let isTerminal: Bool
    let width: Int
    /// The width for text to read: without a terminal what is usual, not what holds most.
    let pageWidth: Int

    init(globals: Globals, environment: [String: String]) {
        isTerminal = isatty(STDERR_FILENO) == 1 && globals.showsProgress && !globals.isQuiet
        switch globals.color {
        case .always: isColored = true
        case .never: isColored = false
        case .auto:
            let isPlain = environment[.noColor].map { !$0.isEmpty } ?? false
            isColored = isatty(STDOUT_FILENO) == 1 && !isPlain && environment[.term] != "dumb"
        }
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let columns = environment[.columns].flatMap { Int($0) }
        let known = columns ?? (isKnown ? Int(size.ws_col) : nil)
        width = min(max(known ?? 100, 40), 500)
        pageWidth = min(max(known ?? 80, 40), 500)
    }

    func print(_ text: String) { write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8)) }

    /// Bytes exactly as they are.
    func write(_ bytes: [UInt8]) { Self.write(bytes, to: STDOUT_FILENO) }

    func talk(_ text: String) { Self.write(Array((text + "\n").utf8), to: STDERR_FILENO) }

    /// Over the same line of the terminal; nothing without one.
    func progress(_ text: String) {
        guard isTerminal else { return }
        Self.write(Array("\r\u{1b}[K\(text)".utf8), to: STDERR_FILENO)
    }

    func endProgress() { progress("") }

    private static func write(_ bytes: [UInt8], to file: Int32) {
        var done = 0
        while done < bytes.count {
            let moved = bytes[done...].withUnsafeBytes {
                Foundation.write(file, $0.baseAddress, $0.count)
            }
            if moved > 0 {
                done += moved
            } else if errno != EINTR {
                // Whoever read has gone: `club-sync list | head` is a success. A full disk behind
                // stdout is not.
                exit(errno == EPIPE ? 0 : ExitStatus.failed.rawValue)
            }
        }
    }

    func bold(_ text: String) -> String { isColored ? "\u{1b}[1m\(text)\u{1b}[0m" : text }
    func warning(_ text: String) -> String { isColored ? "\u{1b}[33m\(text)\u{1b}[0m" : text }
}
