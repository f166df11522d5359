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
    private readonly Queue<DhcpObservation> _waiting = new();
    private DateTimeOffset? _since;
    private DateTimeOffset? _down;

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
            HandleMessage(time, link, datagram.IsToAll || link.IsToAll, content.Slice(datagram.Start, datagram.Length));
            return;
        }

        if (!_ignored.Contains(link.Source) && !_servers.Contains(link.Source) && Learner.Handle(time, link, content) is { } entry)
            HandleUse(time, entry);
    }

    /// <summary>The watched interface came up or went down. A frame after it went down says that it is up as well.</summary>
    /// <param name="time">When.</param>
    /// <param name="isUp">Whether it is up now.</param>
    public void HandleLink(DateTimeOffset time, bool isUp)
    {
        HandleTime(time);
        if (isUp == (_down is null))
            return;
        _down = isUp ? null : time;
        if (isUp)
            _since = time;
        else
            _clients.EndAll();
        Tell(time, isUp ? DhcpObservationKind.LinkUp : DhcpObservationKind.LinkDown);
    }

    /// <summary>Time has passed.</summary>
    /// <param name="time">The time now.</param>
    public void HandleTime(DateTimeOffset time)
    {
        _since ??= time;
        while (_clients.Reuses.First is { } reuse && reuse.Value.Deadline <= time)
            TellReuse(reuse.Value);
        while (_clients.Answers.First is { } answer && answer.Value.Deadline <= time)
            TellUnanswered(answer.Value);
    }

    /// <summary>Takes the next observation.</summary>
    /// <param name="observation">What was seen.</param>
    /// <returns>False where there is none.</returns>
    public bool TryGetObservation([NotNullWhen(true)] out DhcpObservation? observation) => _waiting.TryDequeue(out observation);

    /// <summary>No frame comes any more: what waits for more is decided by what is known.</summary>
    internal void End()
    {
        while (_clients.Reuses.First is { } reuse)
            TellReuse(reuse.Value);
    }

    /// <summary>Whether a station has spoken as a server.</summary>
    internal bool IsServer(PhysicalAddress station) => _servers.Contains(station);

    private void HandleMessage(DateTimeOffset time, in LinkFrame link, bool isToAll, ReadOnlySpan<byte> content)
    {
        if (!DhcpMessage.TryRead(content, out DhcpMessage? message, out _))
        {
            Malformed++;
            return;
        }

        Messages++;
        if (message.IsReply)
            HandleReply(time, link.Source, message);
        else
            HandleQuestion(time, message, isToAll);
    }

    private void HandleQuestion(DateTimeOffset time, DhcpMessage message, bool isToAll)
    {
        if (Classify(message, isToAll) is not { } kind)
            return;
        DhcpClientState state = _clients.Get(message.HardwareAddress);
        DhcpObservation question = Tell(
            time, kind, message.HardwareAddress, kind == DhcpObservationKind.Discover ? message.RequestedAddress : Nonzero(message.ClientAddress) ?? message.RequestedAddress, message);
        if (kind == DhcpObservationKind.Release)
            state.Leased = null;
        if (kind is DhcpObservationKind.Release or DhcpObservationKind.Inform or DhcpObservationKind.Decline)
            return;
        state.Asked = time;
        _clients.EndReuse(state);
        if (state.Unanswered != message.TransactionId)
            _clients.Wait(new PendingAnswer(state, question, time + _options.AnswerWithin));
    }

    private void HandleReply(DateTimeOffset time, PhysicalAddress server, DhcpMessage message)
    {
        if (_servers.Count < MaximumServers && _servers.Add(server))
            _clients.EndReuse(_clients.Get(server));
        DhcpObservationKind? kind = message.Kind switch
        {
            DhcpMessageKind.Offer => DhcpObservationKind.Offer,
            DhcpMessageKind.Ack => DhcpObservationKind.Ack,
            DhcpMessageKind.Nak => DhcpObservationKind.Nak,
            _ => null,
        };
        if (kind is null)
            return;
        DhcpClientState state = _clients.Get(message.HardwareAddress);
        if (state.Answer?.Value.Question.TransactionId == message.TransactionId)
            _clients.EndAnswer(state);
        IPAddress? given = kind == DhcpObservationKind.Nak ? null : Nonzero(message.YourAddress);
        if (kind == DhcpObservationKind.Ack && given is not null)
        {
            state.Leased = given;
            Learner.Lease(time, given, message.HardwareAddress, message.SubnetMask);
        }

        Tell(time, kind.Value, message.HardwareAddress, given, message);
    }

    private void HandleUse(DateTimeOffset time, ArpEntry entry)
    {
        DhcpClientState state = _clients.Get(entry.HardwareAddress);
        if (entry.Evidence == ArpEvidence.Announcement && !(time - state.Asked < SameJoin) && time - state.Joined >= SameJoin)
            state.Joined = time;
        DateTimeOffset since = state.Joined > _since ? state.Joined : _since!.Value;
        if (state.Asked >= since || state.Told >= since)
            return;
        _clients.Wait(new PendingReuse(state, entry, time + _options.Patience));
    }

    private void TellReuse(PendingReuse reuse)
    {
        _clients.EndReuse(reuse.State);
        reuse.State.Told = reuse.Entry.LastSeen;
        bool isCertain = reuse.Entry.Address.Equals(reuse.State.Leased);
        Tell(reuse.Entry.LastSeen, DhcpObservationKind.SilentReuse, reuse.Entry.HardwareAddress, reuse.Entry.Address, evidence: reuse.Entry.Evidence, isCertain: isCertain);
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
        DhcpMessageKind.Request when Nonzero(message.ClientAddress) is not null => isToAll ? DhcpObservationKind.Rebind : DhcpObservationKind.Renew,
        DhcpMessageKind.Request when message.ServerIdentifier is not null => DhcpObservationKind.Select,
        DhcpMessageKind.Request when message.RequestedAddress is not null => DhcpObservationKind.InitReboot,
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

    private static IPAddress? Nonzero(IPAddress address) => address.Equals(IPAddress.Any) ? null : address;
}
