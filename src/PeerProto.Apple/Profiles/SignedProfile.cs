using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Apple;

/// <summary>The CMS envelope of a signed profile (RFC 5652).</summary>
internal static class SignedProfile
{
    private const byte SequenceTag = 0x30;
    private const string PlainContent = "1.2.840.113549.1.7.1";

    private static readonly string[] WeakDigests = ["1.2.840.113549.2.5", "1.3.14.3.2.26"];

    public static bool LooksLikeOne(ReadOnlySpan<byte> bytes) => !bytes.IsEmpty && bytes[0] == SequenceTag;

    public static byte[] Sign(byte[] content, X509Certificate2 signer, X509Certificate2Collection? intermediates)
    {
        if (!signer.HasPrivateKey)
            throw new ProfileException("the certificate that shall sign has no private key", "Give a certificate with its key");
        SignedCms message = new(new ContentInfo(content), detached: false);
        CmsSigner by = new(SubjectIdentifierType.IssuerAndSerialNumber, signer) { IncludeOption = X509IncludeOption.EndCertOnly };
        if (intermediates is not null)
            by.Certificates.AddRange(intermediates);
        try
        {
            message.ComputeSignature(by, silent: true);
        }
        catch (CryptographicException failure)
        {
            throw new ProfileException("it could not be signed with this certificate", "Use an RSA or ECDSA certificate with its private key", failure);
        }

        return message.Encode();
    }

    /// <summary>Checks that the signature fits, and gives what was signed.</summary>
    public static byte[] Open(ReadOnlySpan<byte> bytes, out ProfileSignature signature)
    {
        const string Remedy = "Export the profile again, or sign it again";
        SignedCms message = new();
        try
        {
            message.Decode(bytes);
        }
        catch (CryptographicException failure)
        {
            throw new ProfileException("it is neither a property list nor a signed message", "Give the .mobileconfig file as it was made", failure);
        }

        if (message.SignerInfos.Count == 0 || message.Detached)
            throw new ProfileException("the signed message has no signer, or no content", Remedy);
        if (message.ContentInfo.ContentType.Value != PlainContent)
            throw new ProfileException("the signed message holds no plain content", Remedy);
        try
        {
            message.CheckSignature(verifySignatureOnly: true);
            X509Certificate2 signer = message.SignerInfos[0].Certificate!; // without it the signature could not have been checked
            signature = new ProfileSignature(signer.Subject, signer.Issuer, signer.NotBefore.ToUniversalTime(), signer.NotAfter.ToUniversalTime(), message.Certificates.Count)
            {
                SignerCount = message.SignerInfos.Count,
                IsByWeakDigest = message.SignerInfos.Cast<SignerInfo>().Any(static by => WeakDigests.Contains(by.DigestAlgorithm.Value)),
            };
            return message.ContentInfo.Content;
        }
        catch (CryptographicException failure)
        {
            throw new ProfileException("the signature does not fit the content, or the signer's certificate is missing or broken", Remedy, failure);
        }
    }
}
