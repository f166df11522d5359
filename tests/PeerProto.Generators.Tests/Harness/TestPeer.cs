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

    public override PeerConnectionState State => PeerConnectionState.Ready;

    public override PeerPath Path => throw new NotSupportedException();

    public override long UnconfirmedMessages => 0;

    public override event Action<ChannelStall>? Stalled
    {
        add { }
        remove { }
    }

    public override ChannelStatistics GetChannelStatistics(int channel) => throw new NotSupportedException();

    public override bool Supports(int id) => true;

    public override IAsyncEnumerable<PeerConnectionState> StatesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override IAsyncEnumerable<PeerPath> PathsAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask CancelAsync(CancellationToken cancellationToken = default) => default;

    public override void ForceCancel()
    {
    }

    public override ValueTask FlushAsync(CancellationToken cancellationToken = default) => default;
}
