using PeerProto.CompilerServices;
using PeerProto.Connections;

namespace PeerProto.Sessions;

/// <summary>A peer of a session: one connection and the generated proxy over it.</summary>
internal sealed class SessionPeer<TContract> : Peer<TContract>
    where TContract : class, IPeerContract<TContract>
{
    public SessionPeer(PeerConnection connection)
    {
        Connection = connection;
        Id = connection.Remote.Id;
        DisplayName = connection.Remote.DisplayName;
        Contract = TContract.Descriptor.CreateProxy(new ConnectionLink(connection));
    }

    public PeerConnection Connection { get; }

    public override PeerId Id { get; }

    public override string DisplayName { get; }

    public override PeerKey? Key => Connection.RemoteKey;

    public override int ContractVersion => Connection.Remote.ContractVersion;

    public override PeerEndpoint RemoteEndpoint => Connection.RemoteEndpoint;

    public override bool IsConnected => Connection.Failure is null;

    public override CancellationToken Disconnected => Connection.Disconnected;

    public override long UnconfirmedMessages => Connection.UnconfirmedMessages;

    public override TContract Contract { get; }

    public override bool Supports(int id) => Connection.Agreement.Supports(id);

    public override ValueTask FlushAsync(CancellationToken cancellationToken = default) => Connection.FlushAsync(cancellationToken);
}
