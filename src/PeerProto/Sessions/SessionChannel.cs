using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PeerProto.Channels;
using PeerProto.CompilerServices;
using PeerProto.Connections;

namespace PeerProto.Sessions;

/// <summary>A channel to and from all peers of a session.</summary>
internal sealed class SessionChannel<T, TCodec, TContract>(Session<TContract> session, ChannelDescriptor descriptor) : EveryoneChannel<T>, ISessionChannel
    where TCodec : struct, IPeerCodec<T>
    where TContract : class, IPeerContract<TContract>
{
    private const int QueuedMessages = 64;

    private readonly Channel<ReceivedMessage<T>> _received =
        Channel.CreateBounded<ReceivedMessage<T>>(descriptor.Delivery == Delivery.LatestOnly ? 1 : QueuedMessages);

    private long _dropped;
    private int _isRead;
    private bool _isReported;
    private volatile bool _isHandled = descriptor.IsBorrowed;
    private bool _wasQueued;

    public override ValueTask SendAsync(T message, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        EncodedMessage encoded;
        try
        {
            encoded = EncodedMessage.Create<T, TCodec>(message);
        }
        catch (PeerEncodeException tooLarge)
        {
            return ValueTask.FromException(tooLarge);
        }

        List<Task>? waiting = null;
        try
        {
            foreach (SessionPeer<TContract> peer in session.Roster.Snapshot)
            {
                if (peer.Connection.FindChannelSender(descriptor.Id) is not { } sender)
                    continue; // its version of the contract does not have the channel, or it takes nothing of this app there
                Task sending = SendAsync(peer.Connection, sender, encoded, cancellationToken).AsTask();
                if (!sending.IsCompletedSuccessfully)
                    (waiting ??= []).Add(sending);
            }
        }
        finally
        {
            encoded.Release();
        }

        return waiting is null ? ValueTask.CompletedTask : WaitForAllAsync(waiting);
    }

    public override long DroppedMessages => Interlocked.Read(ref _dropped);

    public override ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        List<Task> waiting = [];
        foreach (SessionPeer<TContract> peer in session.Roster.Snapshot)
        {
            if (peer.Connection.FindChannelSender(descriptor.Id) is { } sender)
                waiting.Add(peer.Connection.FlushAsync(sender, cancellationToken).AsTask());
        }

        return WaitForAllAsync(waiting);
    }

    public override async IAsyncEnumerable<ReceivedMessage<T>> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _isRead, 1) == 1)
            throw new InvalidOperationException($"Somebody reads channel {descriptor.Name} already.");
        try
        {
            if (_isHandled)
                throw HandledElsewhere();
            while (await _received.Reader.WaitToReadAsync(cancellationToken))
            {
                while (_received.Reader.TryRead(out ReceivedMessage<T> message))
                    yield return message;
            }
        }
        finally
        {
            Volatile.Write(ref _isRead, 0);
        }
    }

    public override ValueTask EnqueueAsync(Peer from, T message)
    {
        _wasQueued = true;
        ReceivedMessage<T> received = new(from, message);
        if (_received.Writer.TryWrite(received))
            return ValueTask.CompletedTask;
        if (!_isReported && Volatile.Read(ref _isRead) == 0)
        {
            _isReported = true;
            SessionLog.NobodyReads(session.Logger, from, descriptor.Name);
        }

        return WriteAsync(received);
    }

    /// <summary>Notes that a message was dispatched: if it did not come by here, a handler takes them, and a reader would wait for ever.</summary>
    public void OnDispatched()
    {
        if (_wasQueued || _isHandled)
            return;
        _isHandled = true;
        _received.Writer.TryComplete(HandledElsewhere());
    }

    public void OnDropped(long messages) => Interlocked.Add(ref _dropped, messages);

    /// <summary>Ends the reading once what came is read.</summary>
    public void Complete() => _received.Writer.TryComplete();

    private InvalidOperationException HandledElsewhere() =>
        new($"The messages of channel {descriptor.Name} go to the overridden handler On{descriptor.Name}, so there is nothing to read. Read, or handle, not both.");

    private ValueTask SendAsync(PeerConnection connection, FlowSender sender, EncodedMessage encoded, CancellationToken cancellationToken) =>
        connection.Telemetry.TracesMessages ? SendObservedAsync(connection, sender, encoded, cancellationToken) : sender.SendEncodedAsync(encoded, cancellationToken);

    private ValueTask SendObservedAsync(PeerConnection connection, FlowSender sender, EncodedMessage encoded, CancellationToken cancellationToken) =>
        connection.Telemetry.SendAsync(descriptor, trace => sender.SendEncodedAsync(encoded, cancellationToken, trace));

    private async ValueTask WriteAsync(ReceivedMessage<T> message)
    {
        try
        {
            await _received.Writer.WriteAsync(message, session.Stopped);
        }
        catch (Exception failure) when (failure is ChannelClosedException or OperationCanceledException)
        {
            // the session has ended; nobody will read any more
        }
    }

    private static async ValueTask WaitForAllAsync(List<Task> waiting)
    {
        Exception? failure = null;
        foreach (Task task in waiting)
        {
            try
            {
                await task;
            }
            catch (PeerConnectionException)
            {
                // a peer that left meanwhile is passed over
            }
            catch (Exception other)
            {
                failure ??= other;
            }
        }

        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }
}
