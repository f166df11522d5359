using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PeerProto.Cli.Apple;

/// <summary>Certificates in files.</summary>
internal static class CertificateFiles
{
    /// <summary>Adds the certificates of a PEM file, all of them, or the one of a DER file.</summary>
    public static void ImportFromPemOrDer(this X509Certificate2Collection certificates, byte[] content)
    {
        if (content.AsSpan().IndexOf("-----BEGIN CERTIFICATE-----"u8) >= 0)
            certificates.ImportFromPem(Encoding.ASCII.GetString(content));
        else
            certificates.Add(X509CertificateLoader.LoadCertificate(content));
    }
}
