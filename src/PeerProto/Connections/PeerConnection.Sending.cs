using PeerProto.Channels;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.FlowControl;

namespace PeerProto.Connections;

internal sealed partial class PeerConnection
{
    private readonly Dictionary<int, FlowSender> _channelSenders = [];
    private readonly List<IOutputWaiter> _waiters = [];

    /// <summary>Guards <see cref="Machine"/> and all that belongs to it.</summary>
    public Lock Gate => _gate;

    public ConnectionMachine Machine => _machine;

    /// <summary>Whether senders may write: the connection is in use, and not too much waits to leave. To be asked under <see cref="Gate"/>.</summary>
    public bool HasOutputRoom => _machine.PendingOutputBytes < OutputHighWater && _machine.Phase == ConnectionPhase.Ready;

    /// <summary>Makes the sending end of a channel, once for each.</summary>
    public FlowSender<T, TCodec> AddChannelSender<T, TCodec>(int channel)
        where TCodec : struct, IPeerCodec<T>
    {
        FlowSender<T, TCodec> sender = new(this, _machine.GetOutboundChannel(channel));
        _channelSenders.Add(channel, sender);
        return sender;
    }

    /// <summary>The sending end of a channel, or null where the peer does not have it.</summary>
    public FlowSender? FindChannelSender(int channel) => _channelSenders.GetValueOrDefault(channel);

    /// <summary>Lets the writing loop know that there is output; it takes along what gathers until it comes to it. To be called under <see cref="Gate"/>.</summary>
    public void RequestWrite()
    {
        if (_isWriting || _isWriteRequested)
            return;
        _isWriteRequested = true;
        _output.Set();
    }

    /// <summary>Remembers somebody who waits for room or credit. To be called under <see cref="Gate"/>.</summary>
    public void AddWaiter(IOutputWaiter waiter)
    {
        if (!_waiters.Contains(waiter))
            _waiters.Add(waiter);
    }

    /// <summary>Completes when a channel's messages sent so far are acknowledged.</summary>
    public ValueTask FlushAsync(FlowSender sender, CancellationToken cancellationToken)
    {
        lock (_gate)
            return new ValueTask(WhenAcknowledged(sender).WaitAsync(cancellationToken));
    }

    /// <summary>Completes when the messages of all channels sent so far are acknowledged.</summary>
    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        List<Task> acknowledged = [];
        lock (_gate)
        {
            foreach (FlowSender sender in _channelSenders.Values)
                acknowledged.Add(WhenAcknowledged(sender));
        }

        return new ValueTask(Task.WhenAll(acknowledged).WaitAsync(cancellationToken));
    }

    private Task WhenAcknowledged(FlowSender sender)
    {
        Task acknowledged = sender.WhenAcknowledged();
        if (acknowledged.IsCompleted)
            return acknowledged;
        if (_failure is not null)
        {
            sender.Fail(_failure);
            return acknowledged;
        }

        _machine.RequestAcknowledgement(sender.Flow);
        RequestWrite();
        return acknowledged;
    }

    /// <summary>
    /// Lets those who wait write as far as credit and room go. Each keeps its own order; who came first this time comes last the next, so nobody takes all the room for ever.
    /// To be called under <see cref="Gate"/>.
    /// </summary>
    private void ResumeWaiters()
    {
        if (_waiters.Count == 0)
            return;
        IOutputWaiter first = _waiters[0];
        _waiters.RemoveAll(static waiter => !waiter.Resume());
        if (_waiters.Count < 2 || _waiters[0] != first)
            return;
        _waiters.RemoveAt(0);
        _waiters.Add(first);
    }

    private void OnAcknowledged(OutboundFlow flow)
    {
        if (_channelSenders.TryGetValue((int)flow.Id, out FlowSender? sender))
            sender.OnAcknowledged();
    }

    private void FailSenders(PeerConnectionException failure)
    {
        lock (_gate)
        {
            foreach (FlowSender sender in _channelSenders.Values)
                sender.Fail(failure);
            foreach (IOutputWaiter waiter in _waiters)
                waiter.Fail(failure);
            _waiters.Clear();
        }
    }
}
