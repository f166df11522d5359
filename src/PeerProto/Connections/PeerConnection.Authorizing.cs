using PeerProto.Calls;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Calls;

namespace PeerProto.Connections;

internal sealed partial class PeerConnection
{
    /// <summary>Whether messages of a channel go to the peer: both have it, and the peer takes what this side sends there. Known once the connection is ready.</summary>
    public bool MaySend(ChannelDescriptor channel) => Agreement.Supports(channel.Id) && !_machine.IsRefused(channel.Id);

    /// <summary>What an app gets that sends where the peer takes nothing of it.</summary>
    public PeerRemoteException RefusedByPeer(ChannelDescriptor channel)
    {
        string need = channel.Permission is { } permission ? $"the permission '{permission}'" : "a permission";
        return new PeerRemoteException(
            RemoteErrorCode.NotAuthorized, 0, $"Channel {channel.Name}: {NameOfPeer} takes no messages of this app there: it needs {need}. Have it given there, and connect again.");
    }

    /// <summary>Whether the peer may do what needs a permission.</summary>
    private bool MayUse(Peer peer, string? permission) => permission is null || _options.Owner.MayUse(peer, permission);

    /// <summary>Answers a call that the peer may not make, without a look at its arguments.</summary>
    private ValueTask RefuseUnauthorized(ReceivedCall received, CallDescriptor call)
    {
        ConnectionLog.CallNotAuthorized(_options.Logger, call.Name, Peer!.ToString(), call.Permission!);
        received.RefuseUnauthorized(call.Permission!);
        return ValueTask.CompletedTask;
    }

    private string NameOfPeer => Remote.DisplayName.Length > 0 ? Remote.DisplayName : Remote.Id.ToString();
}
