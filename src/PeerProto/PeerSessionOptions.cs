using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PeerProto.CompilerServices;
using PeerProto.Networking;
using PeerProto.Protocol;
using PeerProto.Sessions;

namespace PeerProto;

/// <summary>How a session runs. Every setting has a default that suits a local network.</summary>
public sealed class PeerSessionOptions
{
    /// <summary>The default of <see cref="MaximumPeers"/>: 256.</summary>
    public const int DefaultMaximumPeers = 256;

    /// <summary>The default of <see cref="MaximumPendingConnections"/>: 256.</summary>
    public const int DefaultMaximumPendingConnections = 256;

    /// <summary>The default of <see cref="MaximumPendingConnectionsPerAddress"/>: 32.</summary>
    public const int DefaultMaximumPendingConnectionsPerAddress = 32;

    /// <summary>The default of <see cref="InstanceNameLifetime"/>: 15 min.</summary>
    public static readonly TimeSpan DefaultInstanceNameLifetime = TimeSpan.FromMinutes(15);

    /// <summary>Makes options with all defaults.</summary>
    public PeerSessionOptions() => Transports = [new TcpTransportProvider(null, new SessionLoggerFactory(this))];

    /// <summary>The name that people on the other devices read. Empty unless told otherwise. It travels in the hello, encrypted where the link is, never in discovery.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>How connections are secured. <see cref="PeerSecurity.Unverified"/> unless told otherwise: encrypted, and open to anybody who comes.</summary>
    public PeerSecurity Security { get; set; } = PeerSecurity.Unverified;

    /// <summary>
    /// Who this app is. A new identity for each session unless told otherwise; where the security keeps peers in a file it has to be set, since they keep this one by its key. The session does not
    /// dispose an identity it was given.
    /// </summary>
    public PeerIdentity? Identity { get; set; }

    /// <summary>
    /// Says whether a peer has a permission that the contract asks for (<see cref="RequiresAttribute"/>). Null, the default, asks the trust store of <see cref="Security"/> where it has one
    /// (<see cref="TrustedPeer.Permissions"/>), and otherwise nobody has any. Asked at every call, and for channels once, when the connection is admitted: what changes later holds for channels
    /// from the next connection on. An exception says no. Called on the loop that reads from the peer, so it should not wait; the peer's <see cref="Peer{TContract}.Contract"/> cannot be used yet
    /// while channels are asked for.
    /// </summary>
    public Func<Peer, string, bool>? Authorize { get; set; }

    /// <summary>The port to listen on, 1 to 65535, or 0 (the default) for any free one.</summary>
    public int Port { get; set; }

    /// <summary>
    /// The address to listen on, or null (the default) for all IPv4 and IPv6 addresses of this machine. Discovery that the session makes itself keeps to the interface of
    /// that address.
    /// </summary>
    public IPAddress? ListenAddress { get; set; }

    /// <summary>Whether peers find each other by themselves. True unless told otherwise; if not, <see cref="PeerSession{TContract}.ConnectAsync(PeerEndpoint, CancellationToken)"/> connects.</summary>
    public bool UseDiscovery { get; set; } = true;

    /// <summary>
    /// How long the session is announced under one random name before it takes another, give or take a quarter. Connections go on, and peers that are connected know the new name. With
    /// <see cref="Timeout.InfiniteTimeSpan"/> the session keeps its first name. <see cref="DefaultInstanceNameLifetime"/> unless told otherwise.
    /// </summary>
    public TimeSpan InstanceNameLifetime { get; set; } = DefaultInstanceNameLifetime;

    /// <summary>
    /// How peers find each other. What <see cref="PeerDiscovery.CreateDefault"/> makes unless told otherwise: the system's service on Apple's systems and on Windows where it is installed, managed mDNS
    /// elsewhere, on all usable interfaces or that of <see cref="ListenAddress"/>. The session does not dispose a discovery it was given.
    /// </summary>
    public IPeerDiscovery? Discovery { get; set; }

    /// <summary>
    /// What else tells of peers, beside the discovery: a <see cref="PeerList"/> of addresses and tickets, domains of unicast DNS, anything of the app's own. Empty unless told otherwise. They are
    /// searched also where <see cref="UseDiscovery"/> is false. The session does not dispose them.
    /// </summary>
    /// <example><c>options.Sources.Add(PeerList.Of(PeerEndpoint.Parse("tcp://board.example:4711")));</c></example>
    public IList<IPeerSource> Sources { get; } = [];

    /// <summary>
    /// Chooses whom to connect to among those found, by what they say of themselves; asked again when that changes. Null, the default, chooses everybody. Who is not chosen may still connect to this
    /// session. An exception says no. Called on the session's loops, so it should not wait.
    /// </summary>
    /// <example><c>options.ShouldConnect = found => found.Txt.GetText("room") == room;</c></example>
    public Func<PeerCandidate, bool>? ShouldConnect { get; set; }

    /// <summary>
    /// How many connected peers are enough, 0 or more: while that many are, the session searches for no others, which spares the network, and peer-to-peer Wi-Fi most of all. Null, the default, is as
    /// many as <see cref="MaximumPeers"/>. Others may still find this session, so that there may be more. <see cref="PeerSession{TContract}.PeersWanted"/> changes it later.
    /// </summary>
    public int? PeersWanted { get; set; }

    /// <summary>Whether the session goes on searching, and connecting, when enough peers are connected. False unless told otherwise.</summary>
    public bool KeepsSearching { get; set; }

    /// <summary>
    /// What the app says in the session's TXT record before anybody connects: at most 1024 bytes, without the keys of PeerProto's own (<c>w</c>, <c>v</c>, <c>f</c> and what begins with <c>p-</c>).
    /// Everybody on the network can read it. Empty unless told otherwise; <see cref="PeerSession{TContract}.UpdateTxtAsync"/> changes it later.
    /// </summary>
    public TxtRecord Txt { get; set; } = TxtRecord.Empty;

    /// <summary>
    /// What carries the bytes, in the order of preference: TCP unless told otherwise. The session listens on each of them, and reaches a peer on the first that connects, each with a head
    /// start of 250 ms before the next; what won on a network is tried first there for an hour. A transport that the platform lacks is passed over:
    /// <see cref="PeerSession{TContract}.Listeners"/> tells why.
    /// </summary>
    /// <example><c>options.Transports.Insert(0, new QuicTransportProvider());</c></example>
    public IList<ITransportProvider> Transports { get; set; }

    /// <summary>
    /// What tells the interfaces, addresses and routes of the machine. The system unless told otherwise; tests and simulations give one of their own, which stays theirs. A session none of
    /// whose transports has addresses watches nothing.
    /// </summary>
    public INetworkMonitor? NetworkMonitor { get; set; }

    /// <summary>The bounds of each connection. <see cref="ProtocolLimits.Default"/> unless told otherwise.</summary>
    public ProtocolLimits Limits { get; set; } = ProtocolLimits.Default;

    /// <summary>
    /// The memory that windows may grow into beyond their first size. <see cref="MemoryBudget.Process"/>, which all sessions of the process share, unless told otherwise.
    /// </summary>
    public MemoryBudget MemoryBudget { get; set; } = MemoryBudget.Process;

    /// <summary>The deadlines of each connection. <see cref="ProtocolTimings.Default"/> unless told otherwise.</summary>
    public ProtocolTimings Timings { get; set; } = ProtocolTimings.Default;

    /// <summary>The bounds of what is decoded. <see cref="PeerCodecLimits.Default"/> unless told otherwise.</summary>
    public PeerCodecLimits CodecLimits { get; set; } = PeerCodecLimits.Default;

    /// <summary>The most peers at a time; more are refused with a reason. <see cref="DefaultMaximumPeers"/> unless told otherwise.</summary>
    public int MaximumPeers { get; set; } = DefaultMaximumPeers;

    /// <summary>The most accepted connections that have not said who they are; more are dropped. <see cref="DefaultMaximumPendingConnections"/> unless told otherwise.</summary>
    public int MaximumPendingConnections { get; set; } = DefaultMaximumPendingConnections;

    /// <summary>The same for one remote address. <see cref="DefaultMaximumPendingConnectionsPerAddress"/> unless told otherwise.</summary>
    public int MaximumPendingConnectionsPerAddress { get; set; } = DefaultMaximumPendingConnectionsPerAddress;

    /// <summary>
    /// How long <see cref="PeerSecurity.Trust(Func{PeerTrustContext, CancellationToken, ValueTask{bool}})"/> may take to decide about a peer, so that a person can be asked. 30 s unless told
    /// otherwise. With that security the peer's first bytes and its hello are waited for that much longer, since its side may be asking too.
    /// </summary>
    public TimeSpan TrustDeadline { get; set; } = StreamSecurityOptions.DefaultTrustDeadline;

    /// <summary>How long the peer may take for its part of the TLS handshake, and then of what the security asks for behind it. 10 s each unless told otherwise. The TLS of QUIC has a deadline of its own.</summary>
    public TimeSpan HandshakeDeadline { get; set; } = StreamSecurityOptions.DefaultHandshakeDeadline;

    /// <summary>
    /// How long the other side may take for the upgrade of a secured link to WebSocket, and, where a port takes TCP and WebSocket, for the first bytes that tell which it is. 5 s unless told
    /// otherwise.
    /// </summary>
    public TimeSpan UpgradeDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the end of a session waits for peers to confirm what was sent. 5 s unless told otherwise.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Where time comes from. The system unless told otherwise.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where the session's loops run. The thread pool unless told otherwise.</summary>
    public TaskScheduler Scheduler { get; set; } = TaskScheduler.Default;

    /// <summary>Makes the session's random choices repeatable, for tests. Null unless told otherwise: they come from the system.</summary>
    public int? RandomSeed { get; set; }

    /// <summary>Where the session logs to. Nowhere unless told otherwise.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>
    /// Whether the trace context (W3C) of the app's current <see cref="System.Diagnostics.Activity"/> travels with calls and messages, so that a trace goes on at the peer. True unless told
    /// otherwise; where there is no activity nothing travels. What the app puts into <see cref="System.Diagnostics.Activity.TraceStateString"/> travels too; its baggage does not.
    /// </summary>
    public bool PropagateTraceContext { get; set; } = true;

    /// <summary>Whether spans name the peer by its identifier, as <c>peerproto.peer.id</c>. False unless told otherwise. Measurements never do.</summary>
    public bool TellPeersInTraces { get; set; }

    /// <summary>Throws when a setting makes no sense.</summary>
    internal void Validate()
    {
        Limits.Validate();
        Timings.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumPeers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumPendingConnections, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumPendingConnectionsPerAddress, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TrustDeadline, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HandshakeDeadline, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(UpgradeDeadline, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(DrainTimeout, TimeSpan.Zero);
        if (PeersWanted is { } wanted)
            ArgumentOutOfRangeException.ThrowIfNegative(wanted, nameof(PeersWanted));
        SessionTxt.Validate(Txt, nameof(Txt));
        if (Sources.Contains(null!))
            throw new ArgumentException("One of the sources of peers is null. Leave it out.", nameof(Sources));
        if (InstanceNameLifetime != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(InstanceNameLifetime, TimeSpan.Zero);
        if (Transports.Count == 0)
            throw new ArgumentException("A session needs a transport: leave the default, or add a provider to PeerSessionOptions.Transports.", nameof(Transports));
        if (Identity is null && (Security.Store ?? Security.Remembers) is { IsInFile: true })
        {
            throw new ArgumentException(
                "The security keeps its peers in a file, and without an identity of its own this app has a new key at each start, which none of them knows. "
                + "Set PeerSessionOptions.Identity to PeerIdentity.LoadOrCreate(new FileIdentityStore(path)).",
                nameof(Identity));
        }

        int nameBytes = Encoding.UTF8.GetByteCount(DisplayName);
        if (nameBytes > ProtocolLimits.MaximumDisplayNameBytes)
        {
            throw new ArgumentException(
                $"The display name takes {nameBytes} bytes of UTF-8, more than {ProtocolLimits.MaximumDisplayNameBytes}. Shorten it.", nameof(DisplayName));
        }
    }
}
