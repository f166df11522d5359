using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using PeerProto.Calls;
using PeerProto.CompilerServices;
using PeerProto.Protocol;
using PeerProto.Protocol.Connections;

namespace PeerProto.Connections;

internal sealed partial class PeerConnection
{
    private const int ReadBufferBytes = 64 * 1024;
    private const int MinimumReadBytes = 4096;
    private const int ChangesAtATime = 128;

    private readonly ConnectionEvent[] _changes = new ConnectionEvent[ChangesAtATime];
    private readonly Dictionary<ulong, ChannelInbox> _inboxes = [];
    private readonly List<ChannelInbox> _touchedInboxes = [];
    private readonly PipeReader _reader;
    private volatile bool _isMalformed;

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                ReadResult result = await _reader.ReadAsync();
                ReadOnlySequence<byte> input = result.Buffer;
                bool isOpen = Handle(ref input);
                _reader.AdvanceTo(input.Start, input.End);
                WriteNow();
                if (!isOpen)
                    return;
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
    private bool Handle(ref ReadOnlySequence<byte> input)
    {
        while (true)
        {
            int count = 0;
            lock (_gate)
            {
                TimeSpan now = Now;
                while (count < _changes.Length && _machine.HandleInput(ref input, now, out _changes[count]))
                    count++;
                if (count == 0)
                {
                    Rearm();
                    return _machine.Phase != ConnectionPhase.Closed;
                }
            }

            for (int i = 0; i < count; i++)
                Act(_changes[i]);
            Array.Clear(_changes, 0, count);
            lock (_gate)
                ReturnCredit();
        }
    }

    private void Act(in ConnectionEvent change)
    {
        switch (change.Kind)
        {
            case ConnectionEventKind.Message:
                Deliver(_inboxes[change.Inbound!.Id], change.Payload);
                break;
            case ConnectionEventKind.Unblocked:
                lock (_gate)
                    ResumeWaiters();
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
        foreach (ChannelDescriptor channel in _options.Contract.Channels)
            _inboxes.Add((ulong)channel.Id, new ChannelInbox(channel, _machine.GetInboundChannel(channel.Id)));
        _wasReady = true;
        ReadyTimestamp = _options.TimeProvider.GetTimestamp();
        ConnectionLog.Ready(_options.Logger, Remote.Id, RemoteEndpoint);
        _options.Owner.OnReady(this);
        _ready.TrySetResult();
    }

    /// <summary>Hands a message to its handler on this loop; behind a handler that is still at work it waits in its channel's backlog, and only there.</summary>
    private void Deliver(ChannelInbox inbox, in ReadOnlySequence<byte> message)
    {
        if (_isMalformed)
            return;
        if (inbox.IsBusy)
        {
            lock (_gate)
            {
                if (inbox.IsBusy)
                {
                    inbox.Flow.Backlog.Enqueue(message);
                    return;
                }
            }
        }

        ValueTask handling = Dispatch(inbox, message);
        if (handling.IsCompletedSuccessfully)
        {
            handling.GetAwaiter().GetResult();
            if (inbox.AddConsumed(message.Length))
                _touchedInboxes.Add(inbox);
            return;
        }

        inbox.IsBusy = true;
        _ = DeliverBacklogAsync(inbox, handling, message.Length);
    }

    private async Task DeliverBacklogAsync(ChannelInbox inbox, ValueTask handling, long bytes)
    {
        while (true)
        {
            await ObserveHandlerAsync(inbox, handling);
            ReadOnlyMemory<byte> next;
            lock (_gate)
            {
                _machine.Consume(inbox.Flow, 1, bytes);
                if (_isMalformed || !inbox.TryTakeNext(out next))
                {
                    inbox.IsBusy = false;
                    break;
                }
            }

            _output.Set();
            bytes = next.Length;
            handling = Dispatch(inbox, new ReadOnlySequence<byte>(next));
        }

        _output.Set();
    }

    private ValueTask Dispatch(ChannelInbox inbox, in ReadOnlySequence<byte> message)
    {
        try
        {
            PeerReader reader = new(message, _options.CodecLimits);
            return _options.Owner.DispatchMessageAsync(Peer!, inbox.Descriptor.Id, ref reader);
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

    /// <summary>Ends the connection. What came behind the message is not delivered: a channel has no gaps.</summary>
    private void RefuseMalformed(ChannelInbox inbox, PeerDecodeException malformed)
    {
        _isMalformed = true;
        lock (_gate)
            _machine.Abort(CloseCode.MalformedMessage, $"a message on channel {inbox.Descriptor.Name} does not decode: {malformed.Message}");
        _output.Set();
        _reader.CancelPendingRead();
    }

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

    private void ReturnCredit()
    {
        foreach (ChannelInbox inbox in _touchedInboxes)
        {
            (long messages, long bytes) = inbox.TakeConsumed();
            _machine.Consume(inbox.Flow, messages, bytes);
        }

        _touchedInboxes.Clear();
    }
}
