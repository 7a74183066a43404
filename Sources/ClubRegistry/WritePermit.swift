/// Leave to change files.
///
/// Every function of this module that other modules see and that changes a file asks for one, so
/// what has none cannot write: a dry run is not a promise that each command keeps, but a value that
/// is not there. The program makes permits in one place, which is where `-n` is known; a test reads
/// the sources for a second one.
package struct WritePermit: Sendable {
    package init() {}
}
