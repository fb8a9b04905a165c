// swift-tools-version: 6.3
import PackageDescription

// Imports point downwards only; `Tests/HouseTests` reads this manifest and fails when an arrow points up.
let package = Package(
    name: "deploy-runner",
    products: [
        .executable(name: "infrastructure-deployer", targets: ["infrastructure-deployer"]),
        .executable(name: "deploy-runner", targets: ["deploy-runner"]),
        .executable(name: "invoker", targets: ["invoker"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // The foundation: pure.
        .target(name: "Patterns"),
        .target(name: "Gatekeeper", dependencies: ["Patterns"]),
        .target(
            name: "RunProtocol",
            dependencies: [.product(name: "Crypto", package: "swift-crypto")]
        ),

        .target(name: "HCL"),

        // Effects.
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CLinuxProcess"),
        .target(name: "COlderGlibc"),
        .target(
            name: "Supervision",
            dependencies: [
                "CLinuxProcess", "RunProtocol",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .target(
            name: "AWS",
            dependencies: [
                "CLinuxProcess", "RunProtocol",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        .target(
            name: "LambdaRuntime",
            dependencies: [
                "RunProtocol",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
        .target(name: "Invoker", dependencies: ["CZlib", "Gatekeeper", "RunProtocol"]),
        .target(
            name: "Sandbox",
            dependencies: [
                "AWS", "Gatekeeper", "Invoker", "RunProtocol", "Supervision",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .target(name: "ECS", dependencies: ["AWS", "Gatekeeper", "Invoker", "RunProtocol"]),
        .target(
            name: "Git",
            dependencies: ["RunProtocol", "Supervision", .product(name: "SystemPackage", package: "swift-system")]
        ),
        .target(name: "ChangeDetection", dependencies: ["Git", "HCL", "RunProtocol"]),
        .target(
            name: "Jobs",
            dependencies: [
                "AWS", "Gatekeeper", "Git", "HCL", "RunProtocol", "Supervision",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .target(
            name: "Deployer",
            dependencies: [
                "AWS", "ChangeDetection", "ECS", "Gatekeeper", "Git", "Invoker", "RunProtocol", "Sandbox",
                "Supervision",
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),

        // Mains: under 40 lines each.
        .executableTarget(name: "infrastructure-deployer", dependencies: ["Deployer"]),
        .executableTarget(name: "deploy-runner", dependencies: ["Jobs", "RunProtocol"]),
        .executableTarget(
            name: "invoker",
            dependencies: ["COlderGlibc", "ECS", "Invoker", "LambdaRuntime", "RunProtocol"]
        ),

        // What `make bench` measures in Swift.
        .executableTarget(
            name: "gate-bench",
            dependencies: ["Gatekeeper", "Patterns"],
            path: "Benchmarks/gate-bench"
        ),

        // Tests mirror the rooms; Conformance holds every engine to the same contract, EndToEnd drives the built binaries.
        .target(
            name: "Fixtures",
            dependencies: [
                "RunProtocol", "Supervision", .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/Fixtures"
        ),
        .testTarget(name: "HouseTests", dependencies: ["Supervision"]),
        .testTarget(name: "PatternsTests", dependencies: ["Fixtures", "Patterns", "Supervision"]),
        .testTarget(name: "GatekeeperTests", dependencies: ["Fixtures", "Gatekeeper", "Patterns", "Supervision"]),
        .testTarget(name: "RunProtocolTests", dependencies: ["Fixtures", "RunProtocol"]),
        .testTarget(
            name: "HCLTests",
            dependencies: ["Fixtures", "HCL", "Supervision", .product(name: "SystemPackage", package: "swift-system")]
        ),
        .testTarget(
            name: "SupervisionTests",
            dependencies: [
                "Fixtures", "RunProtocol", "Supervision", .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "AWSTests",
            dependencies: [
                "AWS", "Fixtures", "RunProtocol", "Supervision",
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .executableTarget(
            name: "lambda-probe",
            dependencies: ["LambdaRuntime", "RunProtocol"],
            path: "Tests/LambdaProbe"
        ),
        .testTarget(
            name: "LambdaRuntimeTests",
            dependencies: [
                "Fixtures", "LambdaRuntime", "RunProtocol", "Supervision", "invoker", "lambda-probe",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "ECSTests",
            dependencies: ["AWS", "ECS", "Fixtures", "Gatekeeper", "Invoker", "RunProtocol"]
        ),
        .testTarget(name: "InvokerTests", dependencies: ["Gatekeeper", "Invoker", "RunProtocol", "Supervision"]),
        .testTarget(
            name: "SandboxTests",
            dependencies: [
                "Fixtures", "Gatekeeper", "Invoker", "RunProtocol", "Sandbox", "Supervision",
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "GitTests",
            dependencies: [
                "Fixtures", "Git", "RunProtocol", "Supervision",
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "ChangeDetectionTests",
            dependencies: [
                "ChangeDetection", "Fixtures", "Git", "RunProtocol",
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "JobsTests",
            dependencies: [
                "AWS", "Fixtures", "Gatekeeper", "Git", "HCL", "Jobs", "RunProtocol", "Supervision",
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "DeployerTests",
            dependencies: [
                "AWS", "Deployer", "Fixtures", "Gatekeeper", "Invoker", "RunProtocol", "Sandbox", "Supervision",
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .testTarget(
            name: "Conformance",
            dependencies: [
                "AWS", "ECS", "Fixtures", "Gatekeeper", "Invoker", "RunProtocol", "Sandbox", "Supervision",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["Scripts"]
        ),
        .testTarget(
            name: "Pipelines",
            dependencies: [
                "Fixtures", "RunProtocol", "Supervision", .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "EndToEnd",
            dependencies: [
                "Fixtures", "RunProtocol", "Supervision", .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
    ]
)

for target in package.targets
where ![.system, .plugin, .binary].contains(target.type) && !["CLinuxProcess", "COlderGlibc"].contains(target.name) {
    target.swiftSettings = [
        // SE-0335: `any` is written where existential cost is paid.
        .enableUpcomingFeature("ExistentialAny"),
        // SE-0409: an import is internal unless the API needs it.
        .enableUpcomingFeature("InternalImportsByDefault"),
        // SE-0444: a member comes only from a module that the file imports.
        .enableUpcomingFeature("MemberImportVisibility"),
        // SE-0461: a nonisolated async function stays on its caller's executor.
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        // SE-0470: a conformance is isolated as its type is.
        .enableUpcomingFeature("InferIsolatedConformances"),
        // SE-0481: `weak let`.
        .enableUpcomingFeature("ImmutableWeakCaptures"),
        // SE-0480: a warning is an error.
        .treatAllWarnings(as: .error),
    ]
}
