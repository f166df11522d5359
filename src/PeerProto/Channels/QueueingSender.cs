using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Observability;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Channels;

/// <summary>
/// Sends the messages of a channel whose senders do not wait: what cannot leave at once stands encoded in a line of limited length, and the channel's settings say what happens when
/// that is full or a message grows old in it.
/// </summary>
internal sealed class QueueingSender<T, TCodec>(PeerConnection connection, OutboundFlow flow, ChannelDescriptor descriptor) : FlowSender(flow)
    where TCodec : struct, IPeerCodec<T>
{
    /// <summary>How many messages of which only the newest matters may be under way: more would only be older when they arrive.</summary>
    private const int MostLatestUnderWay = 16;

    private readonly Queue<Line> _line = new();
    private readonly int _capacity = descriptor.Overflow == Overflow.KeepLatest ? 1 : descriptor.MaximumWaiting;
    private readonly long _mostUnderWay = descriptor.Delivery == Delivery.LatestOnly ? MostLatestUnderWay : long.MaxValue;
    private long _leftover;
    private long _dropped;

    public override long DroppedMessages => _dropped;


    public override int Waiting => _line.Count;

    public override long AcceptedMessages => _line.Count + _leftover;

    public override long UnconfirmedMessages => base.UnconfirmedMessages + AcceptedMessages;

    private bool MayWrite => connection.HasRoom(Flow) && base.UnconfirmedMessages < _mostUnderWay;

    public ValueTask SendAsync(in T message, CancellationToken cancellationToken, TraceContext? trace = null)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        lock (connection.Gate)
        {
            if (connection.Failure is { } failure)
                return ValueTask.FromException(failure);
            DropExpired();
            try
            {
                if (_line.Count == 0 && MayWrite && connection.Machine.TryWriteMessage<T, TCodec>(Flow, message, trace))
                {
                    OnWritten();
                    return ValueTask.CompletedTask;
                }

                if (IsRefused(out ValueTask refusal))
                    return refusal;
                EncodedMessage encoded = EncodedMessage.Create<T, TCodec>(message);
                Enqueue(encoded, trace);
                encoded.Release();
                return ValueTask.CompletedTask;
            }
            catch (PeerEncodeException tooLarge)
            {
                return ValueTask.FromException(tooLarge);
            }
        }
    }

    public override ValueTask SendEncodedAsync(EncodedMessage message, CancellationToken cancellationToken, TraceContext? trace = null)
    {
        lock (connection.Gate)
        {
            if (connection.Failure is { } failure)
                return ValueTask.FromException(failure);
            DropExpired();
            try
            {
                if (_line.Count == 0 && MayWrite && connection.Machine.TryWriteEncoded(Flow, message.Span, trace))
                {
                    OnWritten();
                    return ValueTask.CompletedTask;
                }

                if (!IsRefused(out ValueTask refusal))
                    Enqueue(message, trace);
                return refusal;
            }
            catch (PeerEncodeException tooLarge)
            {
                return ValueTask.FromException(tooLarge);
            }
        }
    }

    public override bool Resume()
    {
        DropExpired();
        while (_line.TryPeek(out Line first))
        {
            if (!MayWrite || !connection.Machine.TryWriteEncoded(Flow, first.Message.Span, first.Trace))
                return true;
            _line.Dequeue();
            first.Message.Release();
            OnWritten();
        }

        connection.OnLineWritten();
        return false;
    }

    public override void OnAcknowledged()
    {
        base.OnAcknowledged();
        if (_line.Count > 0)
            Resume();
    }

    public override void Fail(PeerConnectionException failure)
    {
        _leftover += _line.Count;
        while (_line.TryDequeue(out Line left))
            left.Message.Release();
        base.Fail(failure);
    }

    /// <summary>Decides about a message that finds the line full.</summary>
    /// <returns>Whether it is not sent; how is in the task.</returns>
    private bool IsRefused(out ValueTask refusal)
    {
        refusal = ValueTask.CompletedTask;
        if (_line.Count < _capacity)
            return false;
        switch (descriptor.Overflow)
        {
            case Overflow.Fail:
                refusal = ValueTask.FromException(new PeerOverflowException(
                    $"{_line.Count} messages of channel {descriptor.Name} wait for {connection.Peer} already. Send less, or let the channel drop messages or wait."));
                return true;
            case Overflow.DropNewest:
                NoteDropped(DropReason.Full);
                return true;
            default:
                DropFirst(descriptor.Overflow == Overflow.KeepLatest ? DropReason.Superseded : DropReason.Full);
                return false;
        }
    }

    /// <summary>Takes a message into the line, and holds it there.</summary>
    private void Enqueue(EncodedMessage message, TraceContext? trace)
    {
        connection.Machine.ThrowIfTooLarge(message.Span.Length, Flow.MaximumMessageBytes);
        message.Hold();
        _line.Enqueue(new Line(message, trace, connection.Options.TimeProvider.GetTimestamp()));
        connection.AddWaiter(this, Flow);
    }

    private void OnWritten()
    {
        if (base.UnconfirmedMessages >= _mostUnderWay)
            connection.Machine.RequestAcknowledgement(Flow);
        connection.RequestWrite(Flow);
    }

    private void DropExpired()
    {
        if (descriptor.TimeToLive is not { } most)
            return;
        while (_line.TryPeek(out Line first) && connection.Options.TimeProvider.GetElapsedTime(first.Since) >= most)
            DropFirst(DropReason.Expired);
    }

    private void DropFirst(DropReason reason)
    {
        _line.Dequeue().Message.Release();
        NoteDropped(reason);
        OnWithdrawn(ahead: 0);
    }

    private void NoteDropped(DropReason reason)
    {
        if (_dropped++ == 0)
            ConnectionLog.Dropping(connection.Options.Logger, descriptor.Name, connection.Peer?.ToString() ?? "");
        connection.Telemetry.OnDropped(descriptor.Id, reason, 1);
        connection.Options.Owner.OnDropped(descriptor.Id, 1);
    }

    /// <summary>A message in the line, what caused it, and since when it waits.</summary>
    private readonly record struct Line(EncodedMessage Message, TraceContext? Trace, long Since);
}
