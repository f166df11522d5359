using PeerProto.CompilerServices;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Handshake;

namespace PeerProto.Protocol.Connections;

/// <summary>
/// One connection as a state machine: bytes, time and wishes go in, bytes and events come out. It has no socket, clock, task or lock; its driver serialises all calls.
/// </summary>
/// <remarks>
/// Methods are of four kinds: getters; <c>Handle…</c> for what arrived; verbs for what the app wants (<see cref="TryWriteMessage"/>, <see cref="Close"/>, …);
/// and what the driver must ask for after each of those: <see cref="ExchangeOutput"/> for bytes to write and <see cref="NextDeadline"/> for when to call
/// <see cref="HandleTimeout"/>. Order: the constructor writes the hello; <see cref="HandleInput"/> is called with what arrived until it gives no event,
/// if many messages come with <see cref="TryTakeMessages"/> asked before each time;
/// on <see cref="ConnectionEventKind.DecisionNeeded"/> the driver calls <see cref="Admit"/> or <see cref="Close"/>; from <see cref="ConnectionPhase.Ready"/>
/// on the verbs may be used; the connection is over when <see cref="Phase"/> is <see cref="ConnectionPhase.Closed"/>. Time is counted from an origin of the driver's choice.
/// What the machine answers by itself is bounded by <see cref="ProtocolLimits.MaximumUnsentReplies"/>. What the app writes is not: while much is in
/// <see cref="PendingOutputBytes"/> and the link takes no more, the driver has to let the app's messages, items and results wait.
/// </remarks>
public sealed partial class ConnectionMachine : IDisposable
{
    private readonly ConnectionSetup _setup;
    private readonly Dictionary<ulong, OutboundFlow> _outboundChannels = [];
    private readonly Dictionary<ulong, InboundFlow> _inboundChannels = [];
    private readonly Dictionary<ulong, InboundFlow> _refusedChannels = [];
    private readonly HashSet<ulong> _channelsRefusedByPeer = [];
    private readonly Dictionary<ulong, CallState> _calls = [];
    private readonly Dictionary<int, CallDescriptor> _callDescriptors = [];
    private readonly InboundCredit _inboundCredit;
    private readonly int _maximumFrameBytes;
    private OutboundCredit _outboundCredit = new(0, 0);
    private OutboundBuffer _output = new();
    private int _unsentReplies;

    /// <summary>Makes the machine and writes its hello.</summary>
    /// <param name="setup">What it starts from.</param>
    /// <param name="now">The time.</param>
    public ConnectionMachine(ConnectionSetup setup, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(setup);
        setup.Limits.Validate();
        _setup = setup;
        _maximumFrameBytes = setup.Limits.MaximumFrameBytes;
        foreach (CallDescriptor call in setup.Contract.Calls)
            _callDescriptors.Add(call.Id, call);
        _nextLocalCall = setup.IsInitiator ? 0UL : 1UL;
        _nextRemoteCall = setup.IsInitiator ? 1UL : 0UL;
        _inboundCredit = new InboundCredit(CreateWindow(setup.Limits.ConnectionWindowMessages, setup.Limits.ConnectionWindowBytes), setup.Limits.MaximumMessageBytes);
        _lastReceived = now;
        _lastPing = now;
        _phaseDeadline = now + setup.Timings.Hello;
        WriteHello();
    }

    /// <summary>How far the connection is.</summary>
    public ConnectionPhase Phase { get; private set; } = ConnectionPhase.Hello;

    /// <summary>What the other side said of itself, once it has.</summary>
    public Hello? Remote { get; private set; }

    /// <summary>What both sides' contracts have in common, once that is known: from <see cref="ConnectionPhase.Admission"/> on.</summary>
    public ContractAgreement? Agreement { get; private set; }

    /// <summary>How the connection ends or ended, once that is known.</summary>
    public CloseInfo? CloseInfo { get; private set; }

    /// <summary>
    /// Whether this side decides first about the connection: the one with the smaller peer identifier. That one side decides for each pair keeps two connections that
    /// cross from ending each other.
    /// </summary>
    public bool IsArbiter => Remote is not null && _setup.Local.Id < Remote.Id;

    /// <summary>The number of bytes that wait to be written.</summary>
    public int PendingOutputBytes => _output.Length + _queuedBytes;

    /// <summary>The number of those bytes that the next write takes for certain: what comes now leaves behind them, and before what waits to leave in fragments.</summary>
    public int GatheredOutputBytes => _output.Length;

    /// <summary>
    /// Whether so little waits to leave in fragments that more may be written. What waits is at most three of the peer's largest messages, however many channels and calls have one: this, and less
    /// for channels whose messages are long, bounds it.
    /// </summary>
    public bool HasQueueRoom => _queuedBytes == 0 || _queuedBytes < 2 * LargeQueueBytes;

    /// <summary>Whether the peer's credit for the whole connection lets something in.</summary>
    public bool HasConnectionCredit => _outboundCredit.IsThere;

    /// <summary>The last measured round-trip time of a ping, or null when none came back yet.</summary>
    public TimeSpan? RoundTripTime { get; private set; }

    /// <summary>How many messages were sent that the peer has not acknowledged, over all channels.</summary>
    public ulong UnconfirmedMessages
    {
        get
        {
            ulong sum = 0;
            foreach (OutboundFlow flow in _outboundChannels.Values)
                sum += flow.SentMessages - flow.AcknowledgedMessages;
            return sum;
        }
    }

    /// <summary>The sending side of a channel.</summary>
    /// <param name="channel">The channel's number in the contract.</param>
    /// <exception cref="KeyNotFoundException">Not both sides have it, or <see cref="Agreement"/> is not known.</exception>
    public OutboundFlow GetOutboundChannel(int channel) => _outboundChannels[(ulong)channel];

    /// <summary>The receiving side of a channel.</summary>
    /// <param name="channel">The channel's number in the contract.</param>
    /// <exception cref="KeyNotFoundException">Not both sides have it, or <see cref="Agreement"/> is not known.</exception>
    public InboundFlow GetInboundChannel(int channel) => _refusedChannels.TryGetValue((ulong)channel, out InboundFlow? refused) ? refused : _inboundChannels[(ulong)channel];

    /// <summary>Takes what waits to be written and leaves an empty buffer in its place.</summary>
    /// <param name="empty">The buffer to go on with.</param>
    public OutboundBuffer ExchangeOutput(OutboundBuffer empty)
    {
        if (_queuedBytes > 0)
        {
            NoteLeaving(_now);
            GatherFragments();
        }

        OutboundBuffer filled = _output;
        _output = empty;
        _unsentReplies = 0;
        _gatheredBytes = 0;
        return filled;
    }

    /// <summary>Gives the output's memory back. Messages that still wait in a backlog belong to their reader, who may go on reading them.</summary>
    public void Dispose()
    {
        _output.Dispose();
        DropQueues();
        DropAssemblies();
        DisposeLanes();
        ReturnAllGrowth();
    }

    /// <summary>
    /// Ends the connection for a fault of the peer or of this side: the close frame is written, nothing is waited for. A fault while closing only ends the wait: the
    /// connection ended for the reason that the peer was told.
    /// </summary>
    private void Fail(CloseCode code, string reason, string? told = null)
    {
        if (Phase == ConnectionPhase.Closed)
            return;
        DropQueues();
        if (Phase != ConnectionPhase.Closing)
            WriteClose(code, told ?? reason);
        CloseInfo ??= new CloseInfo(code, reason, ByPeer: false);
        Phase = ConnectionPhase.Closed;
    }

    private void Fail(ContractRefusal refusal) => Fail(refusal.Code, refusal.Reason, refusal.Told);
}
