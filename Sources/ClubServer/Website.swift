/// All routes, and what every response has in common; from request to response without a socket.
package struct Website: Sendable {
    private let routes: [Route]

    package init(_ routes: [Route]) {
        self.routes = routes
    }

    /// Answers, whatever happens: an error becomes a problem that says nothing about the inside.
    ///
    /// A stream is asked for its first chunk here, so that a source that fails at once is a 500 and
    /// not a cut connection. An unknown path is refused before any route runs. HEAD is GET without
    /// the body, which for a stream is never produced.
    package func respond(to request: WebRequest) async -> WebResponse {
        let language = ReplyLanguage(accepting: request.header("accept-language"))
        var response: WebResponse
        do {
            response = try await dispatch(request)
            if request.method != "HEAD", case .stream(let stream) = response.body {
                let first = try await stream.next()
                response.body = first.map { .stream(stream.prepending($0)) } ?? .bytes([])
            }
        } catch let problem as Problem {
            response = problem.response(in: language)
        } catch {
            response = Problem.internalError.response(in: language)
        }
        response.setDefault("Cache-Control", "no-store")
        // A 304 has no content to be taken for something else, and none to choose from; offices get
        // one every night from every other, so it is kept small.
        if response.status != 304 {
            response.setDefault("X-Content-Type-Options", "nosniff")
            response.setDefault("Vary", "Accept-Encoding")
        }
        if acceptsGzip(request.header("accept-encoding")) { response.compress() }
        if case .bytes(let bytes) = response.body, response.status != 304 {
            response.setDefault("Content-Length", String(bytes.count))
        }
        if request.method == "HEAD" { response.body = .bytes([]) }
        return response
    }

    private func dispatch(_ request: WebRequest) async throws -> WebResponse {
        let method = request.method == "HEAD" ? "GET" : request.method
        var allowed: [String] = []
        for route in routes {
            guard let places = route.places(in: request.path) else { continue }
            if route.method == method { return try await route.answer(request, places) }
            allowed += route.method == "GET" ? ["GET", "HEAD"] : [route.method]
        }
        guard !allowed.isEmpty else { throw Problem.notFound }
        throw Problem.methodNotAllowed(allowed: allowed.joined(separator: ", "))
    }
}
