namespace PeerProto.Security.Trust;

internal sealed class PinnedPeerSecurity(PeerKey[] keys) : TlsPeerSecurity
{
    protected override ValueTask<TlsVerdict> JudgeAsync(PeerTrustContext peer, CancellationToken cancellationToken)
    {
        if (Array.IndexOf(keys, peer.Key) >= 0)
            return new(TlsVerdict.Trusted);
        string expected = keys.Length == 1 ? $"{keys[0]} was expected" : $"{keys[0]} or one of {keys.Length - 1} more was expected";
        return new(TlsVerdict.Refused(
            $"The peer at {peer.RemoteEndpoint} holds the key {peer.Key}, but {expected}",
            "If this is the right peer, give its key to PeerSecurity.Pinned; otherwise somebody else answers in its place",
            PeerDiagnosisCode.KeyNotPinned));
    }
}
