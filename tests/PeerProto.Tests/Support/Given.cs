namespace PeerProto.Tests.Support;

/// <summary>Provides a transport that the test has made.</summary>
internal sealed class Given(ITransport transport) : ITransportProvider
{
    public string Name => transport.Name;

    public ITransport Create(TransportSetup setup) => transport;
}
