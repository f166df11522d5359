namespace PeerProto.Transports.Tests.Conformance;

/// <summary>A listener and the transport that reaches it, with connections made of it.</summary>
public sealed class TransportPair(ITransport transport, ITransportListener listener) : IAsyncDisposable
{
    public ITransport Transport { get; } = transport;

    public ITransportListener Listener { get; } = listener;

    public async Task<(ITransportConnection Client, ITransportConnection Server)> ConnectAsync(CancellationToken cancellationToken)
    {
        Task<ITransportConnection> accept = Listener.AcceptAsync(cancellationToken).AsTask();
        Task<ITransportConnection> connect = Transport.ConnectAsync(Listener.LocalEndpoint, cancellationToken).AsTask();
        await Task.WhenAll(accept, connect);
        return (await connect, await accept);
    }

    public ValueTask DisposeAsync() => Listener.DisposeAsync();
}
