using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using PeerProto.Security.Identity;

namespace PeerProto;

/// <summary>
/// How a PKCS#12 file (RFC 7292) was made, as far as it tells without its password: algorithms, rounds, and what lies in the open. The password is neither needed nor tried, and the work is
/// small and bounded whatever the file asks for.
/// </summary>
public sealed class Pkcs12Inspection
{
    /// <summary>The longest file that is looked at: 1 MiB.</summary>
    public const int MaximumBytes = 1024 * 1024;

    private Pkcs12Inspection(Pkcs12Reader read)
    {
        Style = read.Style;
        MacAlgorithm = read.Mac;
        MacIterations = read.MacIterations;
        KeyEncryption = read.KeyEncryption?.Name;
        KeyIterations = read.KeyEncryption?.Iterations ?? 0;
        CertificateEncryption = read.PartEncryption?.Name;
        CertificateIterations = read.PartEncryption?.Iterations ?? 0;
        VisibleKeys = read.Keys;
        VisibleCertificates = read.Certificates;
        HasEncryptedParts = read.PartEncryption is not null;
        MaximumIterations = read.MaximumIterations;
    }

    /// <summary>The generation of its algorithms.</summary>
    public Pkcs12Style Style { get; }

    /// <summary>The hash of the check over the whole file, or null where there is no check.</summary>
    public string? MacAlgorithm { get; }

    /// <summary>How often the password is hashed for that check; 0 without one.</summary>
    public long MacIterations { get; }

    /// <summary>How the first private key that lies in the open is encrypted; null where none does or it is not encrypted.</summary>
    public string? KeyEncryption { get; }

    /// <summary>How often the password is hashed for the key; 0 where that is not told.</summary>
    public long KeyIterations { get; }

    /// <summary>How the first encrypted part is encrypted, in which the certificates are as a rule; null without one.</summary>
    public string? CertificateEncryption { get; }

    /// <summary>How often the password is hashed for that part; 0 where that is not told.</summary>
    public long CertificateIterations { get; }

    /// <summary>How many private keys there are outside of encrypted parts. Each may be encrypted by itself.</summary>
    public int VisibleKeys { get; }

    /// <summary>How many certificates there are outside of encrypted parts.</summary>
    public int VisibleCertificates { get; }

    /// <summary>Whether there are parts that show what they hold only to who has the password.</summary>
    public bool HasEncryptedParts { get; }

    /// <summary>Whether Apple systems before macOS 15 and iOS 18 can read the file.</summary>
    public bool IsReadByOldAppleSystems => Style is Pkcs12Style.Legacy or Pkcs12Style.Obsolete && MacAlgorithm == Pkcs12Reader.Sha1;

    internal long MaximumIterations { get; }

    /// <summary>Looks at a file.</summary>
    /// <param name="data">Its content.</param>
    /// <param name="inspection">How it was made, or null.</param>
    /// <returns>Whether it is a whole PKCS#12 file, as far as can be seen without its password.</returns>
    public static bool TryInspect(ReadOnlyMemory<byte> data, [NotNullWhen(true)] out Pkcs12Inspection? inspection)
    {
        inspection = null;
        if (data.Length > MaximumBytes)
            return false;
        try
        {
            inspection = new Pkcs12Inspection(Pkcs12Reader.Read(data));
            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    /// <summary>The commands that make a file of the wanted form out of this one with OpenSSL 3. They ask for the passwords.</summary>
    /// <param name="wanted">The form.</param>
    /// <param name="input">The name of this file.</param>
    /// <param name="output">The name of the other.</param>
    public string GetConversionCommand(Pkcs12Format wanted, string input = "old.p12", string output = "new.p12")
    {
        string reading = Style == Pkcs12Style.Obsolete ? "-legacy " : "";
        string writing = wanted == Pkcs12Format.Legacy ? " -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1" : "";
        return $"openssl pkcs12 {reading}-in {input} -noenc -out identity.pem && openssl pkcs12 -export -in identity.pem{writing} -out {output}; rm identity.pem";
    }

    /// <summary>How it was made, in one line.</summary>
    public override string ToString()
    {
        string mac = MacAlgorithm is null ? "no MAC" : $"MAC {new EncryptionForm(MacAlgorithm, MacIterations, default)}";
        string key = KeyEncryption is null ? "" : $"; key {new EncryptionForm(KeyEncryption, KeyIterations, default)}";
        string part = CertificateEncryption is null ? "" : $"; certificates {new EncryptionForm(CertificateEncryption, CertificateIterations, default)}";
        return $"{Name}: {mac}{key}{part}";
    }

    private string Name => Style switch
    {
        Pkcs12Style.Modern => "the modern form (OpenSSL 3)",
        Pkcs12Style.Legacy => "the legacy form (3DES)",
        Pkcs12Style.Obsolete => "the obsolete form (Keychain Access, openssl -legacy)",
        Pkcs12Style.Unprotected => "without encryption",
        _ => "with algorithms this library does not know",
    };
}
