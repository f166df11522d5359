using System.Net;
using System.Net.NetworkInformation;

namespace PeerProto;

/// <summary>What a <see cref="DhcpObserver"/> knows besides the packets.</summary>
public sealed record DhcpObserverOptions
{
    /// <summary>The default of <see cref="MaximumClients"/>.</summary>
    public const int DefaultMaximumClients = 1024;

    /// <summary>The default of <see cref="Patience"/>: 500 ms.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromMilliseconds(500);

    /// <summary>The default of <see cref="AnswerWithin"/>: 2 s.</summary>
    public static readonly TimeSpan DefaultAnswerWithin = TimeSpan.FromSeconds(2);

    /// <summary>The network whose clients are watched; null takes what the first lease says, and until then only ARP and packets that no router passes on.</summary>
    public IPNetwork? Network { get; init; }

    /// <summary>Stations that are no clients, such as the watching interface itself and routers. DHCP servers are found by what they say.</summary>
    public IReadOnlyCollection<PhysicalAddress> Ignored { get; init; } = [];

    /// <summary>The addresses that servers gave before, with their clients, such as the leases of a server: they make <see cref="DhcpObservationKind.SilentReuse"/> sure.</summary>
    public IReadOnlyCollection<KeyValuePair<IPAddress, PhysicalAddress>> KnownLeases { get; init; } = [];

    /// <summary>How long a client that uses an address may take to ask a server, before it counts as <see cref="DhcpObservationKind.SilentReuse"/>: clients do both at once. Default: <see cref="DefaultPatience"/>.</summary>
    public TimeSpan Patience { get; init; } = DefaultPatience;

    /// <summary>How long a server may take to answer before the question counts as <see cref="DhcpObservationKind.Unanswered"/>. Default: <see cref="DefaultAnswerWithin"/>.</summary>
    public TimeSpan AnswerWithin { get; init; } = DefaultAnswerWithin;

    /// <summary>How many clients are kept apart; the one not seen for longest goes first. Default: <see cref="DefaultMaximumClients"/>.</summary>
    public int MaximumClients { get; init; } = DefaultMaximumClients;
}
