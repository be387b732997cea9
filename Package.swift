// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTPCompression = Target.Dependency.product(name: "NIOHTTPCompression", package: "swift-nio-extras")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTP2 = Target.Dependency.product(name: "NIOHTTP2", package: "swift-nio-http2")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioSOCKS = Target.Dependency.product(name: "NIOSOCKS", package: "swift-nio-extras")
let systemPackage = Target.Dependency.product(
  name: "SystemPackage",
  package: "swift-system",
  condition: .when(platforms: [.linux])
)
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
  name: "octoseal",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "octoseal", targets: ["octoseal"]),
    .executable(name: "octoseal-emulator", targets: ["octoseal-emulator"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML",
      pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
    ),
    .systemLibrary(
      name: "CSodium",
      pkgConfig: "libsodium",
      providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]
    ),

    .target(name: "SecretModel"),
    .target(name: "YAMLTree", dependencies: ["CLibYAML", "SecretModel"]),
    .target(name: "Sealing", dependencies: ["CSodium", "SecretModel"]),
    .target(name: "ValueSources", dependencies: ["Sealing", "SecretModel", "YAMLTree"]),
    .target(name: "Manifests", dependencies: ["SecretModel", "ValueSources", "YAMLTree"]),
    .target(name: "Workflows", dependencies: ["SecretModel", "YAMLTree"]),
    .target(name: "Planning", dependencies: ["SecretModel"]),
    .target(
      name: "GitHubAPI",
      dependencies: [
        "SecretModel", asyncHTTPClient, jwtKit, logging, nioCore, nioHTTP1, nioHTTP2, nioHTTPCompression, nioPosix,
        nioSOCKS, nioSSL,
      ]
    ),
    .target(
      name: "Reconciliation",
      dependencies: ["GitHubAPI", "Planning", "Sealing", "SecretModel", "ValueSources"]
    ),
    .target(name: "Reports", dependencies: ["SecretModel"]),
    .target(
      name: "OctosealCLI",
      dependencies: [
        "GitHubAPI", "Manifests", "Planning", "Reconciliation", "Reports", "Sealing", "SecretModel", "ValueSources",
        "Workflows", argumentParser, logging,
      ]
    ),
    .target(name: "CWipingAllocator"),
    .executableTarget(name: "octoseal", dependencies: ["CWipingAllocator", "OctosealCLI"]),

    .target(
      name: "GitHubEmulator",
      dependencies: ["CSodium", cryptoExtras, httpTypes, hummingbirdCore, logging, nioCore, nioPosix]
    ),
    .executableTarget(name: "octoseal-emulator", dependencies: ["GitHubEmulator", argumentParser]),
    .executableTarget(
      name: "octoseal-benchmarks",
      dependencies: [
        "CLibYAML", "CSodium", "Manifests", "Planning", "Sealing", "SecretModel", "YAMLTree", argumentParser,
      ]
    ),

    .target(
      name: "TestSupport",
      dependencies: ["GitHubEmulator", cryptoExtras, subprocess, systemPackage]
    ),
    .testTarget(name: "SecretModelTests", dependencies: ["SecretModel"]),
    .testTarget(name: "YAMLTreeTests", dependencies: ["SecretModel", "TestSupport", "YAMLTree"]),
    .testTarget(name: "SealingTests", dependencies: ["CSodium", "Sealing", "SecretModel"]),
    .testTarget(
      name: "ValueSourcesTests",
      dependencies: ["Sealing", "SecretModel", "ValueSources", "YAMLTree"]
    ),
    .testTarget(
      name: "ManifestsTests",
      dependencies: ["Manifests", "SecretModel", "TestSupport", "ValueSources", "YAMLTree"],
      exclude: ["Cases"]
    ),
    .testTarget(name: "WorkflowsTests", dependencies: ["Manifests", "SecretModel", "TestSupport", "Workflows"]),
    .testTarget(name: "PlanningTests", dependencies: ["Planning", "SecretModel", "TestSupport"]),
    .testTarget(
      name: "GitHubAPITests",
      dependencies: [
        "GitHubAPI", "SecretModel", "TestSupport", logging, nioCore, nioHTTP1, nioHTTP2, nioPosix, nioSSL,
      ]
    ),
    .testTarget(
      name: "ReconciliationTests",
      dependencies: [
        "GitHubAPI", "GitHubEmulator", "Manifests", "Planning", "Reconciliation", "Sealing", "SecretModel",
        "TestSupport",
        "ValueSources",
      ]
    ),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Reports", "SecretModel", "TestSupport"],
      exclude: ["Golden"]
    ),
    .testTarget(
      name: "EmulatorTests",
      dependencies: ["CSodium", "GitHubEmulator", "TestSupport", "octoseal-emulator"],
      exclude: ["pygithub_app_check.py", "pygithub_check.py"]
    ),
    .testTarget(
      name: "CommandTests",
      dependencies: ["GitHubEmulator", "TestSupport", "octoseal"],
      exclude: ["Scripts", "Workflows/github_stub.py"]
    ),
    .testTarget(name: "ArchitectureTests", dependencies: ["Manifests", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = strict
}
