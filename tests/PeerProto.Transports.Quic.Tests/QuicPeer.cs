using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Transports.Quic.Tests;

/// <summary>An identity and the transport that shows it.</summary>
internal sealed class QuicPeer
{
    public PeerIdentity Identity { get; } = PeerIdentity.Create();

    public X509Certificate2 Certificate => PeerSecurity.Unverified.CreateTlsCredentials(Identity)!.Certificate;

    public static TransportListenOptions Loopback { get; } = new() { Address = IPAddress.Loopback };

    public ITransport Trusting(params PeerKey[] keys) => With(PeerSecurity.Pinned(keys));

    public ITransport With(PeerSecurity security, QuicTransportOptions? options = null, TimeProvider? timeProvider = null)
    {
        QuicLibrary.Require();
        TransportSetup setup = new() { Credentials = security.CreateTlsCredentials(Identity), TimeProvider = timeProvider ?? TimeProvider.System };
        return new QuicTransportProvider(options).Create(setup);
    }
}
