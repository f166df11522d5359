using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto;

/// <summary>
/// Who this peer is: a private key, and a self-signed certificate that carries the public one. The certificate names neither machine nor user.
/// Safe for concurrent use; dispose it after everything that uses it.
/// </summary>
public sealed class PeerIdentity : IDisposable
{
    private const int SubjectBytes = 16;
    private const int Pkcs12Iterations = 100_000;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    // The key is what counts, so the certificate never expires (RFC 5280 section 4.1.2.5) and tells nothing about when it was made.
    private static readonly DateTimeOffset NotBefore = DateTimeOffset.UnixEpoch; // where clocks start that have not been set
    private static readonly DateTimeOffset NotAfter = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    private PeerIdentity(X509Certificate2 certificate)
    {
        Certificate = certificate;
        Key = PeerKey.FromCertificate(certificate);
    }

    /// <summary>What other peers know this one by.</summary>
    public PeerKey Key { get; }

    /// <summary>The certificate with its private key. Owned by this identity.</summary>
    internal X509Certificate2 Certificate { get; }

    /// <summary>Makes an identity that nobody had before: an ECDSA P-256 key and a certificate with a random subject. It lives in memory only.</summary>
    public static PeerIdentity Create()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string subject = $"CN={RandomNumberGenerator.GetHexString(SubjectBytes * 2, lowercase: true)}";
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication), new Oid(ClientAuthentication)], critical: false));
        X509Certificate2 certificate = request.CreateSelfSigned(NotBefore, NotAfter);
        if (!OperatingSystem.IsWindows())
            return new PeerIdentity(certificate);

        // Windows' TLS cannot use a key that lives in this process only; loaded from PKCS#12 it lives in a key container instead.
        using (certificate)
            return new PeerIdentity(X509CertificateLoader.LoadPkcs12(certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Default, null), null, X509KeyStorageFlags.Exportable));
    }

    /// <summary>Reads an identity that <see cref="ExportPkcs12"/> wrote, or any PKCS#12 file with one certificate and its private key.</summary>
    /// <param name="data">The content of the file.</param>
    /// <param name="password">The password that protects it.</param>
    /// <exception cref="PeerIdentityException">The password is wrong, the data is damaged or of a kind that this system does not read, or it holds no certificate with a private key.</exception>
    public static PeerIdentity ImportPkcs12(ReadOnlySpan<byte> data, ReadOnlySpan<char> password)
    {
        X509Certificate2 certificate = Load(data, password);
        if (certificate.HasPrivateKey)
            return new PeerIdentity(certificate);
        certificate.Dispose();
        throw new PeerIdentityException(
            PeerDiagnosisCode.IdentityWithoutPrivateKey, "The PKCS#12 data holds a certificate and no private key", "Export certificate and key together");
    }

    /// <summary>Writes this identity as PKCS#12, encrypted with AES-256. Whoever has the bytes and the password can be this peer.</summary>
    /// <param name="password">The password that protects it.</param>
    public byte[] ExportPkcs12(string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        return Certificate.ExportPkcs12(new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Pkcs12Iterations), password);
    }

    /// <summary>Forgets the private key. Connections made with it live on; new ones fail.</summary>
    public void Dispose() => Certificate.Dispose();

    private static X509Certificate2 Load(ReadOnlySpan<byte> data, ReadOnlySpan<char> password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12(data, password, X509KeyStorageFlags.Exportable);
        }
        catch (Pkcs12LoadLimitExceededException failure)
        {
            throw new PeerIdentityException(
                PeerDiagnosisCode.IdentityUnreadable, $"The PKCS#12 data asks for more work than is safe ({failure.Message.TrimEnd('.')})",
                "Export it again with fewer iterations: 600,000 are enough for any password", failure);
        }
        catch (CryptographicException failure)
        {
            throw new PeerIdentityException(
                PeerDiagnosisCode.IdentityUnreadable, $"The PKCS#12 data cannot be read ({failure.Message.TrimEnd('.')})",
                "Check the password and that the file is whole; one made by an old program may need to be exported again with AES", failure);
        }
    }
}
