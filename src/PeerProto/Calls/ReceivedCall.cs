using System.Runtime.CompilerServices;
using PeerProto.Channels;
using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Protocol.Calls;

namespace PeerProto.Calls;

/// <summary>A call of the peer while the app answers it. What the app throws stays here, in the log; the peer gets a code and an id to look it up.</summary>
internal sealed class ReceivedCall(PeerConnection connection, CallState call) : IncomingCall, ICallHolder
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _cancellation;
    private IItemWaiter? _items;
    private bool _isCancelled;

    public override PeerContext Context => new(connection.Peer!);

    public override CancellationToken CancellationToken
    {
        get
        {
            lock (_gate)
            {
                if (_cancellation is not null)
                    return _cancellation.Token;
                if (_isCancelled)
                    return new CancellationToken(canceled: true);
                _cancellation = new CancellationTokenSource();
                return _cancellation.Token;
            }
        }
    }

    public override ValueTask RespondAsync<TResult, TCodec>(ValueTask<TResult> result)
    {
        if (!result.IsCompletedSuccessfully)
            return AwaitAsync<TResult, TCodec>(result);
        WriteResult<TResult, TCodec>(result.Result);
        return ValueTask.CompletedTask;
    }

    public override ValueTask RespondAsync(ValueTask completion)
    {
        if (!completion.IsCompletedSuccessfully)
            return AwaitAsync(completion);
        completion.GetAwaiter().GetResult();
        WriteResult<Unit, UnitCodec>(default);
        return ValueTask.CompletedTask;
    }

    public override async ValueTask RespondAsync<TItem, TCodec>(IAsyncEnumerable<TItem> items)
    {
        try
        {
            FlowSender<TItem, TCodec> sender = new(connection, call.Outbound!);
            CancellationToken cancellation = CancellationToken;
            await foreach (TItem item in items.WithCancellation(cancellation))
                await sender.SendAsync(item, cancellation);
            WriteEnd();
        }
        catch (Exception failure)
        {
            Fail(failure);
        }

        connection.WriteNow();
    }

    public override IAsyncEnumerable<TItem> ReadItems<TItem, TCodec>() => ReadItemsAsync<TItem, TCodec>(default);

    /// <summary>Answers with an error.</summary>
    public void Fail(Exception failure)
    {
        CallFailure answer = failure switch
        {
            OperationCanceledException when _isCancelled => new CallFailure(RemoteErrorCode.Cancelled, 0, "the call was cancelled"),
            PeerDecodeException malformed => new CallFailure(RemoteErrorCode.Malformed, 0, malformed.Message),
            PeerEncodeException tooLarge => new CallFailure(RemoteErrorCode.ResultTooLarge, 0, tooLarge.Message),
            _ => new CallFailure(RemoteErrorCode.Failed, connection.Options.Random.NextUInt64(), "the peer's method failed"),
        };
        if (answer.Code == RemoteErrorCode.Failed && connection.Failure is null)
            ConnectionLog.CallFailed(connection.Options.Logger, call.Descriptor.Name, connection.Peer!.ToString(), answer.ErrorId, failure);
        lock (connection.Gate)
        {
            if (connection.HasOutputRoom)
                connection.Machine.WriteFailure(call, answer);
            else
                connection.AddWaiter(new WaitingAnswer(connection, () => connection.Machine.WriteFailure(call, answer)));
        }
    }

    public void OnResult(ref PeerReader reader)
    {
    }

    public void OnItems() => Volatile.Read(ref _items)?.Wake();

    public void OnCancelled() => Cancel(new OperationCanceledException("The caller cancelled the call."));

    public void OnFailure(Exception failure) => Cancel(failure);

    private void Cancel(Exception reason)
    {
        CancellationTokenSource? cancellation;
        lock (_gate)
        {
            _isCancelled = true;
            cancellation = _cancellation;
        }

        Volatile.Read(ref _items)?.Fail(reason);
        try
        {
            cancellation?.Cancel();
        }
        catch (AggregateException failure)
        {
            ConnectionLog.CallFailed(connection.Options.Logger, call.Descriptor.Name, connection.Peer!.ToString(), 0, failure);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AwaitAsync<TResult, TCodec>(ValueTask<TResult> result)
        where TCodec : struct, IPeerCodec<TResult>
    {
        try
        {
            WriteResult<TResult, TCodec>(await result);
        }
        catch (Exception failure)
        {
            Fail(failure);
        }

        connection.WriteNow();
    }

    private async ValueTask AwaitAsync(ValueTask completion)
    {
        try
        {
            await completion;
            WriteResult<Unit, UnitCodec>(default);
        }
        catch (Exception failure)
        {
            Fail(failure);
        }

        connection.WriteNow();
    }

    private void WriteResult<TResult, TCodec>(TResult result)
        where TCodec : struct, IPeerCodec<TResult>
    {
        lock (connection.Gate)
        {
            if (connection.HasOutputRoom)
                connection.Machine.WriteResult<TResult, TCodec>(call, result);
            else
                WaitToWriteResult<TResult, TCodec>(result);
        }
    }

    private void WaitToWriteResult<TResult, TCodec>(TResult result)
        where TCodec : struct, IPeerCodec<TResult>
    {
        connection.AddWaiter(new WaitingAnswer(connection, Write));

        void Write()
        {
            try
            {
                connection.Machine.WriteResult<TResult, TCodec>(call, result);
            }
            catch (Exception failure)
            {
                Fail(failure);
            }
        }
    }

    private void WriteEnd()
    {
        lock (connection.Gate)
        {
            if (connection.HasOutputRoom)
                connection.Machine.WriteEnd(call);
            else
                connection.AddWaiter(new WaitingAnswer(connection, () => connection.Machine.WriteEnd(call)));
        }
    }

    private async IAsyncEnumerable<TItem> ReadItemsAsync<TItem, TCodec>([EnumeratorCancellation] CancellationToken cancellationToken)
        where TCodec : struct, IPeerCodec<TItem>
    {
        ItemReader<TItem, TCodec> reader = new(connection);
        reader.Attach(call);
        if (Interlocked.CompareExchange(ref _items, reader, null) is not null)
            throw new InvalidOperationException("The items of a call can be read once.");
        if (_isCancelled)
            reader.Fail(new OperationCanceledException("The caller cancelled the call."));
        while (await reader.WaitToReadAsync(cancellationToken))
        {
            while (reader.TryRead(out TItem item))
                yield return item;
        }
    }
}
