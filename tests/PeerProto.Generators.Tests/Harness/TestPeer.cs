namespace PeerProto.Generators.Tests.Harness;

/// <summary>A peer with a name and nothing else.</summary>
internal sealed class TestPeer(string name) : Peer
{
    public override int ContractVersion => 1;

    public override PeerId Id => default;

    public override string DisplayName => name;

    public override PeerKey? Key => null;

    public override PeerEndpoint RemoteEndpoint => throw new NotSupportedException();

    public override bool IsConnected => true;

    public override CancellationToken Disconnected => default;

    public override long UnconfirmedMessages => 0;

    public override bool Supports(int id) => true;

    public override ValueTask FlushAsync(CancellationToken cancellationToken = default) => default;
}
