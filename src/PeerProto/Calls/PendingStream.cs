using System.Runtime.CompilerServices;
using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Observability;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Calls;

/// <summary>A call of this side that is answered with items, from the start of its enumeration to its end.</summary>
internal class PendingStream<TArguments, TArgumentsCodec, TItem, TItemCodec>(
    PeerConnection connection, CallDescriptor descriptor, TArguments arguments, in CallSettings settings) : OutgoingCallHolder
    where TArgumentsCodec : struct, IPeerCodec<TArguments>
    where TItemCodec : struct, IPeerCodec<TItem>
{
    private readonly PeerDeadline _deadline = connection.DeadlineOf(descriptor, settings.Deadline);
    private readonly ItemReader<TItem, TItemCodec> _items = new(connection);
    private CallObservation? _observation;
    private TraceContext? _trace;
    private ITimer? _timer;
    private CallState? _call;

    /// <summary>Makes the stream that the app enumerates.</summary>
    /// <param name="create">Makes the call of one enumeration.</param>
    /// <param name="callCancellation">Ends every enumeration.</param>
    /// <param name="cancellationToken">Ends this one.</param>
    public static async IAsyncEnumerable<TItem> ReadAsync(
        Func<PendingStream<TArguments, TArgumentsCodec, TItem, TItemCodec>> create,
        CancellationToken callCancellation,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(callCancellation, cancellationToken);
        linked.Token.ThrowIfCancellationRequested();
        PendingStream<TArguments, TArgumentsCodec, TItem, TItemCodec> stream = create();
        stream.Begin();
        bool isComplete = false;
        try
        {
            while (await stream._items.WaitToReadAsync(linked.Token))
            {
                while (stream._items.TryRead(out TItem item))
                    yield return item;
            }

            isComplete = true;
        }
        finally
        {
            stream.Cancel();
            stream._observation?.End(isComplete ? null : stream._items.Failure ?? (linked.IsCancellationRequested ? new OperationCanceledException(linked.Token) : null));
        }
    }

    public override CallState Open()
    {
        _call = connection.Machine.OpenCall<TArguments, TArgumentsCodec>(descriptor, arguments, _deadline.Remaining, _trace);
        _items.Attach(_call);
        return _call;
    }

    public override void OnTrace(TraceContext trace) => _observation?.Link(trace);

    public override void OnItems()
    {
        _items.Wake();
        if (_call!.IsEnded)
            OnFinished();
    }

    public override void OnReset(long code) => OnItems();

    public override void OnFailure(Exception failure)
    {
        _items.Fail(failure);
        OnFinished();
    }

    /// <summary>The call is over, whatever way.</summary>
    protected virtual void OnFinished()
    {
    }

    /// <summary>Ends the call for a reason of this side: the peer is told to cancel.</summary>
    protected void Abandon(Exception failure)
    {
        _items.Fail(failure);
        Cancel();
    }

    private void Begin()
    {
        _observation = connection.Telemetry.StartCall(descriptor);
        _trace = connection.Telemetry.TraceOf(_observation?.Span);
        try
        {
            Start();
        }
        catch (Exception refusal)
        {
            _observation?.End(refusal);
            throw;
        }

        connection.WriteNow();
    }

    private void Start()
    {
        lock (connection.Gate)
        {
            if (connection.Failure is { } failure)
                throw failure;
            if (_deadline.HasPassed)
                throw PeerConnection.Expired(descriptor);
            connection.Open(this, descriptor);
            if (!_deadline.IsNone)
            {
                _timer = connection.Options.TimeProvider.CreateTimer(
                    static state => ((PendingStream<TArguments, TArgumentsCodec, TItem, TItemCodec>)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Expire(_deadline);
            }
        }
    }

    /// <summary>Ends the app's interest. Without effect when the call is over.</summary>
    private void Cancel()
    {
        lock (connection.Gate)
        {
            _timer?.Dispose();
            if (_call is null)
                connection.Forget(this);
            else
                connection.Cancel(_call);
        }

        connection.WriteNow();
        OnFinished();
    }

    private void OnTimer()
    {
        lock (connection.Gate)
        {
            if (_call is { IsEnded: true } || !_timer!.HasExpired(_deadline))
                return;
        }

        Abandon(PeerConnection.Expired(descriptor));
    }
}
