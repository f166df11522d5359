using System.Formats.Asn1;
using System.Globalization;

namespace PeerProto.Security.Identity;

/// <summary>How something is encrypted with a password, as its AlgorithmIdentifier tells (RFC 7292 appendix C, RFC 8018 appendix A). Only small, fixed work is done, whatever it says.</summary>
/// <param name="Name">The algorithms, as people call them; the object identifier where it is not known.</param>
/// <param name="Iterations">How often the password is hashed; <see cref="long.MaxValue"/> for more than fits, 0 where it does not tell.</param>
/// <param name="Age">Which tools make and read it.</param>
internal readonly record struct EncryptionForm(string Name, long Iterations, EncryptionAge Age)
{
    private const string Pbes2 = "1.2.840.113549.1.5.13";
    private const int MaximumIdentifierBytes = 32;
    private const string Pbkdf2 = "1.2.840.113549.1.5.12";

    private static readonly Dictionary<string, (string Name, EncryptionAge Age)> Schemes = new()
    {
        ["1.2.840.113549.1.12.1.1"] = ("RC4-128 with SHA-1", EncryptionAge.Obsolete),
        ["1.2.840.113549.1.12.1.2"] = ("RC4-40 with SHA-1", EncryptionAge.Obsolete),
        ["1.2.840.113549.1.12.1.3"] = ("3DES with SHA-1", EncryptionAge.Legacy),
        ["1.2.840.113549.1.12.1.4"] = ("2-key 3DES with SHA-1", EncryptionAge.Legacy),
        ["1.2.840.113549.1.12.1.5"] = ("RC2-128 with SHA-1", EncryptionAge.Obsolete),
        ["1.2.840.113549.1.12.1.6"] = ("RC2-40 with SHA-1", EncryptionAge.Obsolete),
        ["1.2.840.113549.1.5.3"] = ("DES with MD5", EncryptionAge.Obsolete),
        ["1.2.840.113549.1.5.10"] = ("DES with SHA-1", EncryptionAge.Obsolete),
    };

    private static readonly Dictionary<string, string> Ciphers = new()
    {
        ["2.16.840.1.101.3.4.1.2"] = "AES-128",
        ["2.16.840.1.101.3.4.1.22"] = "AES-192",
        ["2.16.840.1.101.3.4.1.42"] = "AES-256",
        ["1.2.840.113549.3.7"] = "3DES",
    };

    private static readonly Dictionary<string, string> Hashes = new()
    {
        ["1.2.840.113549.2.7"] = "SHA-1",
        ["1.2.840.113549.2.9"] = "SHA-256",
        ["1.2.840.113549.2.10"] = "SHA-384",
        ["1.2.840.113549.2.11"] = "SHA-512",
    };

    /// <summary>Reads the AlgorithmIdentifier that comes next.</summary>
    /// <exception cref="AsnContentException">There is none.</exception>
    public static EncryptionForm Read(AsnReader reader)
    {
        AsnReader algorithm = reader.ReadSequence();
        string scheme = ReadIdentifier(algorithm);
        if (scheme == Pbes2)
            return ReadPbes2(algorithm.ReadSequence());
        if (!Schemes.TryGetValue(scheme, out (string Name, EncryptionAge Age) known))
            return new EncryptionForm($"the algorithm {scheme}", 0, EncryptionAge.Unknown);
        AsnReader parameters = algorithm.ReadSequence();
        parameters.ReadOctetString(); // salt
        return new EncryptionForm(known.Name, ReadIterations(parameters), known.Age);
    }

    /// <summary>Reads an object identifier of a length that one may have.</summary>
    public static string ReadIdentifier(AsnReader reader) =>
        reader.PeekContentBytes().Length <= MaximumIdentifierBytes
            ? reader.ReadObjectIdentifier()
            : throw new AsnContentException("An object identifier is too long.");

    /// <summary>Reads a count of rounds.</summary>
    public static long ReadIterations(AsnReader reader)
    {
        ReadOnlyMemory<byte> bytes = reader.ReadIntegerBytes();
        if (bytes.Span[0] >= 0x80)
            return 0;
        long iterations = 0;
        foreach (byte next in bytes.Span)
        {
            if (iterations > long.MaxValue >> 8)
                return long.MaxValue;
            iterations = (iterations << 8) | next;
        }

        return iterations;
    }

    /// <summary>Algorithms and rounds.</summary>
    public override string ToString() => Iterations > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Name}, {Iterations:N0} rounds") : Name;

    private static EncryptionForm ReadPbes2(AsnReader parameters)
    {
        AsnReader derivation = parameters.ReadSequence();
        string function = ReadIdentifier(derivation);
        string cipher = ReadIdentifier(parameters.ReadSequence());
        string cipherName = Ciphers.GetValueOrDefault(cipher, cipher);
        if (function != Pbkdf2)
            return new EncryptionForm($"{cipherName} with the key derivation {function}", 0, EncryptionAge.Unknown);
        AsnReader settings = derivation.ReadSequence();
        settings.ReadOctetString(); // salt
        long iterations = ReadIterations(settings);
        if (settings.HasData && settings.PeekTag() == Asn1Tag.Integer)
            settings.ReadIntegerBytes(); // key length
        string hash = settings.HasData ? ReadIdentifier(settings.ReadSequence()) : "1.2.840.113549.2.7";
        bool isKnown = Ciphers.ContainsKey(cipher) && Hashes.ContainsKey(hash);
        return new EncryptionForm(
            $"{cipherName} with PBKDF2 and {Hashes.GetValueOrDefault(hash, hash)}", iterations, isKnown ? EncryptionAge.Modern : EncryptionAge.Unknown);
    }
}
