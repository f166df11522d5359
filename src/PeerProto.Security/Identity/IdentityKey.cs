using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Security.Identity;

/// <summary>What this library asks of the private key of an identity, and how it leaves a certificate.</summary>
internal static class IdentityKey
{
    public const int MinimumRsaBits = 2048;
    public const int MaximumRsaBits = 8192; // beyond, a handshake costs the other side too much
    private const int TransferPasswordBytes = 32;

    private static readonly string[] Curves = ["1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35"]; // P-256, P-384, P-521

    /// <summary>Refuses a certificate whose private key is weak, of a kind that peers do not take, or that of another.</summary>
    public static void Check(X509Certificate2 certificate)
    {
        using AsymmetricAlgorithm key = Open(certificate);
        switch (key)
        {
            case ECDsa elliptic when !Curves.Contains(elliptic.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value):
                throw IdentityFailure.KeyUnsuitable("an elliptic key on another curve than P-256, P-384 and P-521");
            case RSA when key.KeySize is < MinimumRsaBits or > MaximumRsaBits:
                throw IdentityFailure.KeyUnsuitable($"an RSA key of {key.KeySize} bits");
        }

        if (!key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo()))
            throw IdentityFailure.KeyMismatch();
    }

    /// <summary>The kind of a certificate's key, for people.</summary>
    public static string Describe(X509Certificate2 certificate)
    {
        using ECDsa? elliptic = certificate.GetECDsaPublicKey();
        if (elliptic is not null)
            return $"P-{elliptic.KeySize}";
        using RSA? rsa = certificate.GetRSAPublicKey();
        return $"RSA {rsa!.KeySize}";
    }

    /// <summary>The private key of a certificate. The caller disposes it.</summary>
    public static AsymmetricAlgorithm Open(X509Certificate2 certificate) =>
        (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey() ?? certificate.GetRSAPrivateKey() ?? throw IdentityFailure.KeyUnsuitable("a key that is neither elliptic nor RSA");

    /// <summary>The private key as PKCS#8. The caller clears it.</summary>
    public static byte[] Export(AsymmetricAlgorithm key)
    {
        try
        {
            return key.ExportPkcs8PrivateKey();
        }
        catch (CryptographicException) when (OperatingSystem.IsWindows())
        {
            // A key that Windows keeps leaves it in encrypted form only.
            byte[] password = RandomNumberGenerator.GetBytes(TransferPasswordBytes);
            byte[] locked = key.ExportEncryptedPkcs8PrivateKey(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 1));
            using AsymmetricAlgorithm copy = key is ECDsa ? ECDsa.Create() : RSA.Create();
            copy.ImportEncryptedPkcs8PrivateKey(password, locked, out _);
            CryptographicOperations.ZeroMemory(password);
            return copy.ExportPkcs8PrivateKey();
        }
    }

    /// <summary>Puts a certificate and its key together.</summary>
    public static X509Certificate2 Join(X509Certificate2 certificate, AsymmetricAlgorithm key)
    {
        try
        {
            return Settle(key is ECDsa elliptic ? certificate.CopyWithPrivateKey(elliptic) : certificate.CopyWithPrivateKey((RSA)key));
        }
        catch (ArgumentException)
        {
            throw IdentityFailure.KeyMismatch();
        }
    }

    /// <summary>Makes a certificate with a new key usable for TLS on every system.</summary>
    public static X509Certificate2 Settle(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;

        // Windows' TLS cannot use a key that lives in this process only; loaded from PKCS#12 it lives in a key container instead.
        using (certificate)
        {
            byte[] exported = certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Default, null);
            try
            {
                return X509CertificateLoader.LoadPkcs12(exported, null, X509KeyStorageFlags.Exportable);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(exported);
            }
        }
    }
}
