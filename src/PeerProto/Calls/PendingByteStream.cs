using System.Buffers;
using System.IO.Pipelines;
using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Protocol.Calls;

namespace PeerProto.Calls;

/// <summary>A byte stream of this side: carries the bytes of the app's pipe both ways while the result is waited for.</summary>
internal sealed class PendingByteStream<TArguments, TArgumentsCodec, TResult, TResultCodec>(PeerConnection connection, CallDescriptor descriptor, IDuplexPipe bytes)
    : PendingCall<TArguments, TArgumentsCodec, TResult, TResultCodec>(connection, descriptor, pool: null)
    where TArgumentsCodec : struct, IPeerCodec<TArguments>
    where TResultCodec : struct, IPeerCodec<TResult>
{
    private readonly BytePump _pump = new(connection, bytes);

    /// <summary>Starts the call, unless it is cancelled already.</summary>
    public ValueTask<TResult> Start(in TArguments arguments, in CallSettings settings, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<TResult>(cancellationToken) : new ValueTask<TResult>(this, Begin(arguments, settings, cancellationToken));

    public override CallState Open()
    {
        CallState call = base.Open();
        _pump.Start(call);
        return call;
    }

    public override void OnBytes(in ReadOnlySequence<byte> bytes) => _pump.Pipe!.Reader.Receive(bytes);

    public override void OnItems() => _pump.Pipe!.Reader.End();

    public override void OnReset(long code) => _pump.Pipe!.Reader.Fail(new PeerStreamException(code));

    public override void OnStopRequested(long code) => _pump.Pipe!.Writer.Stop(code);

    public override void OnResult(ref PeerReader reader)
    {
        _pump.Pipe!.Reader.End();
        base.OnResult(ref reader);
    }

    /// <summary>Waits for the result, and for the bytes before it to be in the app's pipe.</summary>
    public async ValueTask<TResult> FinishAsync(ValueTask<TResult> pending, CancellationToken cancellationToken)
    {
        try
        {
            TResult result = await pending;
            await _pump.FinishAsync(cancellationToken);
            return result;
        }
        catch (Exception failure)
        {
            await _pump.FailAsync(failure);
            throw;
        }
    }

    /// <summary>The same for a call without result.</summary>
    public async ValueTask FinishWithoutResultAsync(ValueTask<TResult> pending, CancellationToken cancellationToken) => await FinishAsync(pending, cancellationToken);
}
