using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using PeerProto.Connections;
using PeerProto.Protocol.Calls;

namespace PeerProto.Calls;

/// <summary>
/// Carries bytes between the pipe that a caller handed over and its call. Each direction ends by itself: how one side ends it is how the other side meets its end.
/// </summary>
internal sealed class BytePump(PeerConnection connection, IDuplexPipe app)
{
    private readonly CancellationTokenSource _sendingOver = new();
    private readonly CancellationTokenSource _receivingOver = new();
    private Task _receiving = Task.CompletedTask;
    private Exception? _failure;
    private bool _isStarted;

    /// <summary>The call's pipe. There once the call is open.</summary>
    public BytePipe? Pipe { get; private set; }

    /// <summary>Starts to carry, on the session's scheduler. To be called under the connection's lock.</summary>
    public void Start(CallState call)
    {
        Pipe = new BytePipe(connection, call);
        _isStarted = true;
        _ = StartNew(SendAsync);
        _receiving = StartNew(ReceiveAsync);
    }

    /// <summary>The call has its result: waits until all bytes that came before are in the app's pipe.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        Pipe!.Writer.Stop(PeerStreamException.NoError);
        await _sendingOver.CancelHereAsync();
        using (cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _receivingOver))
            await _receiving;
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>The call has failed: ends both directions of the app's pipe with that.</summary>
    public async Task FailAsync(Exception failure)
    {
        if (!_isStarted)
        {
            await app.Input.CompleteAsync(failure);
            await app.Output.CompleteAsync(failure);
            return;
        }

        _failure = failure;
        Pipe!.Fail(failure);
        await _sendingOver.CancelHereAsync();
        await _receivingOver.CancelHereAsync();
        await _receiving;
    }

    private Task StartNew(Func<Task> carry) =>
        Task.Factory.StartNew(carry, CancellationToken.None, TaskCreationOptions.DenyChildAttach, connection.Options.Scheduler).Unwrap();

    private async Task SendAsync()
    {
        BytePipeWriter call = Pipe!.Writer;
        Exception? failure = null;
        try
        {
            while (await SendNextAsync(app.Input, call, _sendingOver.Token))
            {
            }

            call.Complete();
        }
        catch (Exception thrown)
        {
            failure = call.Failure ?? (_sendingOver.IsCancellationRequested ? null : thrown);
            call.Complete(thrown);
        }

        await CompleteAsync(app.Input.CompleteAsync(failure));
    }

    private async Task ReceiveAsync()
    {
        BytePipeReader call = Pipe!.Reader;
        Exception? failure = null;
        try
        {
            while (await ReceiveNextAsync(call, app.Output, _receivingOver.Token))
            {
            }
        }
        catch (Exception thrown)
        {
            failure = _failure ?? thrown; // also where the other side's bytes were complete and the app's pipe was full
        }

        call.Complete(failure);
        await CompleteAsync(app.Output.CompleteAsync(call.Failure ?? failure));
    }

    /// <summary>Sends what the app has written, at once: an app's pipe may hold it in many small segments.</summary>
    /// <returns>False at the end: there is no more, or nobody wants it.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<bool> SendNextAsync(PipeReader from, BytePipeWriter to, CancellationToken over)
    {
        ReadResult read = await from.ReadAsync(over);
        FlushResult flushed = read.Buffer.IsEmpty ? default : await to.WriteAsync(read.Buffer, over);
        from.AdvanceTo(read.Buffer.End);
        return !flushed.IsCompleted && !read.IsCompleted;
    }

    /// <returns>False at the end: there is no more, or nobody wants it.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<bool> ReceiveNextAsync(BytePipeReader from, PipeWriter to, CancellationToken over)
    {
        ReadResult read = await from.ReadAsync(over);
        FlushResult flushed = default;
        foreach (ReadOnlyMemory<byte> part in read.Buffer)
        {
            flushed = await to.WriteAsync(part, over);
            if (flushed.IsCompleted)
                break;
        }

        from.AdvanceTo(read.Buffer.End);
        return !flushed.IsCompleted && !read.IsCompleted;
    }

    /// <summary>Completes an end of the app's pipe, whose own failure in doing so is nobody's concern: the call tells how it ended.</summary>
    private async ValueTask CompleteAsync(ValueTask completion)
    {
        try
        {
            await completion;
        }
        catch (Exception thrown)
        {
            ConnectionLog.CallbackFailed(connection.Options.Logger, connection.RemoteEndpoint, thrown);
        }
    }
}
