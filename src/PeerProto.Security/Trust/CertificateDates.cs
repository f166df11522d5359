using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Security.Trust;

/// <summary>
/// The rule that a certificate counts only from its first day to its last (RFC 5280 section 4.1.2.5). Those that PeerProto makes have no end; others do, and a clock that is off makes them
/// look as if they had not begun.
/// </summary>
internal static class CertificateDates
{
    /// <summary>A clock before this day, on which .NET 10 came out, is off for certain: what asks it did not exist.</summary>
    private static readonly DateTimeOffset Earliest = new(2025, 11, 11, 0, 0, 0, TimeSpan.Zero);

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
            now < Earliest ? "Set this machine's clock: it is off"
            : now < first ? "Compare the clocks of the two machines with a watch and set the one that is off: this one is behind, or the peer's was ahead when the certificate was made"
            : "Give the peer a new certificate, or set this machine's clock if it is ahead",
            PeerDiagnosisCode.CertificateDates);
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("u", CultureInfo.InvariantCulture);
}
