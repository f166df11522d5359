namespace PeerProto.Transports.Memory;

/// <summary>One end of a pair that shares two pipes; what one end calls inbound the other calls outbound.</summary>
internal sealed class MemoryConnection : ITransportConnection
{
    private readonly MemoryPipe _inbound;
    private readonly MemoryPipe _outbound;

    public MemoryConnection(PeerEndpoint local, PeerEndpoint remote, MemoryPipe inbound, MemoryPipe outbound)
    {
        LocalEndpoint = local;
        RemoteEndpoint = remote;
        _inbound = inbound;
        _outbound = outbound;
        Stream = new MemoryConnectionStream(inbound, outbound);
    }

    public Stream Stream { get; }

    public PeerEndpoint LocalEndpoint { get; }

    public PeerEndpoint RemoteEndpoint { get; }

    public void Abort()
    {
        _outbound.Abort(byReader: false);
        _inbound.Abort(byReader: true);
    }

    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
