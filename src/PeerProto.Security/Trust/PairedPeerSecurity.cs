namespace PeerProto.Security.Trust;

/// <summary>The peers of a trust store are welcome, as it is when they come.</summary>
internal sealed class PairedPeerSecurity(PeerTrustStore store) : TlsPeerSecurity
{
    public override PeerTrustStore Store => store;

    protected override ValueTask<TlsVerdict> JudgeAsync(PeerTrustContext peer, CancellationToken cancellationToken)
    {
        try
        {
            store.Refresh();
        }
        catch (PeerStoreException failure)
        {
            // Nobody comes in by what the store said before: somebody may have been revoked.
            return new(TlsVerdict.Refused(failure.Diagnosis.Cause, failure.Diagnosis.Remedy, failure.Diagnosis.Code));
        }

        return new(store.Find(peer.Key) is not null
            ? TlsVerdict.Trusted
            : TlsVerdict.Refused(
                $"The peer at {peer.RemoteEndpoint} holds the key {peer.Key}, which is not in the trust store",
                "Pair the two devices; if they were paired, one of them has a new identity or was revoked",
                PeerDiagnosisCode.PeerNotPaired));
    }
}
