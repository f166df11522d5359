using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Apple;

/// <summary>A certificate or an identity in a configuration profile. Other payloads point at it by <see cref="ProfilePayload.Uuid"/>.</summary>
public sealed record CertificatePayload : ProfilePayload
{
    private static readonly (CertificatePayloadKind Value, string Word)[] Kinds =
    [
        (CertificatePayloadKind.Root, "com.apple.security.root"),
        (CertificatePayloadKind.Pkcs1, "com.apple.security.pkcs1"),
        (CertificatePayloadKind.Pem, "com.apple.security.pem"),
        (CertificatePayloadKind.Pkcs12, "com.apple.security.pkcs12"),
    ];

    /// <summary>
    /// How many rounds the keys of a PKCS #12 file may take to derive from its password, all together: a fifth of a second or so. OpenSSL writes 6,144; the most that common tools wrote is 200,000.
    /// </summary>
    public const int MaximumKeyRounds = 200_000;

    private const int MaximumCertificatesInFile = 32;
    private const int MaximumKeysInFile = 4;

    private static readonly Pkcs12LoaderLimits Limits = new()
    {
        MacIterationLimit = MaximumKeyRounds / 2, IndividualKdfIterationLimit = MaximumKeyRounds / 2, TotalKdfIterationLimit = MaximumKeyRounds, MaxCertificates = MaximumCertificatesInFile, MaxKeys = MaximumKeysInFile,
    };

    // Apple's systems cannot hold keys in memory alone: there the runtime takes a keychain of its own for as long as they are used
    private static X509KeyStorageFlags InMemory => OperatingSystem.IsWindows() || OperatingSystem.IsLinux() ? X509KeyStorageFlags.EphemeralKeySet : X509KeyStorageFlags.DefaultKeySet;

    /// <summary>What it holds. Default: a root certificate.</summary>
    public CertificatePayloadKind Kind { get; init; }

    /// <summary>The bytes: DER or PEM of a certificate, or a PKCS #12 file.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The name of the file that it came from; null leaves it out.</summary>
    public string? FileName { get; init; }

    /// <summary>The password of the PKCS #12 file; null leaves it out, and the user is asked.</summary>
    public string? Password { get; init; }

    /// <inheritdoc/>
    public override string PayloadType => Kinds.First(pair => pair.Value == Kind).Word;

    internal override bool HoldsSecret => Password is not null;

    /// <summary>Makes a payload of a certificate that the system shall trust, or that others in the profile point at as their anchor.</summary>
    /// <param name="identifier">The payload's identifier.</param>
    /// <param name="certificate">The certificate. Only its public part is taken.</param>
    /// <returns>The payload.</returns>
    public static CertificatePayload Root(string identifier, X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        ArgumentNullException.ThrowIfNull(certificate);
        return new() { Identifier = identifier, Content = certificate.RawData, DisplayName = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) };
    }

    /// <summary>Makes a payload of an identity.</summary>
    /// <param name="identifier">The payload's identifier.</param>
    /// <param name="content">The PKCS #12 file.</param>
    /// <param name="password">Its password; null leaves it out, and the user is asked.</param>
    /// <returns>The payload.</returns>
    public static CertificatePayload Identity(string identifier, ReadOnlyMemory<byte> content, string? password)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        return new() { Identifier = identifier, Kind = CertificatePayloadKind.Pkcs12, Content = content, Password = password };
    }

    /// <summary>Reads the certificate: of an identity the one with the key, without its key. A PKCS #12 file that takes more than <see cref="MaximumKeyRounds"/> is not read.</summary>
    /// <param name="cause">Why it cannot be read, as a sentence without its full stop; null where it can.</param>
    /// <returns>The certificate, which belongs to the caller; null where it cannot be read.</returns>
    public X509Certificate2? TryReadCertificate(out string? cause)
    {
        cause = null;
        try
        {
            if (Kind != CertificatePayloadKind.Pkcs12)
                return Load(Content.Span);
            X509Certificate2Collection all = X509CertificateLoader.LoadPkcs12Collection(Content.Span, Password, InMemory, Limits);
            X509Certificate2? own = all.FirstOrDefault(static certificate => certificate.HasPrivateKey);
            X509Certificate2? read = own is null ? null : Load(own.RawDataMemory.Span);
            foreach (X509Certificate2 certificate in all)
                certificate.Dispose();
            cause = read is null ? "the PKCS #12 file has no certificate with a private key" : null;
            return read;
        }
        catch (CryptographicException failure)
        {
            cause = Kind != CertificatePayloadKind.Pkcs12 ? "its content is no certificate"
                : failure is Pkcs12LoadLimitExceededException ? "its PKCS #12 file takes more work to open than a profile may ask for"
                : Password is null ? "its PKCS #12 file cannot be read without a password" : "its PKCS #12 file is broken, or the password is another one";
            return null;
        }
    }

    // the runtime reads dates and names only when they are asked for, and fails then
    private static X509Certificate2 Load(ReadOnlySpan<byte> content)
    {
        X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(content);
        try
        {
            _ = (certificate.NotBefore, certificate.NotAfter, certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
            return certificate;
        }
        catch (CryptographicException)
        {
            certificate.Dispose();
            throw;
        }
    }

    internal static CertificatePayloadKind? KindOf(string type) => Kinds.Where(pair => pair.Word == type).Select(static pair => (CertificatePayloadKind?)pair.Value).FirstOrDefault();

    internal static CertificatePayload Read(CertificatePayloadKind kind, PayloadReader reader) => new()
    {
        Identifier = "",
        Kind = kind,
        Content = reader.Data("PayloadContent") ?? default,
        FileName = reader.Text("PayloadCertificateFileName"),
        Password = reader.Text("Password"),
    };

    private protected override IEnumerable<(string Name, PropertyListValue? Value)> Members() =>
    [
        ("Password", Text(Password)),
        ("PayloadCertificateFileName", Text(FileName)),
        ("PayloadContent", Content.IsEmpty ? null : PropertyListValue.Of(Content.Span)),
    ];
}
