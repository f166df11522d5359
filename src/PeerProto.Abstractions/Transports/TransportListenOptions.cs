using System.Net;

namespace PeerProto;

/// <summary>Where and how a transport listens. Every value has a default, so that <c>new()</c> listens on all addresses at a free port.</summary>
public sealed record TransportListenOptions
{
    /// <summary>How many connections may wait to be accepted unless told otherwise.</summary>
    public const int DefaultBacklog = 512;

    /// <summary>The port, or 0 (default) for any free one. Ignored by transports without ports.</summary>
    public int Port { get; init; }

    /// <summary>The address to bind, or null (default) for all IPv4 and IPv6 addresses of this machine. Ignored by transports without addresses.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The name to listen under, or null (default) for one that the transport makes up. Ignored by transports without names.</summary>
    public string? Name { get; init; }

    /// <summary>How many connections may wait to be accepted; more are refused. Default <see cref="DefaultBacklog"/>.</summary>
    public int Backlog { get; init; } = DefaultBacklog;
}
