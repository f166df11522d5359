using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Security.Identity;

/// <summary>Identities as PEM text (RFC 7468): a certificate and its private key, in any order, among other blocks.</summary>
internal static class PemIdentity
{
    public const int MaximumCharacters = 256 * 1024;
    public const int Iterations = 200_000;

    private const int MaximumBlocks = 64;
    private const long MaximumIterations = 2_000_000;
    private const string CertificateLabel = "CERTIFICATE";
    private const string KeyLabel = "PRIVATE KEY";
    private const string EncryptedKeyLabel = "ENCRYPTED PRIVATE KEY";

    public static X509Certificate2 Read(ReadOnlySpan<char> text, ReadOnlySpan<char> password)
    {
        if (text.Length > MaximumCharacters)
            throw IdentityFailure.PemUnreadable($"it has more than {MaximumCharacters} characters");
        if (text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
            throw IdentityFailure.OldPem();
        List<X509Certificate2> certificates = [];
        Range? keyBlock = null;
        string keyLabel = "";
        try
        {
            int at = 0;
            for (int blocks = 0; PemEncoding.TryFind(text[at..], out PemFields fields); blocks++)
            {
                if (blocks == MaximumBlocks)
                    throw IdentityFailure.PemUnreadable($"it has more than {MaximumBlocks} blocks");
                ReadOnlySpan<char> label = text[at..][fields.Label];
                if (label is CertificateLabel)
                {
                    certificates.Add(ReadCertificate(text[at..], fields));
                }
                else if (label is KeyLabel or EncryptedKeyLabel or "EC PRIVATE KEY" or "RSA PRIVATE KEY")
                {
                    if (keyBlock is not null)
                        throw IdentityFailure.PemUnreadable("it holds more than one private key");
                    (int offset, int length) = fields.Location.GetOffsetAndLength(text.Length - at);
                    keyBlock = new Range(at + offset, at + offset + length);
                    keyLabel = label.ToString();
                    if (label is EncryptedKeyLabel)
                        RefuseTooMuchWork(text[at..], fields);
                }

                at += fields.Location.End.GetOffset(text.Length - at);
            }

            if (certificates.Count == 0)
                throw IdentityFailure.WithoutCertificate();
            return Join(certificates, text[keyBlock ?? throw IdentityFailure.WithoutKey("The PEM text")], keyLabel, password);
        }
        finally
        {
            certificates.ForEach(static certificate => certificate.Dispose());
        }
    }

    /// <summary>Writes certificate and key. The caller clears the characters.</summary>
    /// <param name="certificate">The certificate with its key.</param>
    /// <param name="password">What encrypts the key, or null to leave it in clear.</param>
    public static char[] Write(X509Certificate2 certificate, string? password)
    {
        using AsymmetricAlgorithm key = IdentityKey.Open(certificate);
        byte[] exported = IdentityKey.Export(key);
        char[]? block = null;
        try
        {
            if (password is null)
            {
                block = PemEncoding.Write(KeyLabel, exported);
            }
            else
            {
                using AsymmetricAlgorithm copy = key is ECDsa ? ECDsa.Create() : RSA.Create();
                copy.ImportPkcs8PrivateKey(exported, out _);
                block = PemEncoding.Write(
                    EncryptedKeyLabel, copy.ExportEncryptedPkcs8PrivateKey(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations)));
            }

            return [.. PemEncoding.Write(CertificateLabel, certificate.RawData), '\n', .. block, '\n'];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(exported);
            Array.Clear(block ?? []);
        }
    }

    private static X509Certificate2 ReadCertificate(ReadOnlySpan<char> text, PemFields fields)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(Decode(text, fields));
        }
        catch (CryptographicException failure)
        {
            throw IdentityFailure.PemUnreadable("a certificate is damaged", failure);
        }
    }

    /// <summary>The key belongs to one of the certificates; the others are those of authorities.</summary>
    private static X509Certificate2 Join(List<X509Certificate2> certificates, ReadOnlySpan<char> keyBlock, string keyLabel, ReadOnlySpan<char> password)
    {
        using AsymmetricAlgorithm key = ReadKey(keyBlock, keyLabel, password, certificates[0]);
        byte[] own = key.ExportSubjectPublicKeyInfo();
        foreach (X509Certificate2 certificate in certificates)
        {
            if (certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(own))
                return IdentityKey.Join(certificate, key);
        }

        throw IdentityFailure.KeyMismatch();
    }

    /// <summary>Reads a key of either kind: what the first certificate has is tried first, and its refusal is told.</summary>
    private static AsymmetricAlgorithm ReadKey(ReadOnlySpan<char> block, string label, ReadOnlySpan<char> password, X509Certificate2 certificate)
    {
        if (label == EncryptedKeyLabel && password.IsEmpty)
            throw IdentityFailure.PasswordNeeded();
        bool isRsaFirst = certificate.GetKeyAlgorithm() == "1.2.840.113549.1.1.1";
        Exception? first = null;
        foreach (bool isRsa in new[] { isRsaFirst, !isRsaFirst })
        {
            AsymmetricAlgorithm key = isRsa ? RSA.Create() : ECDsa.Create();
            try
            {
                if (label == EncryptedKeyLabel)
                    key.ImportFromEncryptedPem(block, password);
                else
                    key.ImportFromPem(block);
                return key;
            }
            catch (Exception failure) when (failure is CryptographicException or ArgumentException or NotSupportedException)
            {
                key.Dispose();
                first ??= failure;
            }
        }

        throw label == EncryptedKeyLabel ? IdentityFailure.PemPasswordWrong(first!) : IdentityFailure.PemUnreadable("the private key is damaged or of another kind than elliptic and RSA", first);
    }

    /// <summary>Looks at how often the key's password is to be hashed before it is (RFC 5958 section 3, RFC 8018 appendix A).</summary>
    private static void RefuseTooMuchWork(ReadOnlySpan<char> text, PemFields fields)
    {
        EncryptionForm form;
        try
        {
            AsnReader key = new AsnReader(Decode(text, fields), AsnEncodingRules.BER).ReadSequence();
            form = EncryptionForm.Read(key);
        }
        catch (AsnContentException failure)
        {
            throw IdentityFailure.PemUnreadable("the private key is damaged", failure);
        }

        if (form.Iterations > MaximumIterations)
            throw IdentityFailure.TooMuchWork("The private key in the PEM text", form.ToString());
    }

    private static byte[] Decode(ReadOnlySpan<char> text, PemFields fields)
    {
        byte[] decoded = new byte[fields.DecodedDataLength];
        if (!Convert.TryFromBase64Chars(text[fields.Base64Data], decoded, out int written) || written != decoded.Length)
            throw IdentityFailure.PemUnreadable("a block is no base64");
        return decoded;
    }
}
