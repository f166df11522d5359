namespace PeerProto.Security.Trust;

internal sealed class PolicyPeerSecurity(PeerTrustPolicy policy) : TlsPeerSecurity
{
    public override bool MayTakeTime => policy.MayTakeTime;

    protected override ValueTask<TlsVerdict> JudgeAsync(PeerTrustContext peer, CancellationToken cancellationToken) => policy.JudgeAsync(peer, cancellationToken);
}
