using Org.BouncyCastle.Tls;

namespace PeerProto.Security.Psk;

/// <summary>Shows its server each ClientHello as a whole: the library hands out the parts of it after it has chosen the version, which depends on them here.</summary>
internal sealed class PskServerProtocol(PskServer server) : TlsServerProtocol
{
    protected override ServerHello GenerateServerHello(ClientHello clientHello, HandshakeMessageInput clientHelloMessage)
    {
        server.Consider(clientHello);
        return base.GenerateServerHello(clientHello, clientHelloMessage);
    }
}
