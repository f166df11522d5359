namespace PeerProto.Security.Psk;

/// <summary>TLS whose sides prove that they know one secret, and show no certificate.</summary>
internal sealed class PskPeerSecurity : PeerSecurity
{
    private readonly PskSettings _settings;

    /// <summary>With settings that no option has.</summary>
    internal PskPeerSecurity(PskSettings settings) => _settings = settings;

    public PskPeerSecurity(PreSharedKey key, PreSharedKeyOptions options)
    {
        PreSharedKey[] accepted = [key, .. options.AlsoAccepted];
        if (options.AlsoAccepted.Count > PreSharedKeyOptions.MaximumAlsoAccepted)
            throw new ArgumentException($"A listener takes at most {PreSharedKeyOptions.MaximumAlsoAccepted} keys beside its own, not {options.AlsoAccepted.Count}.", nameof(options));
        if (accepted.Contains(null))
            throw new ArgumentException("One of the accepted keys is null.", nameof(options));
        if (accepted.DistinctBy(static one => one.Identity).Count() < accepted.Length)
            throw new ArgumentException("Two accepted keys have the same identity: a peer that names it could mean either.", nameof(options));
        _settings = new PskSettings(key, accepted, options.RequireForwardSecrecy);
    }

    public override bool IdentifiesPeers => false;

    public override IStreamSecurity CreateStreamSecurity(PeerIdentity identity, StreamSecurityOptions? options = null)
    {
        options ??= new StreamSecurityOptions();
        options.Validate();
        return new PskStreamSecurity(_settings, options);
    }

    public override ITlsCredentials? CreateTlsCredentials(PeerIdentity identity) => null;
}
