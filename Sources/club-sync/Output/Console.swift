import ClubRegistry
import Foundation

/// Results on stdout, talk on stderr, for ever. Colour and bars for a terminal only.
struct Console: Sendable {
    let isColored: Bool
    let isTerminal: Bool
    /// Whether results go to a terminal, and not to a file or a program.
    private let isShown: Bool
    let width: Int
    /// The width for text to read: without a terminal what is usual, not what holds most.
    let pageWidth: Int

    init(globals: Globals, environment: [String: String]) {
        isTerminal = isatty(STDERR_FILENO) == 1 && globals.showsProgress && !globals.isQuiet
        isShown = isatty(STDOUT_FILENO) == 1
        switch globals.color {
        case .always: isColored = true
        case .never: isColored = false
        case .auto:
            let isPlain = environment[.noColor].map { !$0.isEmpty } ?? false
            isColored = isShown && !isPlain && environment[.term] != "dumb"
        }
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let columns = environment[.columns].flatMap { Int($0) }
        let known = columns ?? (isKnown ? Int(size.ws_col) : nil)
        width = min(max(known ?? 100, 40), 500)
        pageWidth = min(max(known ?? 80, 40), 500)
    }

    /// A text whose values are safe already: an escape in it is our bold.
    func print(_ text: String) {
        let text = text.hasSuffix("\n") ? text : text + "\n"
        show(isShown ? Printable.text(text, keeping: ["\n", "\u{1b}"]) : text)
    }

    /// Bytes exactly as they are, for a file or a program. On a terminal, where what another node wrote could move
    /// the cursor, controls are shown as what they are.
    func write(_ bytes: [UInt8]) {
        guard isShown else { return Self.write(bytes, to: STDOUT_FILENO) }
        let text = String(decoding: bytes, as: UTF8.self)
        show(Printable.text(text.replacing("\r\n", with: "\n"), keeping: ["\n"]))
    }

    private func show(_ text: String) { Self.write(Array(text.utf8), to: STDOUT_FILENO) }

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
