// swift-tools-version: 6.2
import PackageDescription

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let structuredFields = Target.Dependency.product(
    name: "RawStructuredFieldValues", package: "swift-http-structured-headers")
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "club-sync",
    products: [
        .library(name: "ClubRegistry", targets: ["ClubRegistry"]),
        .executable(name: "club-sync", targets: ["club-sync"]),
    ],
    traits: [
        .trait(
            name: "Server",
            description:
                "The HTTP face. Without it `serve` is missing and Hummingbird is not fetched."),
        .default(enabledTraits: ["Server"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-http-structured-headers", from: "1.7.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    ],
    targets: [
        // libcurl's C interface, and inline wrappers for its variadic functions.
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        // zlib's C interface, and an inline wrapper for a macro Swift cannot call.
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // Records, causality, feeds, fold and sync: everything true without a server or a command line.
        .target(name: "ClubRegistry", dependencies: ["CCurl", crypto, yams, structuredFields]),
        // Routes as values; one adapter knows Hummingbird.
        .target(
            name: "ClubServer",
            dependencies: [
                "ClubRegistry", "CZlib",
                .product(
                    name: "HummingbirdCore", package: "hummingbird",
                    condition: .when(traits: ["Server"])),
            ]),
        // The command line: parse, call, print.
        .executableTarget(
            name: "club-sync", dependencies: ["ClubRegistry", "ClubServer", argumentParser]),
        // What the tests share: temporary nodes, seeded randomness, checkers.
        .target(
            name: "ClubTestSupport", dependencies: ["ClubRegistry"], path: "Tests/ClubTestSupport"),
        .testTarget(
            name: "ClubRegistryTests",
            dependencies: ["ClubRegistry", "ClubTestSupport", structuredFields]),
        .testTarget(
            name: "ClubServerTests",
            dependencies: ["ClubServer", "ClubRegistry", "ClubTestSupport", "CZlib"]),
        .testTarget(
            name: "ClubSyncTests", dependencies: ["club-sync", "ClubRegistry", "ClubTestSupport"]),
    ]
)

// A club in one thread: virtual machines, disks and network, one seed; for scripts/simulate only.
// MutantRegistry is ClubRegistry compiled once more, optimised and with the bugs that can be planted,
// beside the debug build whose dependencies it shares.
if Context.environment["CLUB_SYNC_SIMULATOR"] != nil {
    package.targets += [
        .target(name: "MutantRegistry", dependencies: ["CCurl", crypto, yams, structuredFields]),
        .executableTarget(name: "simulate", dependencies: ["MutantRegistry"]),
    ]
}

// One place, every target: the language of tomorrow, and no warning stays.
for target in package.targets where target.type != .system {
    target.swiftSettings =
        [
            "ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility",
            "NonisolatedNonsendingByDefault",
        ].map { .enableUpcomingFeature($0) } + [.treatAllWarnings(as: .error)]
}

for target in package.targets where ["MutantRegistry", "simulate"].contains(target.name) {
    target.swiftSettings! += [
        .define("MUTANTS"), .unsafeFlags(["-O", "-wmo", "-num-threads", "2"]),
    ]
}
