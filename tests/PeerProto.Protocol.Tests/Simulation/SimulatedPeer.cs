using System.Buffers;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Protocol.Tests.Simulation;

/// <summary>
/// A driver in small: hands bytes to a machine, decodes what comes and writes it down. Unless told otherwise it takes every connection, consumes every message at once
/// and answers no call.
/// </summary>
internal sealed class SimulatedPeer : IDisposable
{
    private readonly Queue<(InboundFlow Flow, int Bytes)> _held = [];
    private byte[] _arrived = [];
    private TimeSpan _now;

    public SimulatedPeer(ConnectionSetup setup, TimeSpan now) => Machine = new ConnectionMachine(setup, now);

    public ConnectionMachine Machine { get; }

    public List<ConnectionEventKind> Events { get; } = [];

    /// <summary>What caused each message, call and item, where the other side told it, in the order they came.</summary>
    public List<TraceContext?> Traces { get; } = [];

    public List<int> Numbers { get; } = [];

    public List<string> Texts { get; } = [];

    /// <summary>The calls of the other side, in the order they came.</summary>
    public List<CallRecord> Incoming { get; } = [];

    /// <summary>The calls of this side.</summary>
    public List<CallRecord> Outgoing { get; } = [];

    public bool Consumes { get; set; } = true;

    /// <summary>Whether those of the numbers are consumed where others are not.</summary>
    public bool ConsumesNumbers { get; set; }

    public bool Decodes { get; set; } = true;

    /// <summary>Whether messages are taken in runs where they can be.</summary>
    public bool TakesRuns { get; set; }

    /// <summary>How many runs were taken.</summary>
    public int Runs { get; private set; }

    public Action<ConnectionMachine> OnDecision { get; set; } = machine => machine.Admit();

    public Action<CallRecord> OnCall { get; set; } = _ => { };

    /// <summary>Takes the arguments of calls, where they are texts.</summary>
    public Action<string>? ReadArguments { get; set; }

    /// <summary>How the input is cut, when it is.</summary>
    public Random? Cuts { get; set; }

    public OutboundFlow NumbersOut => Machine.GetOutboundChannel(SampleContract.NumbersId);

    public OutboundFlow TextsOut => Machine.GetOutboundChannel(SampleContract.TextsId);

    /// <summary>How many bytes wait for the rest of their frame.</summary>
    public int ArrivedBytes => _arrived.Length;

    public bool TrySendNumber(int value) => Machine.TryWriteMessage<int, Int32Codec>(NumbersOut, value);

    public bool TrySendText(string value) => Machine.TryWriteMessage<string, StringCodec>(TextsOut, value);

    public bool TrySendItem(CallRecord call, int value) => Machine.TryWriteMessage<int, Int32Codec>(call.State.Outbound!, value);

    /// <summary>Calls with a number, and with as many bytes behind it as wanted.</summary>
    public CallRecord Call(CallDescriptor descriptor, int argument, int padding = 0)
    {
        CallState call = padding == 0
            ? Machine.OpenCall<int, Int32Codec>(descriptor, argument)
            : Machine.OpenCall<Padded, PaddedCodec>(descriptor, new Padded(argument, padding));
        CallRecord record = new(call) { Argument = argument };
        record.State.Tag = record;
        Outgoing.Add(record);
        return record;
    }

    /// <summary>Answers, if the peer's credit lets it in.</summary>
    public void Answer(CallRecord call, int result)
    {
        if (Machine.HasConnectionCredit)
            Machine.WriteResult<int, Int32Codec>(call.State, result);
    }

    /// <summary>Consumes up to a number of the messages and items that were held back.</summary>
    public void ConsumeHeld(int most = int.MaxValue)
    {
        for (; most > 0 && _held.TryDequeue(out (InboundFlow Flow, int Bytes) held); most--)
            Machine.Consume(held.Flow, 1, held.Bytes, _now);
    }

    /// <summary>Nobody will consume what is held.</summary>
    public void ForgetHeld() => _held.Clear();

    public byte[] TakeOutput()
    {
        using OutboundBuffer filled = Machine.ExchangeOutput(new OutboundBuffer());
        return filled.WrittenMemory.ToArray();
    }

    public void Receive(byte[] bytes, TimeSpan now)
    {
        _now = now;
        _arrived = [.. _arrived, .. bytes];
        ReadOnlySequence<byte> input = Cuts is null ? new ReadOnlySequence<byte>(_arrived) : Segments.AtRandom(_arrived, Cuts);
        while (TakeRun(ref input, now) || TakeEvent(ref input, now))
        {
        }

        _arrived = input.ToArray();
    }

    public void Dispose() => Machine.Dispose();

    private bool TakeEvent(ref ReadOnlySequence<byte> input, TimeSpan now)
    {
        if (!Machine.HandleInput(ref input, now, out ConnectionEvent change))
            return false;
        Handle(change);
        return true;
    }

    private bool TakeRun(ref ReadOnlySequence<byte> input, TimeSpan now)
    {
        if (!TakesRuns || !Machine.TryTakeMessages(ref input, now, out MessageRun run))
            return false;
        Runs++;
        foreach (ReadOnlySpan<byte> message in run)
        {
            Events.Add(ConnectionEventKind.Message);
            Traces.Add(null);
            Take(run.Inbound!, new ReadOnlySequence<byte>(message.ToArray()));
        }

        return true;
    }

    private void Handle(in ConnectionEvent change)
    {
        Events.Add(change.Kind);
        if (change.Kind is ConnectionEventKind.Message or ConnectionEventKind.CallReceived or ConnectionEventKind.ItemReceived)
            Traces.Add(change.Trace);
        CallRecord? call = change.Call?.Tag as CallRecord;
        switch (change.Kind)
        {
            case ConnectionEventKind.DecisionNeeded:
                OnDecision(Machine);
                break;
            case ConnectionEventKind.Message:
                Take(change.Inbound!, change.Payload);
                break;
            case ConnectionEventKind.CallReceived:
                CallRecord incoming = new(change.Call!) { Argument = ReadArgument(change.Payload) };
                change.Call!.Tag = incoming;
                Incoming.Add(incoming);
                OnCall(incoming);
                break;
            case ConnectionEventKind.ResultReceived:
                call!.Result = ReadNumber(change.Payload);
                call.Ends++;
                break;
            case ConnectionEventKind.FailureReceived:
                call!.Failure = change.Failure;
                call.FaultValue = change.Failure!.Code == RemoteErrorCode.Fault ? ReadNumber(change.Payload) : null;
                call.Ends++;
                break;
            case ConnectionEventKind.ProgressReceived:
                call!.Reports.Add(ReadNumber(change.Payload));
                break;
            case ConnectionEventKind.CancelReceived:
                call!.CancelSeen = true;
                break;
            case ConnectionEventKind.ItemReceived:
                TakeItems(call!);
                break;
            case ConnectionEventKind.ItemsEnded:
                call!.ItemsEnded = true;
                call.Ends += call.State.IsOutgoing ? 1 : 0;
                break;
        }
    }

    private void Take(InboundFlow flow, in ReadOnlySequence<byte> payload)
    {
        if (Decodes && flow.Id == SampleContract.NumbersId)
            Numbers.Add(ReadNumber(payload));
        else if (Decodes)
            Texts.Add(ReadText(payload));
        Consume(flow, (int)payload.Length);
    }

    private void TakeItems(CallRecord call)
    {
        while (call.State.Inbound!.Backlog.TryDequeue(out ReadOnlyMemory<byte> item))
        {
            int length = item.Length;
            call.Items.Add(ReadNumber(new ReadOnlySequence<byte>(item)));
            Consume(call.State.Inbound, length);
        }
    }

    private void Consume(InboundFlow flow, int bytes)
    {
        if (Consumes || (ConsumesNumbers && flow.Id == SampleContract.NumbersId))
            Machine.Consume(flow, 1, bytes, _now);
        else
            _held.Enqueue((flow, bytes));
    }

    private int ReadArgument(in ReadOnlySequence<byte> payload)
    {
        if (ReadArguments is not null)
        {
            ReadArguments(ReadText(payload));
            return 0;
        }

        if (!Decodes)
            return 0;
        PeerReader reader = new(payload, PeerCodecLimits.Default);
        Padded argument = PaddedCodec.Read(ref reader);
        Assert.True(reader.End);
        return argument.Number;
    }

    private int ReadNumber(in ReadOnlySequence<byte> payload)
    {
        if (!Decodes)
            return 0;
        PeerReader reader = new(payload, PeerCodecLimits.Default);
        int value = reader.ReadInt32();
        Assert.True(reader.End);
        return value;
    }

    private static string ReadText(in ReadOnlySequence<byte> payload)
    {
        PeerReader reader = new(payload, PeerCodecLimits.Default);
        string value = reader.ReadString();
        Assert.True(reader.End);
        return value;
    }
}
