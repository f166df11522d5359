using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Apple;

/// <summary>Rules for certificate payloads.</summary>
internal static class CertificateRules
{
    public static void Check(ProfileInspection inspection)
    {
        DateTimeOffset now = inspection.Options.TimeProvider.GetUtcNow();
        foreach (CertificatePayload payload in inspection.Profile.Payloads.OfType<CertificatePayload>())
        {
            if (payload.Content.IsEmpty)
            {
                inspection.Error(ProfileFindingCode.MissingKey, payload, "PayloadContent, the certificate, is missing", "Add the certificate's bytes");
                continue;
            }

            if (payload is { Kind: CertificatePayloadKind.Pkcs12, Password: null })
            {
                inspection.Note(ProfileFindingCode.UnreadableCertificate, payload, "the identity has no password with it, so that the user is asked for it, and it could not be looked at", "Add Password where nobody shall be asked");
                continue;
            }

            using X509Certificate2? certificate = payload.TryReadCertificate(out string? cause);
            if (certificate is null)
                inspection.Error(ProfileFindingCode.UnreadableCertificate, payload, cause!, "Export the certificate again");
            else if (now > certificate.NotAfter.ToUniversalTime())
                inspection.Error(ProfileFindingCode.CertificateOutOfDate, payload, $"the certificate ended on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}", "Put the present certificate into the profile");
            else if (now < certificate.NotBefore.ToUniversalTime())
                inspection.Error(ProfileFindingCode.CertificateOutOfDate, payload, $"the certificate holds only from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd}", "Wait until then, or look at the clock");
        }
    }
}
