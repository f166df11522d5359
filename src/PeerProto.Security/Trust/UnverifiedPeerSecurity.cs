namespace PeerProto.Security.Trust;

internal sealed class UnverifiedPeerSecurity : TlsPeerSecurity
{
    protected override void OnStart(StreamSecurityOptions options) => SecurityLog.Unverified(options.CreateLogger());

    protected override ValueTask<TlsVerdict> JudgeAsync(PeerTrustContext peer, CancellationToken cancellationToken) => new(TlsVerdict.Trusted);
}
