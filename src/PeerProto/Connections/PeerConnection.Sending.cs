using PeerProto.Channels;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.FlowControl;

namespace PeerProto.Connections;

internal sealed partial class PeerConnection
{
    private readonly Dictionary<int, FlowSender> _channelSenders = [];
    private readonly List<FlowSender> _waitingSenders = [];

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

    /// <summary>The sending end of a channel.</summary>
    public FlowSender GetChannelSender(int channel) => _channelSenders[channel];

    /// <summary>Lets the writing loop know that there is output; it takes along what gathers until it comes to it. To be called under <see cref="Gate"/>.</summary>
    public void RequestWrite()
    {
        if (!_isWriting)
            _output.Set();
    }

    /// <summary>Remembers a sender whose messages wait. To be called under <see cref="Gate"/>.</summary>
    public void AddWaitingSender(FlowSender sender)
    {
        if (!_waitingSenders.Contains(sender))
            _waitingSenders.Add(sender);
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

    /// <summary>Writes waiting messages as far as credit and room go, each sender's in order. To be called under <see cref="Gate"/>.</summary>
    private void ResumeSenders()
    {
        for (int i = _waitingSenders.Count - 1; i >= 0; i--)
        {
            if (!_waitingSenders[i].Resume())
                _waitingSenders.RemoveAt(i);
        }
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
            foreach (FlowSender sender in _waitingSenders)
                sender.Fail(failure);
            _waitingSenders.Clear();
        }
    }
}
