using PeerProto.Channels;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.FlowControl;

namespace PeerProto.Connections;

internal sealed partial class PeerConnection
{
    private readonly Dictionary<int, FlowSender> _channelSenders = [];
    private readonly List<IOutputWaiter> _waiters = [];
    private int _outputLimit = OutputHighWater;
    private TaskCompletionSource? _linesWritten;

    /// <summary>Guards <see cref="Machine"/> and all that belongs to it.</summary>
    public Lock Gate => _gate;

    public ConnectionMachine Machine => _machine;

    /// <summary>Whether senders may write: the connection is in use, the peer gives credit, and not too much waits to leave. To be asked under <see cref="Gate"/>.</summary>
    public bool HasOutputRoom => _machine.GatheredOutputBytes < _outputLimit && _machine.Phase == ConnectionPhase.Ready && _machine.HasQueueRoom && _machine.HasConnectionCredit;

    /// <summary>The contract's description of a channel.</summary>
    public ChannelDescriptor GetChannel(int id)
    {
        foreach (ChannelDescriptor channel in _options.Contract.Channels)
        {
            if (channel.Id == id)
                return channel;
        }

        throw new ArgumentOutOfRangeException(nameof(id), id, "The contract has no such channel.");
    }

    /// <summary>Makes the sending end of a channel whose senders wait, once for each.</summary>
    public FlowSender<T, TCodec> AddChannelSender<T, TCodec>(ChannelDescriptor channel)
        where TCodec : struct, IPeerCodec<T>
    {
        FlowSender<T, TCodec> sender = new(this, _machine.GetOutboundChannel(channel.Id));
        _channelSenders.Add(channel.Id, sender);
        return sender;
    }

    /// <summary>Makes the sending end of a channel whose senders do not wait, once for each.</summary>
    public QueueingSender<T, TCodec> AddQueueingSender<T, TCodec>(ChannelDescriptor channel)
        where TCodec : struct, IPeerCodec<T>
    {
        QueueingSender<T, TCodec> sender = new(this, _machine.GetOutboundChannel(channel.Id), channel);
        _channelSenders.Add(channel.Id, sender);
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

    /// <summary>The same for who does not mind writing: where much has gathered and nobody writes, the caller is to call <see cref="WriteNow"/> once it has left <see cref="Gate"/>.</summary>
    /// <param name="flow">The channel or stream that has written.</param>
    /// <param name="much">How many bytes are much.</param>
    /// <returns>Whether to call it. Never where the caller's continuations belong to a synchronization context: writing must not wait for a user interface.</returns>
    public bool RequestWrite(OutboundFlow flow, int much)
    {
        if (flow.Lane is null && !_isWriting && _machine.GatheredOutputBytes >= much && SynchronizationContext.Current is null)
            return true;
        RequestWrite(flow);
        return false;
    }

    /// <summary>Remembers somebody who waits for room or credit. To be called under <see cref="Gate"/>.</summary>
    public void AddWaiter(IOutputWaiter waiter)
    {
        if (!_waiters.Contains(waiter))
            _waiters.Add(waiter);
        if (waiter is FlowSender sender)
            NoteStall(sender);
    }

    /// <summary>Completes when a channel's messages sent so far are acknowledged.</summary>
    public ValueTask FlushAsync(FlowSender sender, CancellationToken cancellationToken)
    {
        lock (_gate)
            return new ValueTask(WhenAcknowledged(sender).WaitHereAsync(cancellationToken));
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

        return new ValueTask(SchedulerWaits.WhenAllHereAsync(acknowledged, cancellationToken));
    }

    /// <summary>Completes when no message stands in line that was taken from its sender and has not been written, or the connection is over.</summary>
    public Task WhenLinesWritten()
    {
        lock (_gate)
        {
            if (_failure is not null || !HasLines)
                return Task.CompletedTask;
            _linesWritten ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _linesWritten.Task;
        }
    }

    /// <summary>A line has been written. To be called under <see cref="Gate"/>.</summary>
    public void OnLineWritten()
    {
        if (_linesWritten is not null && !HasLines)
            _linesWritten.TrySetResult();
    }

    private bool HasLines => _channelSenders.Values.Any(static sender => sender.AcceptedMessages > 0);

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
        RequestWrite(sender.Flow);
        return acknowledged;
    }

    /// <summary>
    /// Lets those who wait write as far as credit and room go. Each keeps its own order. They take turns, in which each may write its share, and go on where they stopped the last time: those
    /// with a larger share get more of the room, and nobody gets nothing. To be called under <see cref="Gate"/>.
    /// </summary>
    private void ResumeWaiters()
    {
        if (_waitingLaneWriters.Count > 0)
            ResumeLaneWaiters();
        for (int idle = 0; idle < _waiters.Count && HasOutputRoom;)
        {
            IOutputWaiter waiter = _waiters[0];
            int before = _machine.PendingOutputBytes;
            _outputLimit = Math.Min(OutputHighWater, _machine.GatheredOutputBytes + waiter.Share);
            bool isWaiting = waiter.Resume();
            if (waiter is FlowSender resumed)
                NoteStall(resumed);
            _outputLimit = OutputHighWater;
            _waiters.RemoveAt(0);
            if (isWaiting)
                _waiters.Add(waiter);
            idle = isWaiting && _machine.PendingOutputBytes == before ? idle + 1 : 0;
        }
    }

    private void OnAcknowledged(OutboundFlow flow)
    {
        if (_channelSenders.TryGetValue((int)flow.Id, out FlowSender? sender))
        {
            sender.OnAcknowledged();
            if (sender.Stall.IsStalled)
                NoteStall(sender);
        }
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
            FailLaneWaiters(failure);
            _linesWritten?.TrySetResult();
        }
    }
}
