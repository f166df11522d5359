using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Protocol.Calls;

namespace PeerProto.Calls;

/// <summary>A duplex stream of this side: sends the app's items while those of the peer are read, and stops when the peer's have ended.</summary>
internal sealed class PendingDuplex<TArguments, TArgumentsCodec, TSent, TSentCodec, TReceived, TReceivedCodec> : PendingStream<TArguments, TArgumentsCodec, TReceived, TReceivedCodec>
    where TArgumentsCodec : struct, IPeerCodec<TArguments>
    where TSentCodec : struct, IPeerCodec<TSent>
    where TReceivedCodec : struct, IPeerCodec<TReceived>
{
    private readonly ItemUpload<TSent, TSentCodec> _upload;

    public PendingDuplex(PeerConnection connection, CallDescriptor descriptor, TArguments arguments, IAsyncEnumerable<TSent> items, in CallSettings settings)
        : base(connection, descriptor, arguments, settings) =>
        _upload = new ItemUpload<TSent, TSentCodec>(connection, items, Abandon);

    public override CallState Open()
    {
        CallState call = base.Open();
        _upload.Start(call);
        return call;
    }

    public override void OnStopRequested(long code) => _upload.Stop();

    protected override void OnFinished() => _upload.Stop();
}
