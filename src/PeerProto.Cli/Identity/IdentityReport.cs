namespace PeerProto.Cli.Identity;

/// <summary>What is told about an identity, none of it a secret.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Key">Its fingerprint, or null where only the password would tell.</param>
/// <param name="KeyAlgorithm">The kind of its key, or null.</param>
/// <param name="ValidUntil">The end of its certificate, or null.</param>
/// <param name="Form">How its PKCS#12 file was made, or null for other files.</param>
internal sealed record IdentityReport(string File, PeerKey? Key, string? KeyAlgorithm, DateTimeOffset? ValidUntil, Pkcs12Inspection? Form)
{
    public static IdentityReport Of(string file, PeerIdentity identity, Pkcs12Inspection? form = null) => new(file, identity.Key, identity.KeyAlgorithm, identity.ValidUntil, form);
}
