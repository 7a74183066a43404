import CCurl

/// The certificates that libcurl trusts on this machine.
package enum CertificateBundle {
    /// The file that libcurl was built to read; nil when it has them from elsewhere.
    package static var path: String? { ccurl_ca_file().map { String(cString: $0) } }
}
