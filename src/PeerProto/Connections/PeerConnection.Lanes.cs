using System.Buffers;
using System.IO.Pipelines;
using PeerProto.Channels;
using PeerProto.Protocol;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;

namespace PeerProto.Connections;

/// <summary>
/// Over a link with streams of its own each lane has a loop that writes it, or one that reads it. What the reading loops bring is handled one at a time: the machine, the inboxes and the handlers
/// see one line of events, as with a single stream.
/// </summary>
internal sealed partial class PeerConnection
{
    /// <summary>How much may wait on one lane before its senders wait.</summary>
    private const int LaneHighWater = 128 * 1024;

    private const int LaneReadBufferBytes = 64 * 1024;

    private readonly IMultistreamConnection? _multistream;
    private readonly Lock _inputTurn = new();
    private readonly AsyncSignal _laneEnded = new();
    private readonly HashSet<LaneWriter> _laneWriters = [];
    private readonly List<LaneWriter> _waitingLaneWriters = [];
    private readonly List<AsyncSignal> _waitingLaneReaders = [];

    /// <summary>Whether a channel or a call's items may be written: like <see cref="HasOutputRoom"/>, of the stream that they take. To be asked under <see cref="Gate"/>.</summary>
    public bool HasRoom(OutboundFlow flow) =>
        flow.Lane is { } lane ? lane.Length < LaneHighWater && _machine.Phase == ConnectionPhase.Ready && _machine.HasConnectionCredit : HasOutputRoom;

    /// <summary>Whether a call may be answered: not too much waits to leave, neither on the first stream nor, where the call has one, on the streams of calls that are over. To be asked under <see cref="Gate"/>.</summary>
    public bool HasRoomToEnd(CallState call) => HasOutputRoom && (call.Outbound?.Lane is null || _machine.HasLaneRoom);

    /// <summary>Lets what was written to a channel or as a call's items leave, together with what gathers. To be called under <see cref="Gate"/>.</summary>
    public void RequestWrite(OutboundFlow flow)
    {
        if (flow.Lane is null)
            RequestWrite();
        else if (_machine.HasLaneToServe)
            ServeLanes();
    }

    /// <summary>Remembers somebody who waits for credit, or room on the stream of a channel or call. To be called under <see cref="Gate"/>.</summary>
    public void AddWaiter(IOutputWaiter waiter, OutboundFlow flow)
    {
        if (flow.Lane is not { } lane)
        {
            AddWaiter(waiter);
            return;
        }

        LaneWriter writer = WriterOf(lane);
        if (writer.Waiter is null)
        {
            writer.Waiter = waiter;
            _waitingLaneWriters.Add(writer);
        }

        if (waiter is FlowSender sender)
            NoteStall(sender);
    }

    /// <summary>Takes what waits on a lane, and lets those write who waited for room there.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="empty">The buffer to go on with.</param>
    /// <param name="isOver">Whether nothing will come any more.</param>
    /// <returns>Null when nothing waits.</returns>
    public OutboundBuffer? TakeFromLane(OutboundLane lane, OutboundBuffer empty, out bool isOver)
    {
        lock (_gate)
        {
            if (_failure is not null && !lane.IsComplete)
            {
                isOver = true;
                return null;
            }

            if (lane.IsBeingWritten)
                _machine.NoteWritten(Now);
            OutboundBuffer? filled = lane.TryExchange(empty);
            isOver = filled is null && lane.IsComplete;
            if (filled is not null && lane.Tag is LaneWriter { Waiter: not null } writer)
                Resume(writer);
            return filled;
        }
    }

    /// <summary>A part of what was taken from a lane has been written.</summary>
    public void NoteWritten()
    {
        lock (_gate)
            _machine.NoteWritten(Now);
    }

    /// <summary>A stream could not be opened, written or read to its end: messages are lost, so that the connection is as well. The first stream may still tell the reason.</summary>
    public void OnLaneFailure(Exception failure) => OnWriteFailure(failure);

    /// <summary>A lane has been written to its end, or never will be: calls that waited for that may end and begin.</summary>
    public void Forget(LaneWriter writer)
    {
        lock (_gate)
        {
            _laneWriters.Remove(writer);
            _machine.HandleLaneWritten(writer.Lane);
            ResumeWaiters();
            ResumeCalls();
        }

        WriteNow();
    }

    /// <summary>Lets the writers of lanes look for what to do. To be called under <see cref="Gate"/>.</summary>
    private void ServeLanes()
    {
        while (_machine.TryTakeLane(out OutboundLane? lane))
        {
            LaneWriter writer = WriterOf(lane!);
            if (writer.Call())
                _laneWriters.Add(writer);
        }
    }

    private LaneWriter WriterOf(OutboundLane lane) => (LaneWriter)(lane.Tag ??= new LaneWriter(this, _multistream!, lane));

    /// <summary>Lets those write who wait for their lanes, as far as the connection's credit goes. They take turns: who has had one stands behind the others.</summary>
    private void ResumeLaneWaiters()
    {
        for (int left = _waitingLaneWriters.Count; left > 0 && _machine.HasConnectionCredit; left--)
        {
            LaneWriter next = _waitingLaneWriters[0];
            _waitingLaneWriters.RemoveAt(0);
            _waitingLaneWriters.Add(next);
            Resume(next);
        }
    }

    private void Resume(LaneWriter writer)
    {
        bool isWaiting = writer.Waiter!.Resume();
        if (writer.Waiter is FlowSender sender)
            NoteStall(sender);
        if (isWaiting)
            return;
        writer.Waiter = null;
        _waitingLaneWriters.Remove(writer);
    }

    private void FailLaneWaiters(PeerConnectionException failure)
    {
        foreach (LaneWriter writer in _waitingLaneWriters)
            writer.Waiter!.Fail(failure);
        _waitingLaneWriters.Clear();
        foreach (LaneWriter writer in _laneWriters)
            writer.Call();
        WakeLaneReaders();
    }

    private void WakeLaneReaders()
    {
        foreach (AsyncSignal waiting in _waitingLaneReaders)
            waiting.Set();
        _waitingLaneReaders.Clear();
    }

    /// <summary>Completes when no lane is written any more: what was written has left, or the connection is broken.</summary>
    private Task WhenLanesWritten()
    {
        lock (_gate)
        {
            ServeLanes();
            return _laneWriters.Count == 0 ? Task.CompletedTask : Task.WhenAll(_laneWriters.Select(static writer => writer.Ended));
        }
    }

    /// <summary>Takes the streams that the peer opens, as many at a time as are allowed, until the connection is over.</summary>
    private async Task AcceptLanesAsync(IMultistreamConnection link)
    {
        await Task.Yield(); // what comes is not handled within what is being handled
        using SemaphoreSlim places = new(ProtocolLimits.MaximumInboundLanes);
        List<Task> reading = [];
        try
        {
            while (true)
            {
                await places.WaitAsync(Disconnected);
                ITransportSubstream stream = await link.AcceptStreamAsync(Disconnected);
                reading.RemoveAll(static lane => lane.IsCompleted);
                reading.Add(ReadLaneAsync(stream, places));
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection is over, or its first stream will tell.
        }

        await Task.WhenAll(reading);
    }

    private async Task ReadLaneAsync(ITransportSubstream stream, SemaphoreSlim places)
    {
        PipeReader reader = PipeReader.Create(
            stream.Stream, new StreamPipeReaderOptions(bufferSize: LaneReadBufferBytes, minimumReadSize: MinimumReadBytes, leaveOpen: true, useZeroByteReads: true)); // an idle lane holds no buffer
        AsyncSignal turn = new();
        using CancellationTokenRegistration end = Disconnected.UnsafeRegister(static lane => WakeLane(((PipeReader, AsyncSignal))lane!), (reader, turn));
        InboundLane lane;
        lock (_gate)
        {
            lane = _machine.OpenLane(Now);
            Rearm();
        }

        try
        {
            bool isWhole = await ReadLaneAsync(reader, lane, turn);
            lock (_gate)
                _machine.HandleLaneEnd(lane, isWhole);
        }
        catch (Exception failure)
        {
            if (failure is not (IOException or ObjectDisposedException or OperationCanceledException))
                ConnectionLog.Broken(_options.Logger, RemoteEndpoint, failure);
            lock (_gate)
                _machine.DropLane(lane);
            OnLaneFailure(failure);
        }

        WakeReader();
        await reader.CompleteAsync();
        try
        {
            await stream.DisposeAsync();
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // Lost with the link.
        }

        places.Release();
    }

    /// <returns>Whether the lane ended behind a whole frame.</returns>
    private async Task<bool> ReadLaneAsync(PipeReader reader, InboundLane lane, AsyncSignal turn)
    {
        while (!Disconnected.IsCancellationRequested)
        {
            ReadResult result = await reader.ReadAsync();
            ReadOnlySequence<byte> input = result.Buffer;
            bool isOpen = HandleInTurn(ref input, lane, turn);
            reader.AdvanceTo(input.Start, lane.IsWaiting ? input.Start : input.End);
            WriteNow();
            if (!isOpen)
            {
                WakeReader();
                return true;
            }

            if (lane.IsWaiting)
                await turn.WaitAsync();
            else if (result.IsCompleted)
                return input.IsEmpty;
        }

        return true;
    }

    /// <summary>Handles what came on one of several streams, while what comes on the others waits.</summary>
    private bool HandleInTurn(ref ReadOnlySequence<byte> input, InboundLane? lane, AsyncSignal? turn)
    {
        lock (_inputTurn)
        {
            long before = input.Length;
            bool isOpen = Handle(ref input, lane);
            lock (_gate)
            {
                if (input.Length < before)
                    WakeLaneReaders(); // without something taken nobody's wait is over: two lanes that wait would only wake each other
                if (lane is { IsWaiting: true })
                    _waitingLaneReaders.Add(turn!);
            }

            return isOpen;
        }
    }

    /// <summary>Lets the loop of a lane find out that the connection is over, whatever it waits for or is about to.</summary>
    private static void WakeLane((PipeReader Reader, AsyncSignal Turn) lane)
    {
        lane.Reader.CancelPendingRead();
        lane.Turn.Set();
    }

    /// <summary>Lets the loop of the first stream find out that a lane came to its end, or that the connection is over.</summary>
    private void WakeReader()
    {
        lock (_gate)
        {
            if (_machine.Phase == ConnectionPhase.Closed)
            {
                _reader.CancelPendingRead();
                WakeLaneReaders();
            }
        }

        _laneEnded.Set();
        _output.Set();
    }
}
