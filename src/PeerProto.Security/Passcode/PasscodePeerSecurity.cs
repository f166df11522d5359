using PeerProto.Security.Trust;

namespace PeerProto.Security.Passcode;

/// <summary>TLS with any key, and behind it the proof that both know the passcode and see each other's very keys.</summary>
internal sealed class PasscodePeerSecurity(string passcode, PasscodeOptions options) : TlsPeerSecurity
{
    private readonly string _passcode = PasscodeText.Normalize(passcode);

    public override PeerTrustStore? Remembers => options.Remember;

    public override ILinkAuthentication CreateLinkAuthentication(PeerIdentity identity, StreamSecurityOptions? streamOptions = null)
    {
        streamOptions ??= new StreamSecurityOptions();
        return new PasscodeAuthentication(PasscodeText.Stretch(_passcode), options.Remember, streamOptions.TimeProvider, streamOptions.CreateLogger());
    }

    /// <summary>Says which kind of security it is; never the passcode.</summary>
    public override string ToString() => "PeerSecurity.Passcode";

    protected override ValueTask<TlsVerdict> JudgeAsync(PeerTrustContext peer, CancellationToken cancellationToken) => new(
        IsRevoked(peer.Key)
            ? TlsVerdict.Refused(
                $"The peer at {peer.RemoteEndpoint} holds the key {peer.Key}, which was revoked",
                "Add the key to the trust store, or pair the two devices, if the peer is welcome again",
                PeerDiagnosisCode.PeerNotPaired)
            : TlsVerdict.Trusted);

    private bool IsRevoked(PeerKey key)
    {
        if (options.Remember is not { } store)
            return false;
        try
        {
            store.Refresh();
        }
        catch (PeerStoreException)
        {
            // The passcode decides who comes in, and what was known of the store goes on.
        }

        return store.IsRevoked(key);
    }
}
