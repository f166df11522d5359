using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PeerProto.Security.Identity;

namespace PeerProto;

/// <summary>
/// Who this peer is: a private key, and a certificate that carries the public one. Those made here are self-signed and name neither machine nor user. Safe for concurrent use; dispose it after
/// everything that uses it.
/// </summary>
public sealed class PeerIdentity : IDisposable
{
    private const int SubjectBytes = 16;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    // The key is what counts, so the certificate never expires (RFC 5280 section 4.1.2.5) and tells nothing about when it was made.
    private static readonly DateTimeOffset NotBefore = DateTimeOffset.UnixEpoch; // where clocks start that have not been set
    private static readonly DateTimeOffset NotAfter = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);

    private PeerIdentity(X509Certificate2 certificate)
    {
        Certificate = certificate;
        Key = PeerKey.FromCertificate(certificate);
    }

    /// <summary>What other peers know this one by.</summary>
    public PeerKey Key { get; }

    /// <summary>The kind of the key, for people: <c>P-256</c>, <c>P-384</c>, <c>P-521</c> or <c>RSA 2048</c> with its bits.</summary>
    public string KeyAlgorithm => IdentityKey.Describe(Certificate);

    /// <summary>The last moment at which the certificate is valid. Identities made with the defaults have no end.</summary>
    public DateTimeOffset ValidUntil => Certificate.NotAfter;

    /// <summary>The certificate with its private key. Owned by this identity.</summary>
    internal X509Certificate2 Certificate { get; }

    /// <summary>Makes an identity that nobody had before: an ECDSA P-256 key and a certificate with a random subject. It lives in memory only.</summary>
    /// <param name="options">What else is in the certificate, or null for nothing.</param>
    public static PeerIdentity Create(PeerCertificateOptions? options = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new PeerIdentity(IdentityKey.Settle(CreateCertificate(key, options ?? new PeerCertificateOptions())));
    }

    /// <summary>Reads the identity that a store holds, or makes one and puts it there.</summary>
    /// <param name="store">The store. Several programs may do this at once: all get the same identity.</param>
    /// <param name="options">What is in the certificate of one that is made, or null for the defaults.</param>
    /// <exception cref="PeerStoreException">The store cannot be read or written, or others than its owner may use it.</exception>
    /// <exception cref="PeerIdentityException">What the store holds cannot be used.</exception>
    public static PeerIdentity LoadOrCreate(IIdentityStore store, PeerCertificateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        while (true)
        {
            if (store.Load() is { } known)
                return known;
            PeerIdentity made = Create(options);
            if (store.TryAdd(made))
                return made;
            made.Dispose(); // another program was faster
        }
    }

    /// <summary>Reads an identity that <see cref="ExportPkcs12"/> wrote, or any PKCS#12 file with a certificate and its private key, in whatever form it was made.</summary>
    /// <param name="data">The content of the file.</param>
    /// <param name="password">The password that protects it.</param>
    /// <exception cref="PeerIdentityException">
    /// The password is wrong, the data is damaged or of a kind that this system does not read, it holds no certificate with a private key, or the key does not fit or is too weak. The message says
    /// how the file was made and how to convert it.
    /// </exception>
    public static PeerIdentity ImportPkcs12(ReadOnlySpan<byte> data, ReadOnlySpan<char> password) => new(Pkcs12Identity.Read(data, password));

    /// <summary>Reads an identity from PEM text: a certificate and its private key, elliptic or RSA, as PKCS#8, encrypted PKCS#8 or in the older forms of OpenSSL.</summary>
    /// <param name="text">The text; other blocks in it do not count.</param>
    /// <param name="password">The password of an encrypted key, or none.</param>
    /// <exception cref="PeerIdentityException">As for <see cref="ImportPkcs12"/>.</exception>
    public static PeerIdentity ImportPem(ReadOnlySpan<char> text, ReadOnlySpan<char> password = default)
    {
        X509Certificate2 certificate = PemIdentity.Read(text, password);
        try
        {
            IdentityKey.Check(certificate);
            return new PeerIdentity(certificate);
        }
        catch
        {
            certificate.Dispose();
            throw;
        }
    }

    /// <summary>Writes this identity as PKCS#12. Whoever has the bytes and the password can be this peer.</summary>
    /// <param name="password">The password that protects it, not empty: Apple's systems take no other.</param>
    /// <param name="format">The form; <see cref="Pkcs12Format.Modern"/> unless told otherwise.</param>
    public byte[] ExportPkcs12(string password, Pkcs12Format format = Pkcs12Format.Modern)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        return Pkcs12Identity.Write(Certificate, password, format);
    }

    /// <summary>Writes this identity as PEM text: the certificate, and the private key as PKCS#8. Whoever has the text, and the password where there is one, can be this peer.</summary>
    /// <param name="password">What encrypts the key with AES-256, or null to leave it in clear.</param>
    /// <returns>The characters, for the caller to clear after use.</returns>
    public char[] ExportPem(string? password = null)
    {
        if (password is not null)
            ArgumentException.ThrowIfNullOrEmpty(password);
        return PemIdentity.Write(Certificate, password);
    }

    /// <summary>Writes the certificate alone as PEM text. It is no secret.</summary>
    public string ExportCertificatePem() => Certificate.ExportCertificatePem();

    /// <summary>
    /// Makes a new self-signed certificate for the same key, so that <see cref="Key"/> stays: who pinned or paired with this peer still knows it. For a certificate that ends, or that should have other
    /// names.
    /// </summary>
    /// <param name="options">What is in the certificate, or null for the defaults.</param>
    /// <returns>A new identity. This one remains usable.</returns>
    public PeerIdentity Renew(PeerCertificateOptions? options = null)
    {
        using AsymmetricAlgorithm key = IdentityKey.Open(Certificate);
        return new PeerIdentity(IdentityKey.Settle(CreateCertificate(key, options ?? new PeerCertificateOptions())));
    }

    /// <summary>The fingerprint of <see cref="Key"/>.</summary>
    public override string ToString() => Key.ToString();

    /// <summary>Forgets the private key. Connections made with it live on; new ones fail.</summary>
    public void Dispose() => Certificate.Dispose();

    private static X509Certificate2 CreateCertificate(AsymmetricAlgorithm key, PeerCertificateOptions options)
    {
        options.Validate();
        X500DistinguishedName subject = new($"CN={RandomNumberGenerator.GetHexString(SubjectBytes * 2, lowercase: true)}");
        CertificateRequest request = key is ECDsa elliptic
            ? new CertificateRequest(subject, elliptic, HashAlgorithmName.SHA256)
            : new CertificateRequest(subject, (RSA)key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication), new Oid(ClientAuthentication)], critical: false));
        if (options.Names.Count > 0)
        {
            SubjectAlternativeNameBuilder names = new();
            foreach (string name in options.Names)
                names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
        }

        if (options.Validity is not { } validity)
            return request.CreateSelfSigned(NotBefore, NotAfter);
        DateTimeOffset first = options.TimeProvider.GetUtcNow() - ClockTolerance;
        return request.CreateSelfSigned(first, validity < NotAfter - first ? first + validity : NotAfter);
    }
}
