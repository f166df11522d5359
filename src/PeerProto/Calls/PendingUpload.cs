using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Protocol.Calls;

namespace PeerProto.Calls;

/// <summary>A client stream of this side: sends the app's items while the result is waited for, and stops when it is there.</summary>
internal sealed class PendingUpload<TArguments, TArgumentsCodec, TItem, TItemCodec, TResult, TResultCodec> : PendingCall<TArguments, TArgumentsCodec, TResult, TResultCodec>
    where TArgumentsCodec : struct, IPeerCodec<TArguments>
    where TItemCodec : struct, IPeerCodec<TItem>
    where TResultCodec : struct, IPeerCodec<TResult>
{
    private readonly ItemUpload<TItem, TItemCodec> _upload;

    public PendingUpload(PeerConnection connection, CallDescriptor descriptor, IAsyncEnumerable<TItem> items)
        : base(connection, descriptor, pool: null) =>
        _upload = new ItemUpload<TItem, TItemCodec>(connection, items, Abandon);

    public override CallState Open()
    {
        CallState call = base.Open();
        _upload.Start(call);
        return call;
    }

    public override void OnStopRequested(long code) => _upload.Stop();

    protected override void OnFinished() => _upload.Stop();
}
