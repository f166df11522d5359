using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Channels;

/// <summary>Sends the messages of a channel, or the items of a call's stream, in order: at once while there is credit and room, else when there is.</summary>
internal sealed class FlowSender<T, TCodec>(PeerConnection connection, OutboundFlow flow) : FlowSender(flow)
    where TCodec : struct, IPeerCodec<T>
{
    private const int KeptPending = 64;

    /// <summary>
    /// Who sends to many peers writes to each what has gathered when it is this much, so that the output of all of them stays in the processor's cache, and no thread is woken for each: with 64 peers
    /// 0.7 of the processor's time.
    /// </summary>
    private const int SharedWriteBytes = 16 * 1024;

    private readonly LinkedList<PendingSend<T>> _waiting = new();
    private readonly Pool<PendingSend<T>> _pool = new(KeptPending);

    public override int Waiting => _waiting.Count;

    public ValueTask SendAsync(in T message, CancellationToken cancellationToken, TraceContext? trace = null)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        lock (connection.Gate)
        {
            if (connection.Failure is { } failure)
                return ValueTask.FromException(failure);
            if (_waiting.Count == 0 && connection.HasRoom(Flow))
            {
                try
                {
                    if (connection.Machine.TryWriteMessage<T, TCodec>(Flow, message, trace))
                    {
                        connection.RequestWrite(Flow);
                        return ValueTask.CompletedTask;
                    }
                }
                catch (PeerEncodeException tooLarge)
                {
                    return ValueTask.FromException(tooLarge);
                }
            }

            return Wait(message, null, trace, cancellationToken);
        }
    }

    public override ValueTask SendEncodedAsync(EncodedMessage message, CancellationToken cancellationToken, TraceContext? trace = null)
    {
        lock (connection.Gate)
        {
            if (connection.Failure is { } failure)
                return ValueTask.FromException(failure);
            if (_waiting.Count > 0 || !connection.HasRoom(Flow))
                return WaitEncoded(message, trace, cancellationToken);
            try
            {
                if (!connection.Machine.TryWriteEncoded(Flow, message.Span, trace))
                    return WaitEncoded(message, trace, cancellationToken);
            }
            catch (PeerEncodeException tooLarge)
            {
                return ValueTask.FromException(tooLarge);
            }

            if (!connection.RequestWrite(Flow, SharedWriteBytes))
                return ValueTask.CompletedTask;
        }

        connection.WriteNow();
        return ValueTask.CompletedTask;
    }

    public override bool Resume()
    {
        while (_waiting.First is { Value: PendingSend<T> pending })
        {
            if (!connection.HasRoom(Flow))
                return true;
            Exception? failure = null;
            try
            {
                bool isWritten = pending.Encoded is { } encoded
                    ? connection.Machine.TryWriteEncoded(Flow, encoded.Span, pending.Trace)
                    : connection.Machine.TryWriteMessage<T, TCodec>(Flow, pending.Message, pending.Trace);
                if (!isWritten)
                    return true;
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }

            _waiting.RemoveFirst();
            pending.Complete(failure);
            if (failure is not null)
                OnWithdrawn(ahead: 0);
        }

        return false;
    }

    public override void Fail(PeerConnectionException failure)
    {
        while (_waiting.First is { Value: PendingSend<T> pending })
        {
            _waiting.RemoveFirst();
            pending.Complete(failure);
        }

        base.Fail(failure);
    }

    private ValueTask WaitEncoded(EncodedMessage message, TraceContext? trace, CancellationToken cancellationToken)
    {
        message.Hold();
        return Wait(default!, message, trace, cancellationToken);
    }

    private ValueTask Wait(T message, EncodedMessage? encoded, TraceContext? trace, CancellationToken cancellationToken)
    {
        PendingSend<T> pending = _pool.TryRent() ?? new PendingSend<T>(_pool);
        _waiting.AddLast(pending.Place);
        connection.AddWaiter(this, Flow);
        return pending.Begin(message, encoded, trace, connection.Gate, this, cancellationToken);
    }
}
