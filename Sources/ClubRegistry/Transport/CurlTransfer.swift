import CCurl
import Foundation

/// One GET through libcurl, on one thread of its own from beginning to end.
///
/// Not `curl_easy_perform`: while the peer is silent that looks up once a second, too late for a
/// cancellation. A multi handle with a single transfer waits as long as the nearest deadline
/// allows, and another thread can wake it.
final class CurlTransfer {
    private let request: HTTPGet
    private let channel: TransferChannel
    private let multi: UnsafeMutableRawPointer
    private let easy: UnsafeMutableRawPointer
    private let headerList: UnsafeMutablePointer<curl_slist>?
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    private let start = SuspendingClock.now
    private var waitedForReader = Duration.zero
    private var deadlines: TransferDeadlines
    private var headParser: HTTPHeadParser
    private var bodyByteCount = 0
    /// Why a callback refused what curl handed it; more precise than the code curl then returns.
    private var refusal: TransferError?

    /// Starts a thread that performs the request and reports everything to `channel`.
    ///
    /// - Throws: `exhausted` if no thread can be started; the channel then stays silent.
    static func start(
        _ request: HTTPGet, trusting authorities: String?, into channel: TransferChannel
    ) throws(TransferError) {
        try startThread {
            do throws(TransferError) {
                let transfer = try CurlTransfer(request, trusting: authorities, into: channel)
                // First the news, then the cleaning up, where curl may wait for its resolver; and
                // until the news the channel may still wake this transfer, so it must be alive.
                withExtendedLifetime(transfer) { channel.finish(transfer.perform()) }
            } catch {
                channel.finish(error)
            }
        }
    }

    private init(
        _ request: HTTPGet, trusting authorities: String?, into channel: TransferChannel
    ) throws(TransferError) {
        guard Self.isLibraryReady, let multi = curl_multi_init() else {
            throw .exhausted("curl cannot be initialised")
        }
        guard let easy = curl_easy_init() else {
            curl_multi_cleanup(multi)
            throw .exhausted("curl cannot be initialised")
        }
        self.request = request
        self.channel = channel
        self.multi = multi
        self.easy = easy
        deadlines = TransferDeadlines(limits: request.limits)
        headParser = HTTPHeadParser(byteLimit: request.limits.headerByteLimit)
        // "Accept:" is curl's notation for sending none: nothing is negotiated, and a request that
        // changes nothing is to be small.
        let withoutAccept = curl_slist_append(nil, "Accept:")
        headerList = request.headers.reduce(withoutAccept) { list, header in
            // curl's notation for a header without a value; "Name:" would mean to send none.
            let line = header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)"
            return curl_slist_append(list, line)
        }
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        try setOptions(authorities: authorities)
    }

    deinit {
        curl_multi_remove_handle(multi, easy)
        curl_easy_cleanup(easy)
        curl_multi_cleanup(multi)
        curl_slist_free_all(headerList)
        errorText.deallocate()
    }

    /// `curl_global_init` must run once, before everything else; a static property is what does.
    private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    // MARK: Options

    private func setOptions(authorities: String?) throws(TransferError) {
        try set(CURLOPT_URL, request.url)
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        try set(CURLOPT_HTTP09_ALLOWED, 0)
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_PROXY, "")  // not nil: that would ask the environment
        try set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        if let authorities { try set(CURLOPT_CAINFO, authorities) }
        try set(CURLOPT_ACCEPT_ENCODING, "gzip")
        try set(CURLOPT_CONNECTTIMEOUT_MS, max(1, request.limits.connect.wholeMilliseconds))
        try check(ccurl_set_pointer(easy, CURLOPT_HTTPHEADER, headerList))
        try check(ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText))
        // Unretained: curl calls back only from `perform`, during which `self` is alive.
        let context = Unmanaged.passUnretained(self).toOpaque()
        try check(ccurl_set_pointer(easy, CURLOPT_HEADERDATA, context))
        try check(ccurl_set_pointer(easy, CURLOPT_WRITEDATA, context))
        try check(
            ccurl_set_write(easy, CURLOPT_HEADERFUNCTION) { bytes, _, count, context in
                CurlTransfer.callback(bytes, count, context, CurlTransfer.receive(headerLine:))
            })
        try check(
            ccurl_set_write(easy, CURLOPT_WRITEFUNCTION) { bytes, _, count, context in
                CurlTransfer.callback(bytes, count, context, CurlTransfer.receive(body:))
            })
    }

    private func set(_ option: CURLoption, _ value: Int) throws(TransferError) {
        try check(ccurl_set_long(easy, option, value))
    }

    private func set(_ option: CURLoption, _ value: String) throws(TransferError) {
        try check(ccurl_set_string(easy, option, value))
    }

    private func check(_ code: CURLcode) throws(TransferError) {
        guard code == CURLE_OK else { throw TransferError(code, text: "") }
    }

    // MARK: The thread's life

    /// Performs the transfer to its end; `nil` if the answer is whole.
    private func perform() -> TransferError? {
        guard curl_multi_add_handle(multi, easy) == CURLM_OK else {
            return .exhausted("curl cannot add a transfer")
        }
        channel.onAbandon { [multi] in curl_multi_wakeup(multi) }
        var running: Int32 = 1
        do throws(TransferError) {
            while true {
                guard curl_multi_perform(multi, &running) == CURLM_OK else {
                    throw .exhausted("curl cannot go on")
                }
                guard running > 0 else { return outcome() }
                guard !channel.isAbandoned else { throw .cancelled }
                let wait = try deadlineCheck()
                // Rounded up, so as not to wake just before a deadline and spin.
                let wholeWait = min(wait.wholeMilliseconds, 1000) + 1
                curl_multi_poll(multi, nil, 0, Int32(wholeWait), nil)
            }
        } catch {
            return error
        }
    }

    /// The time the peer, and not our reader, has kept this thread waiting.
    private var peerTime: Duration { start.duration(to: .now) - waitedForReader }

    private func deadlineCheck() throws(TransferError) -> Duration {
        if deadlines.isConnecting && offset(CURLINFO_PRETRANSFER_TIME_T) > 0 {
            deadlines.connected(at: peerTime)
        }
        let received = offset(CURLINFO_SIZE_DOWNLOAD_T)
        return try deadlines.timeLeft(at: peerTime, received: received) ?? .seconds(1)
    }

    private func offset(_ what: CURLINFO) -> Int {
        var value: curl_off_t = 0
        ccurl_get_offset(easy, what, &value)
        return Int(value)
    }

    private func outcome() -> TransferError? {
        if let refusal { return refusal }
        var remaining: Int32 = 0
        guard let message = curl_multi_info_read(multi, &remaining) else { return .cut }
        let code = message.pointee.data.result
        if code == CURLE_OK { return headParser.isComplete ? nil : .cut }
        // 7.88 has no code of its own for a header line of more than 100 KiB.
        if code == CURLE_OUT_OF_MEMORY && !headParser.isComplete {
            return .headersTooLarge(limit: request.limits.headerByteLimit)
        }
        return TransferError(code, text: String(cString: errorText))
    }

    // MARK: What curl calls back

    private static func callback(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
        _ receive: (CurlTransfer) -> (UnsafeRawBufferPointer) throws(TransferError) -> Void
    ) -> Int {
        guard let context else { preconditionFailure("curl lost the transfer") }
        let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        do throws(TransferError) {
            try receive(transfer)(UnsafeRawBufferPointer(start: bytes, count: count))
            return count
        } catch {
            transfer.refusal = error
            return -1  // any other number than `count` ends the transfer
        }
    }

    private func receive(headerLine: UnsafeRawBufferPointer) throws(TransferError) {
        guard let head = try headParser.consume(headerLine) else { return }
        deadlines.headCompleted(at: peerTime)
        channel.deliver(head: head)
    }

    private func receive(body: UnsafeRawBufferPointer) throws(TransferError) {
        guard headParser.isComplete else { throw .protocolViolation("a body without a head") }
        bodyByteCount += body.count
        guard bodyByteCount <= request.limits.bodyByteLimit else {
            throw .tooLarge(limit: request.limits.bodyByteLimit)
        }
        guard let waited = channel.deliver(bytes: body) else { throw .cancelled }
        waitedForReader += waited
    }
}
