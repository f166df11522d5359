namespace PeerProto.Security.Plain;

internal sealed class PlainPeerSecurity : PeerSecurity
{
    public override bool IdentifiesPeers => false;

    public override IStreamSecurity CreateStreamSecurity(PeerIdentity identity, StreamSecurityOptions? options = null)
    {
        SecurityLog.None((options ?? new StreamSecurityOptions()).CreateLogger());
        return new PlainStreamSecurity();
    }

    public override ITlsCredentials? CreateTlsCredentials(PeerIdentity identity) => null;
}
