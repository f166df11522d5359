using PeerProto.Connections;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Channels;

/// <summary>The app's side of an <see cref="OutboundFlow"/>: messages that wait for credit or for room, in order, and those who wait for acknowledgement.</summary>
internal abstract class FlowSender(OutboundFlow flow) : IOutputWaiter
{
    private List<Flush>? _flushes;

    public OutboundFlow Flow => flow;

    public int Share => flow.Share;

    public virtual long UnconfirmedMessages => (long)(flow.SentMessages - flow.AcknowledgedMessages);

    /// <summary>How long messages have waited, and for whom.</summary>
    public StallMeter Stall { get; } = new();

    /// <summary>How many messages were dropped.</summary>
    public virtual long DroppedMessages => 0;

    /// <summary>How many messages were taken from their senders that have not been written.</summary>
    public virtual long AcceptedMessages => 0;

    /// <summary>How many messages wait.</summary>
    public abstract int Waiting { get; }

    /// <summary>Sends a message that is encoded already.</summary>
    public abstract ValueTask SendEncodedAsync(EncodedMessage message, CancellationToken cancellationToken, TraceContext? trace = null);

    /// <inheritdoc/>
    public abstract bool Resume();

    /// <inheritdoc/>
    public virtual void Fail(PeerConnectionException failure)
    {
        if (_flushes is null)
            return;
        foreach (Flush flush in _flushes)
            flush.Waiter.TrySetException(failure);
        _flushes = null;
    }

    /// <summary>Completes when what was sent or waits now is acknowledged. To be called under the connection's lock.</summary>
    public Task WhenAcknowledged()
    {
        ulong target = flow.SentMessages + (ulong)Math.Max(Waiting, AcceptedMessages); // what was accepted stays unconfirmed when the connection ends
        if (flow.AcknowledgedMessages >= target)
            return Task.CompletedTask;
        if (_flushes is [.., var last] && last.Target == target)
            return last.Waiter.Task;
        TaskCompletionSource waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
        (_flushes ??= []).Add(new Flush(target, waiter));
        return waiter.Task;
    }

    /// <summary>A message that waited will not be sent; those who wait for it or a later one wait for one less. To be called under the connection's lock.</summary>
    /// <param name="ahead">How many waited before it.</param>
    public void OnWithdrawn(int ahead)
    {
        ulong number = flow.SentMessages + (ulong)ahead + 1;
        for (int i = 0; i < (_flushes?.Count ?? 0); i++)
        {
            if (_flushes![i].Target >= number)
                _flushes[i] = _flushes[i] with { Target = _flushes[i].Target - 1 };
        }

        WakeFlushes();
    }

    /// <summary>The peer has acknowledged messages. To be called under the connection's lock.</summary>
    public virtual void OnAcknowledged() => WakeFlushes();

    /// <summary>Wakes those whose messages are acknowledged.</summary>
    private void WakeFlushes()
    {
        for (int i = (_flushes?.Count ?? 0) - 1; i >= 0; i--)
        {
            Flush flush = _flushes![i];
            if (flow.AcknowledgedMessages < flush.Target)
                continue;
            flush.Waiter.TrySetResult();
            _flushes.RemoveAt(i);
        }
    }

    /// <summary>Somebody who waits until as many messages are acknowledged.</summary>
    private readonly record struct Flush(ulong Target, TaskCompletionSource Waiter);
}
