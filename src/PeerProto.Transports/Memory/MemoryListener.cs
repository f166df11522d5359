using System.Threading.Channels;

namespace PeerProto.Transports.Memory;

internal sealed class MemoryListener : ITransportListener
{
    private readonly MemoryNetwork _network;
    private readonly Channel<ITransportConnection> _waiting;

    public MemoryListener(MemoryNetwork network, PeerEndpoint localEndpoint, int backlog)
    {
        _network = network;
        LocalEndpoint = localEndpoint;
        _waiting = Channel.CreateBounded<ITransportConnection>(backlog);
    }

    public PeerEndpoint LocalEndpoint { get; }

    public bool TryOffer(ITransportConnection connection) => _waiting.Writer.TryWrite(connection);

    public async ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _waiting.Reader.ReadAsync(cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(ITransportListener));
        }
    }

    public ValueTask DisposeAsync()
    {
        _network.Remove(this);
        _waiting.Writer.TryComplete();
        while (_waiting.Reader.TryRead(out ITransportConnection? unaccepted))
            unaccepted.Abort();
        return default;
    }
}
