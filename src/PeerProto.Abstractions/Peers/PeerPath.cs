using System.Collections.Immutable;
using System.Net;

namespace PeerProto;

/// <summary>The way that a connection takes through this machine's network, at one moment. Null is what the platform does not tell; nothing is guessed.</summary>
public sealed record PeerPath
{
    /// <summary>This end of the connection.</summary>
    public required PeerEndpoint LocalEndpoint { get; init; }

    /// <summary>The peer's end of the connection.</summary>
    public required PeerEndpoint RemoteEndpoint { get; init; }

    /// <summary>The system's name of the interface, such as <c>eth0</c>; the last one known where the interface is gone.</summary>
    public string? InterfaceName { get; init; }

    /// <summary>What the interface is made of.</summary>
    public NetworkInterfaceKind? InterfaceKind { get; init; }

    /// <summary>The addresses of the interface.</summary>
    public ImmutableArray<IPAddress> InterfaceAddresses { get; init; } = [];

    /// <summary>The router that the connection goes through, or null where the peer is on the same network.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>Whether bytes cost money there, as on a mobile network.</summary>
    public bool? IsExpensive { get; init; }

    /// <summary>Whether a person has asked for less traffic there.</summary>
    public bool? IsConstrained { get; init; }

    /// <summary>
    /// Whether what the path depends on is there: the interface is up, has the connection's address, and leads to the peer. A path that is not viable may become viable again; it is reported
    /// after it has lasted for 300 ms. Null for links without addresses.
    /// </summary>
    public bool? IsViable { get; init; }

    /// <summary>
    /// Whether another interface leads to the peer's network that is usually better than this one: a wire is better than Wi-Fi, Wi-Fi better than a mobile network or a tunnel. Null where the
    /// interface is not known.
    /// </summary>
    public bool? HasBetterPath { get; init; }

    /// <summary>The last known round-trip time: the link's own where the transport tells it, else that of the last ping.</summary>
    public TimeSpan? RoundTripTime { get; init; }

    /// <summary>The bytes sent that the peer's system has not confirmed.</summary>
    public long? BytesInFlight { get; init; }
}
