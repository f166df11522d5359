namespace PeerProto.Transports.Tests.Conformance;

/// <summary>
/// A transport whose connections are handed out when both ends have secured them, or not, and completed them, as a session does it. The opener says one byte first, as a session says
/// its hello, because some listeners wait for that.
/// </summary>
internal sealed class CompletedTransport(ITransport inner, IStreamSecurity? security = null) : ITransport
{
    private static readonly byte[] Greeting = [0];

    public string Name => inner.Name;

    public bool CanReach(PeerEndpoint endpoint) => inner.CanReach(endpoint);

    public async ValueTask<ITransportListener> ListenAsync(TransportListenOptions options, CancellationToken cancellationToken) =>
        new Listener(await inner.ListenAsync(options, cancellationToken), security);

    public async ValueTask<ITransportConnection> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        ITransportConnection plain = await inner.ConnectAsync(endpoint, cancellationToken);
        SecuredLink? secured = security is null
            ? null
            : await security.AuthenticateAsClientAsync(plain.Stream, new SecurityContext { RemoteEndpoint = plain.RemoteEndpoint }, cancellationToken);
        Stream stream = await plain.CompleteAsync(secured?.Stream ?? plain.Stream, cancellationToken);
        await stream.WriteAsync(Greeting, CancellationToken.None);
        return new Connection(plain, stream);
    }

    private sealed class Listener(ITransportListener inner, IStreamSecurity? security) : ITransportListener
    {
        public PeerEndpoint LocalEndpoint => inner.LocalEndpoint;

        public async ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken)
        {
            ITransportConnection plain = await inner.AcceptAsync(cancellationToken);
            SecuredLink? secured = security is null
                ? null
                : await security.AuthenticateAsServerAsync(plain.Stream, new SecurityContext { RemoteEndpoint = plain.RemoteEndpoint }, cancellationToken);
            Stream stream = await plain.CompleteAsync(secured?.Stream ?? plain.Stream, cancellationToken);
            await stream.ReadExactlyAsync(new byte[Greeting.Length], CancellationToken.None);
            return new Connection(plain, stream);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Connection(ITransportConnection plain, Stream stream) : ITransportConnection
    {
        public Stream Stream => stream;

        public PeerEndpoint LocalEndpoint => plain.LocalEndpoint;

        public PeerEndpoint RemoteEndpoint => plain.RemoteEndpoint;

        public LinkStatistics? GetStatistics() => plain.GetStatistics();

        public void Abort() => plain.Abort();

        public async ValueTask DisposeAsync()
        {
            await stream.DisposeAsync();
            await plain.DisposeAsync();
        }
    }
}
