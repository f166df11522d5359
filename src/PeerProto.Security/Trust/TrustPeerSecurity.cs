namespace PeerProto.Security.Trust;

internal sealed class TrustPeerSecurity(Func<PeerTrustContext, CancellationToken, ValueTask<bool>> decide) : TlsPeerSecurity
{
    public override bool MayTakeTime => true;

    protected override async ValueTask<TlsVerdict> JudgeAsync(PeerTrustContext peer, CancellationToken cancellationToken) =>
        await decide(peer, cancellationToken)
            ? TlsVerdict.Trusted
            : TlsVerdict.Refused(
                $"This app does not trust the peer at {peer.RemoteEndpoint} with the key {peer.Key}",
                "If the peer is welcome, let the callback given to PeerSecurity.Trust accept this key");
}
