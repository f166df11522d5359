using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Apple;

/// <summary>Finds what payloads of a profile point at, and looks at each certificate once. The linter, the verdict and the conversions all ask here.</summary>
internal sealed class ProfileReferences
{
    /// <summary>How many identities are opened: each may cost a fifth of a second.</summary>
    public const int MaximumIdentities = 8;

    private readonly Dictionary<string, ProfilePayload> _payloads = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<CertificatePayload, CertificateState> _states = new(ReferenceEqualityComparer.Instance);
    private readonly DateTimeOffset _now;
    private int _identities;

    public ProfileReferences(ConfigurationProfile profile, TimeProvider clock)
    {
        _now = clock.GetUtcNow();
        foreach (ProfilePayload payload in profile.Payloads.Where(static payload => payload.Uuid.Length > 0))
            _payloads.TryAdd(payload.Uuid, payload);
    }

    /// <summary>The certificate that an anchor points at; null where it points at none.</summary>
    public CertificatePayload? FindAnchor(string uuid) => _payloads.GetValueOrDefault(uuid) is CertificatePayload { Kind: not CertificatePayloadKind.Pkcs12 } anchor ? anchor : null;

    /// <summary>The identity of a UUID; null where it points at none.</summary>
    public ProfilePayload? FindIdentity(string uuid) => _payloads.GetValueOrDefault(uuid) is { } found && IsIdentity(found) ? found : null;

    /// <summary>Opens an anchor.</summary>
    /// <exception cref="ProfileException">It is no certificate of the profile, or cannot be read.</exception>
    public X509Certificate2 OpenAnchor(string uuid)
    {
        CertificatePayload anchor = FindAnchor(uuid) ?? throw new ProfileException($"the anchor {ProfileWords.Visible(uuid)} is no certificate of the profile", "Put the certificate into the profile");
        return anchor.TryReadCertificate(out string? cause) ?? throw new ProfileException($"the anchor {ProfileWords.Visible(anchor.Identifier)} cannot be read: {cause}", "Export the certificate again");
    }

    public CertificateState StateOf(CertificatePayload payload)
    {
        if (!_states.TryGetValue(payload, out CertificateState? state))
            _states.Add(payload, state = LookAt(payload));
        return state;
    }

    private static bool IsIdentity(ProfilePayload payload) =>
        payload is CertificatePayload { Kind: CertificatePayloadKind.Pkcs12 } || payload.PayloadType is "com.apple.security.scep" or "com.apple.security.acme" or "com.apple.ADCertificate.managed";

    private CertificateState LookAt(CertificatePayload payload)
    {
        if (payload.Content.IsEmpty)
            return new(CertificateFault.Empty, "PayloadContent, the certificate, is missing", "Add the certificate's bytes");
        if (payload is { Kind: CertificatePayloadKind.Pkcs12, Password: null })
            return new(CertificateFault.NotLookedAt, "the identity has no password with it, so that the user is asked for it, and it could not be looked at", "Add Password where nobody shall be asked");
        if (payload.Kind == CertificatePayloadKind.Pkcs12 && ++_identities > MaximumIdentities)
            return new(CertificateFault.NotLookedAt, $"the profile has more than {MaximumIdentities} identities, and this one was not looked at", "Keep those that are used");
        using X509Certificate2? certificate = payload.TryReadCertificate(out string? cause);
        if (certificate is null)
            return new(CertificateFault.Unreadable, cause!, "Export the certificate again");
        if (_now > certificate.NotAfter.ToUniversalTime())
            return new(CertificateFault.OutOfDate, $"the certificate ended on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}", "Put the present certificate into the profile");
        return _now < certificate.NotBefore.ToUniversalTime()
            ? new(CertificateFault.OutOfDate, $"the certificate holds only from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd}", "Wait until then, or look at the clock")
            : CertificateState.Good;
    }
}
