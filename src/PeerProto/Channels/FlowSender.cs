using PeerProto.Protocol.FlowControl;

namespace PeerProto.Channels;

/// <summary>The app's side of an <see cref="OutboundFlow"/>: messages that wait for credit or for room, in order, and those who wait for acknowledgement.</summary>
internal abstract class FlowSender(OutboundFlow flow)
{
    private List<(ulong Target, TaskCompletionSource Waiter)>? _flushes;

    public OutboundFlow Flow => flow;

    public long UnconfirmedMessages => (long)(flow.SentMessages - flow.AcknowledgedMessages);

    /// <summary>How many messages wait.</summary>
    public abstract int Waiting { get; }

    /// <summary>Sends a message that is encoded already.</summary>
    public abstract ValueTask SendEncodedAsync(EncodedMessage message, CancellationToken cancellationToken);

    /// <summary>Writes waiting messages as far as they go. To be called under the connection's lock.</summary>
    /// <returns>Whether messages still wait.</returns>
    public abstract bool Resume();

    /// <summary>Fails everything that waits. To be called under the connection's lock.</summary>
    public virtual void Fail(PeerConnectionException failure)
    {
        if (_flushes is null)
            return;
        foreach ((_, TaskCompletionSource waiter) in _flushes)
            waiter.TrySetException(failure);
        _flushes = null;
    }

    /// <summary>Completes when what was sent or waits now is acknowledged. To be called under the connection's lock.</summary>
    public Task WhenAcknowledged()
    {
        ulong target = flow.SentMessages + (ulong)Waiting;
        if (flow.AcknowledgedMessages >= target)
            return Task.CompletedTask;
        TaskCompletionSource waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
        (_flushes ??= []).Add((target, waiter));
        return waiter.Task;
    }

    /// <summary>Wakes those whose messages are acknowledged. To be called under the connection's lock.</summary>
    public void OnAcknowledged()
    {
        for (int i = (_flushes?.Count ?? 0) - 1; i >= 0; i--)
        {
            (ulong target, TaskCompletionSource waiter) = _flushes![i];
            if (flow.AcknowledgedMessages < target)
                continue;
            waiter.TrySetResult();
            _flushes.RemoveAt(i);
        }
    }
}
