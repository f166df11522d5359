using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.NetworkInformation;
using PeerProto.Diagnostics;

namespace PeerProto;

/// <summary>
/// Tells from frames how clients get their addresses: by DISCOVER, INIT-REBOOT or RENEW, or without asking anybody. A machine without clock and
/// socket: give it frames with <see cref="HandleFrame"/>, changes of the link with <see cref="HandleLink"/> and, when <see cref="NextDeadline"/> has come,
/// the time with <see cref="HandleTime"/>; after each call take what was seen with <see cref="TryGetObservation"/>. Not safe for concurrent use.
/// </summary>
public sealed class DhcpObserver
{
    /// <summary>How many observations wait to be taken before further ones are dropped and counted.</summary>
    public const int MaximumWaiting = 4096;

    private const int MaximumServers = 64;

    // RFC 5227 section 2.3: announcements come in twos, 2 s apart; a client that has just asked a server announces what it got.
    private static readonly TimeSpan SameJoin = TimeSpan.FromSeconds(10);

    // What stood in the socket's queue when the link went down says nothing of its return.
    private static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(100);

    private readonly DhcpObserverOptions _options;
    private readonly DhcpClients _clients;
    private readonly HashSet<PhysicalAddress> _ignored;
    private readonly HashSet<PhysicalAddress> _servers = [];
    private readonly Queue<PhysicalAddress> _serversByAge = new();
    private readonly Queue<DhcpObservation> _waiting = new();
    private DateTimeOffset? _up;
    private DateTimeOffset? _down;
    private bool _knowsLink;

    /// <summary>Makes an observer.</summary>
    /// <param name="options">What is known besides the frames; null for nothing.</param>
    public DhcpObserver(DhcpObserverOptions? options = null)
    {
        _options = options ?? new DhcpObserverOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaximumClients, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Patience, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.AnswerWithin, TimeSpan.Zero, nameof(options));
        _clients = new DhcpClients(_options.MaximumClients);
        _ignored = [.. _options.Ignored];
        Learner = new ArpLearner(_options.Network, _options.MaximumClients);
        foreach ((IPAddress address, PhysicalAddress client) in _options.KnownLeases.Take(_options.MaximumClients))
            _clients.Get(client).Leased = address;
    }

    /// <summary>Who uses which address, as far as it was seen.</summary>
    public ArpLearner Learner { get; }

    /// <summary>Frames that were handled.</summary>
    public long Frames { get; private set; }

    /// <summary>DHCP messages among them.</summary>
    public long Messages { get; private set; }

    /// <summary>Datagrams between the ports of DHCP that are no DHCP message.</summary>
    public long Malformed { get; private set; }

    /// <summary>DHCP messages of which too little was there to read them: cut by the capture, or sent in fragments.</summary>
    public long Cut { get; private set; }

    /// <summary>Observations that nobody took in time.</summary>
    public long Dropped { get; private set; }

    /// <summary>When <see cref="HandleTime"/> is to be called; null while nothing waits.</summary>
    public DateTimeOffset? NextDeadline => (_clients.Reuses.First?.Value.Deadline, _clients.Answers.First?.Value.Deadline) switch
    {
        ({ } reuse, { } answer) => reuse < answer ? reuse : answer,
        (var reuse, var answer) => reuse ?? answer,
    };

    /// <summary>A frame was seen.</summary>
    /// <param name="time">When.</param>
    /// <param name="linkType">What its first header is, by the numbers of tcpdump.org: 1 Ethernet, 113 and 276 Linux' any interface.</param>
    /// <param name="frame">Its bytes.</param>
    public void HandleFrame(DateTimeOffset time, int linkType, ReadOnlySpan<byte> frame)
    {
        Frames++;
        HandleTime(time);
        if (!LinkFrame.TryRead(linkType, frame, out LinkFrame link))
            return;
        if (_down is { } down)
        {
            if (time - down < Echo)
                return;
            HandleLink(time, isUp: true);
        }

        ReadOnlySpan<byte> content = frame[link.Start..];
        if (link.Protocol == LinkFrame.IPv4 && DhcpDatagram.TryFind(content, out DhcpDatagram datagram))
        {
            HandleMessage(time, link, datagram with { IsToAll = datagram.IsToAll || link.IsToAll }, content.Slice(datagram.Start, datagram.Length));
            return;
        }

        if (_ignored.Contains(link.Source) || _servers.Contains(link.Source))
            return;
        if (Learner.Handle(time, link, content) is { } entry)
            HandleUse(time, entry);
        else if (Learner.IsProxy(link.Source))
            _clients.EndReuse(_clients.Get(link.Source));
    }

    /// <summary>
    /// The watched interface came up or went down. A frame after it went down says that it is up as well. Until something is said of it, the interface counts as up, and a client's
    /// announcement of its address as a sign that this client has joined.
    /// </summary>
    /// <param name="time">When.</param>
    /// <param name="isUp">Whether it is up now.</param>
    public void HandleLink(DateTimeOffset time, bool isUp)
    {
        HandleTime(time);
        _knowsLink = true;
        if (isUp == (_down is null))
            return;
        _down = isUp ? null : time;
        if (isUp)
            _up = time;
        else
            _clients.EndAll();
        Tell(time, isUp ? DhcpObservationKind.LinkUp : DhcpObservationKind.LinkDown);
    }

    /// <summary>Time has passed.</summary>
    /// <param name="time">The time now.</param>
    public void HandleTime(DateTimeOffset time)
    {
        while (_clients.Reuses.First is { } reuse && reuse.Value.Deadline <= time)
            TellUse(reuse.Value);
        while (_clients.Answers.First is { } answer && answer.Value.Deadline <= time)
            TellUnanswered(answer.Value);
    }

    /// <summary>Takes the next observation.</summary>
    /// <param name="observation">What was seen.</param>
    /// <returns>False where there is none.</returns>
    public bool TryGetObservation([NotNullWhen(true)] out DhcpObservation? observation) => _waiting.TryDequeue(out observation);

    /// <summary>No frame comes any more: who might still have asked, or been answered, is blamed for nothing.</summary>
    internal void End()
    {
        while (_clients.Reuses.First is { } reuse)
            TellUse(reuse.Value, isOver: false);
    }

    /// <summary>Whether a station has spoken as a server.</summary>
    internal bool IsServer(PhysicalAddress station) => _servers.Contains(station);

    private void HandleMessage(DateTimeOffset time, in LinkFrame link, in DhcpDatagram datagram, ReadOnlySpan<byte> content)
    {
        if (!DhcpMessageReader.TryRead(content, datagram.IsCut, out DhcpMessage? message, out _))
        {
            HandleUnread(time, link.Source, datagram, content);
            return;
        }

        Messages++;
        if (message.IsReply)
            HandleReply(time, link.Source, message);
        else
            HandleQuestion(time, message, datagram.IsToAll);
    }

    // Whoever sent something to a server is not silent, though it cannot be read what.
    private void HandleUnread(DateTimeOffset time, PhysicalAddress source, in DhcpDatagram datagram, ReadOnlySpan<byte> content)
    {
        if (datagram.IsCut)
            Cut++;
        else
            Malformed++;
        bool hasHead = DhcpMessageReader.TryReadHead(content, out bool isReply, out uint transaction, out PhysicalAddress? client);
        if (hasHead && isReply)
            EndAnswer(_clients.Get(client!), transaction);
        else if (hasHead || datagram.IsFromClient)
            Ask(time, _clients.Get(client ?? source));
    }

    private void Ask(DateTimeOffset time, DhcpClientState state)
    {
        state.Asked = time;
        _clients.EndReuse(state);
    }

    private void EndAnswer(DhcpClientState state, uint transaction)
    {
        if (state.Answer?.Value.Question.TransactionId == transaction)
            _clients.EndAnswer(state);
    }

    private void HandleQuestion(DateTimeOffset time, DhcpMessage message, bool isToAll)
    {
        if (Classify(message, isToAll) is not { } kind)
            return;
        DhcpClientState state = _clients.Get(message.HardwareAddress);
        DhcpObservation question = Tell(
            time, kind, message.HardwareAddress, kind == DhcpObservationKind.Discover ? Nonzero(message.RequestedAddress) : Nonzero(message.ClientAddress) ?? Nonzero(message.RequestedAddress), message);
        if (kind is DhcpObservationKind.Release or DhcpObservationKind.Decline)
            state.Leased = null;
        if (kind is DhcpObservationKind.Release or DhcpObservationKind.Inform or DhcpObservationKind.Decline)
            return;
        Ask(time, state);
        if (state.Unanswered != message.TransactionId)
            _clients.Wait(new PendingAnswer(state, question, time + _options.AnswerWithin));
    }

    private void HandleReply(DateTimeOffset time, PhysicalAddress server, DhcpMessage message)
    {
        DhcpObservationKind? kind = message.Kind switch
        {
            DhcpMessageKind.Offer => DhcpObservationKind.Offer,
            DhcpMessageKind.Ack => DhcpObservationKind.Ack,
            DhcpMessageKind.Nak => DhcpObservationKind.Nak,
            _ => null,
        };
        if (kind is null)
            return;
        AddServer(server);
        DhcpClientState state = _clients.Get(message.HardwareAddress);
        EndAnswer(state, message.TransactionId);
        IPAddress? given = kind == DhcpObservationKind.Nak ? null : Nonzero(message.YourAddress);
        if (kind == DhcpObservationKind.Nak)
            state.Leased = null;
        if (kind == DhcpObservationKind.Ack && given is not null)
        {
            state.Leased = given;
            Learner.Lease(time, given, message.HardwareAddress, message.SubnetMask);
        }

        Tell(time, kind.Value, message.HardwareAddress, given, message);
    }

    // The one that spoke first goes first, and is known again when it speaks again.
    private void AddServer(PhysicalAddress server)
    {
        if (!_servers.Add(server))
            return;
        _serversByAge.Enqueue(server);
        if (_servers.Count > MaximumServers)
            _servers.Remove(_serversByAge.Dequeue());
        _clients.EndReuse(_clients.Get(server));
    }

    private void HandleUse(DateTimeOffset time, ArpEntry entry)
    {
        DhcpClientState state = _clients.Get(entry.HardwareAddress);
        // Where the link's own changes are not told, an announcement is the only sign of a join. It may be something else, so it counts once.
        if (!_knowsLink && entry.Evidence == ArpEvidence.Announcement && !(time - state.Asked < SameJoin) && (state.Joined is null || state.Asked > state.Joined))
            state.Joined = time;
        DateTimeOffset since = Since(state) ?? DateTimeOffset.MinValue;
        // A repeater asks for its stations by their hardware addresses, and speaks ARP by its own.
        if (state.Asked >= since || state.Told >= since || Learner.LeasedAt(entry.Address) >= since)
            return;
        _clients.Wait(new PendingReuse(state, entry, time + _options.Patience));
    }

    /// <summary>Since when a client is to have asked a server; null where no beginning was seen.</summary>
    private DateTimeOffset? Since(DhcpClientState state) => state.Joined > _up || _up is null ? state.Joined : _up;

    private void TellUse(PendingReuse use, bool isOver = true)
    {
        (DhcpClientState state, ArpEntry entry, _) = use;
        _clients.EndReuse(state);
        bool isReuse = isOver && Since(state) is not null;
        state.Told = entry.LastSeen > state.Joined || state.Joined is null ? entry.LastSeen : state.Joined;
        bool isCertain = !isReuse || (_up is not null && entry.Address.Equals(state.Leased));
        Tell(entry.LastSeen, isReuse ? DhcpObservationKind.SilentReuse : DhcpObservationKind.Known, entry.HardwareAddress, entry.Address, evidence: entry.Evidence, isCertain: isCertain);
    }

    private void TellUnanswered(PendingAnswer answer)
    {
        _clients.EndAnswer(answer.State);
        answer.State.Unanswered = answer.Question.TransactionId;
        (string meaning, string nextStep) = DhcpAdvice.For(DhcpObservationKind.Unanswered);
        Add(answer.Question with { Kind = DhcpObservationKind.Unanswered, Time = answer.Deadline, Meaning = $"{meaning}: {answer.Question.Kind}", NextStep = nextStep });
    }

    /// <summary>RFC 2131 section 4.3.2 tells the requests apart by what they carry.</summary>
    private static DhcpObservationKind? Classify(DhcpMessage message, bool isToAll) => message.Kind switch
    {
        DhcpMessageKind.Discover => DhcpObservationKind.Discover,
        // A client that renews asks its server directly (RFC 2131 table 4), so what a relay passes on was sent to all.
        DhcpMessageKind.Request when Nonzero(message.ClientAddress) is not null => isToAll || Nonzero(message.RelayAddress) is not null ? DhcpObservationKind.Rebind : DhcpObservationKind.Renew,
        DhcpMessageKind.Request when message.ServerIdentifier is not null => DhcpObservationKind.Select,
        DhcpMessageKind.Request when Nonzero(message.RequestedAddress) is not null => DhcpObservationKind.InitReboot,
        DhcpMessageKind.Decline => DhcpObservationKind.Decline,
        DhcpMessageKind.Release => DhcpObservationKind.Release,
        DhcpMessageKind.Inform => DhcpObservationKind.Inform,
        _ => null,
    };

    private DhcpObservation Tell(
        DateTimeOffset time, DhcpObservationKind kind, PhysicalAddress? client = null, IPAddress? address = null, DhcpMessage? message = null, ArpEvidence? evidence = null, bool isCertain = true)
    {
        (string meaning, string nextStep) = DhcpAdvice.For(kind, isCertain);
        return Add(new DhcpObservation
        {
            Time = time,
            Kind = kind,
            Client = client,
            Address = address,
            Server = message?.ServerIdentifier,
            TransactionId = message?.TransactionId,
            LeaseTime = message?.LeaseTime,
            HostName = message?.HostName,
            Evidence = evidence,
            IsCertain = isCertain,
            Meaning = message?.ErrorText is { Length: > 0 } text ? $"{meaning}; it says: {text}" : meaning,
            NextStep = nextStep,
        });
    }

    private DhcpObservation Add(DhcpObservation observation)
    {
        if (_waiting.Count < MaximumWaiting)
            _waiting.Enqueue(observation);
        else
            Dropped++;
        return observation;
    }

    private static IPAddress? Nonzero(IPAddress? address) => IPAddress.Any.Equals(address) ? null : address;
}
