using PeerProto.CompilerServices;
using PeerProto.Connections;

namespace PeerProto.Calls;

/// <summary>The caller's end of a unary call.</summary>
internal sealed class UnaryCall<TArguments, TArgumentsCodec, TResult, TResultCodec>(PeerConnection connection, CallDescriptor descriptor)
    : OutgoingCall<TArguments, TResult>
    where TArgumentsCodec : struct, IPeerCodec<TArguments>
    where TResultCodec : struct, IPeerCodec<TResult>
{
    private const int KeptPending = 32;

    private readonly Pool<PendingCall<TArguments, TArgumentsCodec, TResult, TResultCodec>> _pool = new(KeptPending);

    public override ValueTask<TResult> InvokeAsync(in TArguments arguments, in CallSettings settings, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<TResult>(cancellationToken);
        PendingCall<TArguments, TArgumentsCodec, TResult, TResultCodec> pending = Rent();
        return new ValueTask<TResult>(pending, pending.Begin(arguments, settings, cancellationToken));
    }

    public override ValueTask InvokeWithoutResultAsync(in TArguments arguments, in CallSettings settings, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        PendingCall<TArguments, TArgumentsCodec, TResult, TResultCodec> pending = Rent();
        return new ValueTask(pending, pending.Begin(arguments, settings, cancellationToken));
    }

    private PendingCall<TArguments, TArgumentsCodec, TResult, TResultCodec> Rent() => _pool.TryRent() ?? new(connection, descriptor, _pool);
}
