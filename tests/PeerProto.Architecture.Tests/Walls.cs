namespace PeerProto.Architecture.Tests;

/// <summary>
/// Which room may use which, the one place where it is written down for the machine. A room that is not here has no right to exist: a new
/// project states its arrows here first.
/// </summary>
internal static class Walls
{
    private const string Logging = "Microsoft.Extensions.Logging.Abstractions";

    public static IReadOnlyDictionary<string, Room> Rooms { get; } = new Dictionary<string, Room>
    {
        ["PeerProto.Abstractions"] = new(
            Projects: [],
            Packages: [Logging, "MessagePack.Annotations"],
            Namespaces: ["PeerProto", "PeerProto.CompilerServices"]),
        ["PeerProto.Protocol"] = new(
            Projects: ["PeerProto.Abstractions"],
            Packages: [],
            Namespaces: ["PeerProto", "PeerProto.Protocol"]), // limits and deadlines are what apps set
        ["PeerProto.Networking"] = new(
            Projects: ["PeerProto.Abstractions"],
            Packages: [Logging],
            Namespaces: ["PeerProto", "PeerProto.Networking"]),
        ["PeerProto.Security"] = new(
            Projects: ["PeerProto.Abstractions"],
            Packages: [Logging, "BouncyCastle.Cryptography", "System.Security.Cryptography.ProtectedData"],
            Namespaces: ["PeerProto", "PeerProto.Security"]),
        ["PeerProto.Transports"] = new(
            Projects: ["PeerProto.Abstractions", "PeerProto.Networking"],
            Packages: [Logging],
            Namespaces: ["PeerProto", "PeerProto.Transports"]),
        ["PeerProto.Transports.Quic"] = new(
            Projects: ["PeerProto.Abstractions"],
            Packages: [Logging],
            Namespaces: ["PeerProto", "PeerProto.Transports.Quic"]),
        ["PeerProto.Discovery"] = new(
            Projects: ["PeerProto.Abstractions", "PeerProto.Networking"],
            Packages: [Logging],
            Namespaces: ["PeerProto", "PeerProto.Discovery"]),
        ["PeerProto.Discovery.System"] = new(
            Projects: ["PeerProto.Abstractions"],
            Packages: [Logging],
            Namespaces: ["PeerProto.Discovery"]), // a namespace of its own name would hide the base library's
        ["PeerProto"] = new(
            Projects:
            [
                "PeerProto.Abstractions", "PeerProto.Protocol", "PeerProto.Networking",
                "PeerProto.Security", "PeerProto.Transports", "PeerProto.Discovery", "PeerProto.Discovery.System",
            ],
            Packages: [Logging],
            Namespaces: ["PeerProto"]),
        ["PeerProto.MessagePack"] = new(
            Projects: ["PeerProto.Abstractions"],
            Packages: ["MessagePack", "MessagePack.Annotations", "Microsoft.NET.StringTools"],
            Namespaces: ["PeerProto"]),
        ["PeerProto.Testing"] = new(
            Projects: ["PeerProto.Abstractions", "PeerProto.Protocol", "PeerProto.Networking", "PeerProto.Security", "PeerProto"],
            Packages: [Logging],
            Namespaces: ["PeerProto.Testing"]),
        ["PeerProto.Diagnostics"] = new(
            Projects:
            [
                "PeerProto.Abstractions", "PeerProto.Protocol", "PeerProto.Networking",
                "PeerProto.Security", "PeerProto.Transports", "PeerProto.Discovery", "PeerProto",
            ],
            Packages: [Logging],
            Namespaces: ["PeerProto", "PeerProto.Diagnostics"]),
        ["PeerProto.Apple"] = new(
            Projects: ["PeerProto.Abstractions"],
            Packages: ["System.Security.Cryptography.Pkcs"],
            Namespaces: ["PeerProto.Apple"]),
        ["PeerProto.Cli"] = new(
            Projects:
            [
                "PeerProto.Abstractions", "PeerProto.Protocol", "PeerProto.Networking",
                "PeerProto.Security", "PeerProto.Transports", "PeerProto.Transports.Quic", "PeerProto.Discovery", "PeerProto.Discovery.System", "PeerProto", "PeerProto.Diagnostics", "PeerProto.Apple",
            ],
            Packages: [Logging, "QRCoder", "System.CommandLine", "Spectre.Console"],
            Namespaces: ["PeerProto.Cli"]),
    };

    /// <summary>What a generator may use: the compiler, and what comes with it. No room of src.</summary>
    public static IReadOnlyList<string> GeneratorPackages { get; } =
    [
        "Microsoft.CodeAnalysis", "System.Collections.Immutable", "System.Reflection.Metadata", "System.Memory",
        "System.Runtime.CompilerServices.Unsafe", "System.Threading.Tasks.Extensions", "System.Text.Encoding.CodePages", "System.Composition",
    ];
}
