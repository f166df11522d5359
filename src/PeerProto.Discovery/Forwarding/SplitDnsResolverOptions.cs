using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PeerProto.Discovery;

/// <summary>How a <see cref="SplitDnsResolver"/> works.</summary>
public sealed class SplitDnsResolverOptions
{
    /// <summary>The default of <see cref="MaximumInFlight"/>: 1,024.</summary>
    public const int DefaultMaximumInFlight = 1024;

    /// <summary>The default of <see cref="MaximumStreamClients"/>: 64.</summary>
    public const int DefaultMaximumStreamClients = 64;

    /// <summary>The default of <see cref="MaximumDatagramLength"/>: 1,232 bytes, which pass every path unbroken (RFC 9715).</summary>
    public const int DefaultMaximumDatagramLength = 1232;

    /// <summary>The longest that <see cref="MaximumDatagramLength"/> may be: 4,096 bytes.</summary>
    public const int LongestDatagram = 4096;

    /// <summary>
    /// Where questions are taken, over UDP and TCP; port 0 for one that is free. Default: port 53 of the IPv4 loopback address. Whoever reaches an address here can ask, so give no address that
    /// strangers reach. An address that stands for all, such as 0.0.0.0, is refused: answers over UDP could leave from another address than was asked, and nobody takes those.
    /// </summary>
    public IList<IPEndPoint> Endpoints { get; set; } = [new(IPAddress.Loopback, DnsUpstream.Port)];

    /// <summary>The most questions that wait for upstreams at once; where there are several upstreams, half of them for each at most, so that a dead one leaves places for the others. Further ones are answered with SERVFAIL at once.</summary>
    public int MaximumInFlight { get; set; } = DefaultMaximumInFlight;

    /// <summary>The most connections over TCP at once. A further one takes the place of that which has had no question for longest; it is closed at once where all have some under way.</summary>
    public int MaximumStreamClients { get; set; } = DefaultMaximumStreamClients;

    /// <summary>How long a connection over TCP may have no question under way, be slow to put one then, or be slow to take an answer. Default: 10 s.</summary>
    public TimeSpan StreamIdleTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a server of an upstream has to answer before the next one is asked. Default: 2 s.</summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a question is put to an upstream; each of its servers is asked once at least. Default: 2.</summary>
    public int MaximumAttempts { get; set; } = 2;

    /// <summary>The longest answer in a datagram, in bytes, 512 to <see cref="LongestDatagram"/>. Askers that take less get less; what is longer they fetch over TCP.</summary>
    public int MaximumDatagramLength { get; set; } = DefaultMaximumDatagramLength;

    /// <summary>Times everything. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where the forwarder logs, under <c>PeerProto.Discovery</c>. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    internal void Validate()
    {
        if (Endpoints.FirstOrDefault(static endpoint => IsForAll(endpoint.Address)) is { } all)
            throw new ArgumentException($"{all} stands for all addresses of this machine. Give each address at which the forwarder is to answer.", nameof(Endpoints));
        TimeSpan longest = TimeSpan.FromDays(1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumInFlight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumStreamClients, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StreamIdleTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(StreamIdleTimeout, longest);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(AnswerTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(AnswerTimeout, longest);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumDatagramLength, 512);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumDatagramLength, LongestDatagram);
    }

    private static bool IsForAll(IPAddress address) =>
        address.Equals(IPAddress.IPv6Any) || (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).Equals(IPAddress.Any);
}
