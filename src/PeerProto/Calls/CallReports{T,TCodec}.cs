using PeerProto.Channels;
using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Protocol.Calls;

namespace PeerProto.Calls;

/// <summary>What the app's method reports its progress to.</summary>
internal sealed class CallReports<T, TCodec>(PeerConnection connection, CallState call) : CallReports(connection, call), IProgress<T>
    where TCodec : struct, IPeerCodec<T>
{
    public void Report(T value) => Send(EncodedMessage.Create<T, TCodec>(value));
}
