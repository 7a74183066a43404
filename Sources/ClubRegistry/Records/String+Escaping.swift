extension String {
    /// This text with `escape` before each of `scalars`, whatever follows.
    ///
    /// `replacing(_:with:)` compares characters: a quote or `|` under a combining mark is another
    /// character to it and stays as it was, while readers of CSV and of our lists see bytes.
    package func escaping(
        _ scalars: Set<Unicode.Scalar>, with escape: Unicode.Scalar
    ) -> String {
        var result = UnicodeScalarView()
        for scalar in unicodeScalars {
            if scalars.contains(scalar) { result.append(escape) }
            result.append(scalar)
        }
        return String(result)
    }
}
