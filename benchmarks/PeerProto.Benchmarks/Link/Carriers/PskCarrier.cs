using Org.BouncyCastle.Tls;
using PeerProto.Security.Psk;

namespace PeerProto.Benchmarks.Link.Carriers;

/// <summary>TLS with a pre-shared key, of one version.</summary>
internal sealed class PskCarrier(Carrier carrier, ProtocolVersion version) : Carrier
{
    private static readonly SecurityContext Context = new() { RemoteEndpoint = PeerEndpoint.Parse("tcp://127.0.0.1:1") };

    /// <summary>The same for sessions.</summary>
    public PeerSecurity Security { get; } = CreateSecurity(version);

    public override Task<int> ListenAsync(Func<Stream, Task> serve)
    {
        PeerIdentity identity = PeerIdentity.Create();
        IStreamSecurity security = Security.CreateStreamSecurity(identity);
        return carrier.ListenAsync(async plain => await serve((await security.AuthenticateAsServerAsync(plain, Context, CancellationToken.None)).Stream));
    }

    public override async Task<Stream> ConnectAsync(int port)
    {
        PeerIdentity identity = PeerIdentity.Create();
        return (await Security.CreateStreamSecurity(identity).AuthenticateAsClientAsync(await carrier.ConnectAsync(port), Context, CancellationToken.None)).Stream;
    }

    private static PskPeerSecurity CreateSecurity(ProtocolVersion version)
    {
        PreSharedKey key = new("benchmark", "a secret of thirty-two bytes, no"u8);
        return new PskPeerSecurity(new PskSettings(key, [key], RequireForwardSecrecy: false) { Versions = version.Only() });
    }
}
