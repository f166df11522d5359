namespace PeerProto.Transports.Tests.Conformance;

/// <summary>A transport whose connections are handed out after both ends secured them, as a session does it.</summary>
internal sealed class SecuredTransport(ITransport inner, IStreamSecurity security) : ITransport
{
    public string Name => inner.Name;

    public bool CanReach(PeerEndpoint endpoint) => inner.CanReach(endpoint);

    public async ValueTask<ITransportListener> ListenAsync(TransportListenOptions options, CancellationToken cancellationToken) =>
        new Listener(await inner.ListenAsync(options, cancellationToken), security);

    public async ValueTask<ITransportConnection> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        ITransportConnection plain = await inner.ConnectAsync(endpoint, cancellationToken);
        var context = new SecurityContext { RemoteEndpoint = plain.RemoteEndpoint };
        return new Connection(plain, await security.AuthenticateAsClientAsync(plain.Stream, context, cancellationToken));
    }

    private sealed class Listener(ITransportListener inner, IStreamSecurity security) : ITransportListener
    {
        public PeerEndpoint LocalEndpoint => inner.LocalEndpoint;

        public async ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken)
        {
            ITransportConnection plain = await inner.AcceptAsync(cancellationToken);
            var context = new SecurityContext { RemoteEndpoint = plain.RemoteEndpoint };
            return new Connection(plain, await security.AuthenticateAsServerAsync(plain.Stream, context, cancellationToken));
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Connection(ITransportConnection plain, SecuredLink secured) : ITransportConnection
    {
        public Stream Stream => secured.Stream;

        public PeerEndpoint LocalEndpoint => plain.LocalEndpoint;

        public PeerEndpoint RemoteEndpoint => plain.RemoteEndpoint;

        public void Abort() => plain.Abort();

        public async ValueTask DisposeAsync()
        {
            await secured.Stream.DisposeAsync();
            await plain.DisposeAsync();
        }
    }
}
