using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using PeerProto.Calls;
using PeerProto.CompilerServices;
using PeerProto.Observability;
using PeerProto.Protocol;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Connections;

internal sealed partial class PeerConnection
{
    private const int ReadBufferBytes = 64 * 1024;
    private const int MinimumReadBytes = 4096;

    private readonly Dictionary<ulong, ChannelInbox> _inboxes = [];
    private readonly List<ChannelInbox> _touchedInboxes = [];
    private readonly List<BytePipeReader> _unpublished = [];
    private readonly PipeReader _reader;
    private volatile bool _isRefused;

    /// <summary>Whether nothing that came, or comes, is given to the app any more.</summary>
    public bool IsRefused => _isRefused;

    /// <summary>Throws when what came is larger than the contract allows, so that it is not even decoded.</summary>
    /// <exception cref="PeerDecodeException">It is too large.</exception>
    public static void RefuseTooLarge(long bytes, int allowed)
    {
        if (bytes > allowed)
            ThrowTooLarge(bytes, allowed);
    }

    private static void ThrowTooLarge(long bytes, int allowed) => throw new PeerDecodeException($"It has {bytes} bytes, and the contract allows {allowed}.");

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                ReadResult result = await _reader.ReadAsync();
                ReadOnlySequence<byte> input = result.Buffer;
                bool isOpen = _multistream is null ? Handle(ref input) : HandleInTurn(ref input, lane: null, turn: null);
                bool isWaiting = _machine.IsHeldBack;
                _reader.AdvanceTo(input.Start, isWaiting ? input.Start : input.End);
                WriteNow();
                if (!isOpen)
                    return;
                if (isWaiting)
                {
                    await _laneEnded.WaitAsync();
                    continue;
                }

                if (result.IsCompleted)
                {
                    OnLinkFailure(new EndOfStreamException("The peer ended the link without a close frame."));
                    return;
                }
            }
        }
        finally
        {
            await _reader.CompleteAsync();
        }
    }

    /// <returns>False when the connection is over.</returns>
    private bool Handle(ref ReadOnlySequence<byte> input, InboundLane? lane = null)
    {
        while (true)
        {
            bool acts;
            bool isOpen = true;
            MessageRun messages;
            ConnectionEvent change = default;
            lock (_gate)
            {
                TimeSpan now = Now;
                ReturnCredit(now);
                acts = lane is null
                    ? _machine.TryTakeMessages(ref input, now, out messages) || _machine.HandleInput(ref input, now, out change)
                    : _machine.HandleLaneInput(lane, ref input, now, out messages, out change);
                if (!acts)
                {
                    Rearm();
                    isOpen = _machine.Phase != ConnectionPhase.Closed;
                }
            }

            if (_unpublished.Count > 0 && change.Kind != ConnectionEventKind.ItemReceived)
                PublishBytes(); // before app code runs, which may hold this loop up
            if (!acts)
                return isOpen;
            if (messages.Inbound is null)
                Act(change);
            else
                Deliver(messages);
        }
    }

    private void Act(in ConnectionEvent change)
    {
        switch (change.Kind)
        {
            case ConnectionEventKind.Message:
                Deliver(_inboxes[change.Inbound!.Id], change.Payload, change.Trace);
                break;
            case ConnectionEventKind.Unblocked:
                lock (_gate)
                {
                    ResumeWaiters();
                    ResumeCalls();
                }

                _output.Set();
                break;
            case ConnectionEventKind.Acknowledged:
                lock (_gate)
                    OnAcknowledged(change.Outbound!);
                break;
            case ConnectionEventKind.DecisionNeeded:
                _options.Owner.Decide(this);
                break;
            case ConnectionEventKind.Ready:
                BecomeReady();
                break;
            default:
                ActOnCall(change);
                break;
        }
    }

    private void BecomeReady()
    {
        foreach (ChannelDescriptor channel in _options.Contract.Channels.Where(channel => Agreement.Supports(channel.Id)))
            _inboxes.Add((ulong)channel.Id, CreateInbox(channel, _machine.GetInboundChannel(channel.Id)));
        _wasReady = true;
        ReadyTimestamp = Math.Max(1, _options.TimeProvider.GetTimestamp());
        Telemetry.OnReady(_options.TimeProvider.GetElapsedTime(_origin));
        ConnectionLog.Ready(_options.Logger, Remote.Id, RemoteEndpoint);
        _options.Owner.OnReady(this);
        _ready.TrySetResult();
        if (_multistream is not null)
            _acceptingLanes = AcceptLanesAsync(_multistream);
    }

    /// <summary>Hands messages to their handler on this loop; behind a handler that is still at work they wait in their channel's backlog, and only there.</summary>
    private void Deliver(in MessageRun messages)
    {
        ChannelInbox inbox = _inboxes[messages.Inbound!.Id];
        MessageRun.Enumerator each = messages.GetEnumerator();
        while (!_isRefused && each.MoveNext())
        {
            if (inbox.IsBusy && TryEnqueue(inbox, each.Current))
                continue;
            PeerReader reader = inbox.Descriptor.IsBorrowed ? new(each.CurrentMemory, _options.CodecLimits) : new(each.Current, _options.CodecLimits);
            Follow(inbox, Dispatch(inbox, ref reader), each.Current.Length);
        }
    }

    /// <summary>The same for a message that came in several pieces, or with its trace.</summary>
    private void Deliver(ChannelInbox inbox, in ReadOnlySequence<byte> message, TraceContext? trace)
    {
        if (_isRefused)
            return;
        if (inbox.IsBusy)
        {
            lock (_gate)
            {
                if (inbox.IsBusy)
                {
                    DropOlder(inbox);
                    inbox.Keep(trace);
                    inbox.Flow.Backlog.Enqueue(message);
                    NoteStall(inbox);
                    return;
                }
            }
        }

        PeerReader reader = new(message, _options.CodecLimits);
        Follow(inbox, Dispatch(inbox, ref reader, trace), message.Length);
    }

    /// <returns>False when the handler has come to its end meanwhile.</returns>
    private bool TryEnqueue(ChannelInbox inbox, ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            if (!inbox.IsBusy)
                return false;
            DropOlder(inbox);
            inbox.Flow.Backlog.Enqueue(message);
            NoteStall(inbox);
            return true;
        }
    }

    private void DropOlder(ChannelInbox inbox)
    {
        (long messages, long bytes) = inbox.DropOlder();
        if (messages == 0)
            return;
        _machine.Consume(inbox.Flow, messages, bytes, Now);
        Telemetry.OnDropped(inbox.Descriptor.Id, DropReason.Superseded, messages);
        _options.Owner.OnDropped(inbox.Descriptor.Id, messages);
    }

    /// <summary>Counts a handled message as consumed, now or when its handler is done.</summary>
    private void Follow(ChannelInbox inbox, ValueTask handling, long bytes)
    {
        if (handling.IsCompletedSuccessfully)
        {
            handling.GetAwaiter().GetResult();
            if (inbox.AddConsumed(bytes))
                _touchedInboxes.Add(inbox);
            return;
        }

        if (inbox is ConcurrentInbox concurrent)
        {
            FollowBeside(concurrent, handling, bytes);
            return;
        }

        inbox.IsBusy = true;
        _ = DeliverBacklogAsync(inbox, handling, bytes);
    }

    private async Task DeliverBacklogAsync(ChannelInbox inbox, ValueTask handling, long bytes)
    {
        while (true)
        {
            await ObserveHandlerAsync(inbox, handling);
            ReadOnlyMemory<byte> next;
            TraceContext? trace;
            lock (_gate)
            {
                _machine.Consume(inbox.Flow, 1, bytes, Now);
                NoteStall(inbox);
                if (_isRefused || !inbox.TryTakeNext(out next, out trace))
                {
                    inbox.IsBusy = false;
                    break;
                }
            }

            _output.Set();
            bytes = next.Length;
            handling = Dispatch(inbox, next.Span, trace);
        }

        _output.Set();
    }

    private ValueTask Dispatch(ChannelInbox inbox, ReadOnlySpan<byte> message, TraceContext? trace = null)
    {
        PeerReader reader = new(message, _options.CodecLimits);
        return Dispatch(inbox, ref reader, trace);
    }

    private ValueTask Dispatch(ChannelInbox inbox, ref PeerReader reader, TraceContext? trace = null)
    {
        try
        {
            RefuseTooLarge(reader.Remaining, inbox.Descriptor.MaxSize);
            ValueTask handling = Observability.Telemetry.Source.HasListeners()
                ? DispatchObserved(inbox, ref reader, trace)
                : _options.Owner.DispatchMessageAsync(Peer!, inbox.Descriptor.Id, ref reader);
            if (inbox.WasUsed)
                return handling;
            inbox.WasUsed = true;
            _options.Owner.OnFirstMessage(inbox.Descriptor.Id);
            return handling;
        }
        catch (PeerDecodeException malformed)
        {
            RefuseMalformed(inbox, malformed);
        }
        catch (Exception failure)
        {
            ConnectionLog.HandlerFailed(_options.Logger, inbox.Descriptor.Name, Peer!.ToString(), failure);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Ends the connection at once and tells the peer why. Nothing of it is delivered any more, and what waits for it is dropped.</summary>
    public void Refuse(CloseCode code, string reason)
    {
        _isRefused = true;
        lock (_gate)
            _machine.Abort(code, reason);
        _output.Set();
        _reader.CancelPendingRead();
    }

    /// <summary>Ends the connection. What came behind the message is not delivered: a channel has no gaps.</summary>
    private void RefuseMalformed(ChannelInbox inbox, PeerDecodeException malformed) =>
        Refuse(CloseCode.MalformedMessage, $"a message on channel {inbox.Descriptor.Name} does not decode: {malformed.Message}");

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ObserveHandlerAsync(ChannelInbox inbox, ValueTask handling)
    {
        try
        {
            await handling;
        }
        catch (Exception failure)
        {
            ConnectionLog.HandlerFailed(_options.Logger, inbox.Descriptor.Name, Peer!.ToString(), failure);
        }
    }

    private void ReturnCredit(TimeSpan now)
    {
        foreach (ChannelInbox inbox in _touchedInboxes)
        {
            (long messages, long bytes) = inbox.TakeConsumed();
            _machine.Consume(inbox.Flow, messages, bytes, now);
        }

        _touchedInboxes.Clear();
    }
}
