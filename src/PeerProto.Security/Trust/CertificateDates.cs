using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Security.Trust;

/// <summary>
/// The rule that a certificate counts only from its first day to its last (RFC 5280 section 4.1.2.5). Those that PeerProto makes have no end; others do, and a clock that is off makes them
/// look as if they had not begun.
/// </summary>
internal static class CertificateDates
{
    /// <summary>The refusal, or null where the certificate is valid now.</summary>
    public static TlsVerdict? Judge(X509Certificate2 certificate, PeerEndpoint remote, DateTimeOffset now)
    {
        DateTimeOffset first = certificate.NotBefore;
        DateTimeOffset last = certificate.NotAfter;
        if (now >= first && now <= last)
            return null;
        string clock = Text(now);
        return TlsVerdict.Refused(
            now < first
                ? $"The certificate of {remote} is valid from {Text(first)} on, and this machine's clock says {clock}"
                : $"The certificate of {remote} was valid until {Text(last)}, and this machine's clock says {clock}",
            "Set the clock of the machine that is off, or give the peer a certificate that is valid now",
            PeerDiagnosisCode.CertificateDates);
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("u", CultureInfo.InvariantCulture);
}
