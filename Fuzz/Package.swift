// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds club-sync builds this. The sources under test are
// here by symbolic links: targets of one package see each other's `package` declarations, and all
// of them are instrumented. See ../docs/decisions/0017-fuzzing.md.
let package = Package(
    name: "Fuzz",
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-http-structured-headers", from: "1.7.0"),
    ],
    targets: [
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        .target(
            name: "ClubRegistry",
            dependencies: [
                "CCurl", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
                .product(
                    name: "RawStructuredFieldValues", package: "swift-http-structured-headers"),
            ]),
        .target(name: "ClubServer", dependencies: ["ClubRegistry", "CZlib"]),
        .executableTarget(name: "Fuzz", dependencies: ["ClubRegistry", "ClubServer"]),
    ]
)

for target in package.targets where target.type != .system {
    target.swiftSettings =
        [
            "ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility",
            "NonisolatedNonsendingByDefault",
        ].map { .enableUpcomingFeature($0) }
        // Parsers are often internal to their module. With two sanitizers the compiler instruments
        // C only, so the coverage of Swift is asked for here. libFuzzer has its own `main`.
        + [
            .unsafeFlags(
                [
                    "-enable-testing",
                    "-sanitize-coverage=edge,trace-cmp,inline-8bit-counters,pc-table",
                ] + (target.name == "Fuzz" ? ["-parse-as-library"] : []))
        ]
}
