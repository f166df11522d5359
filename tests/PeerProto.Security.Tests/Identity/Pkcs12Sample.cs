using System.Formats.Asn1;

namespace PeerProto.Security.Tests.Identity;

/// <summary>Writes PKCS#12 files of any make by RFC 7292, also such that no program would.</summary>
internal sealed record Pkcs12Sample
{
    private const string Data = "1.2.840.113549.1.7.1";
    private const string EncryptedData = "1.2.840.113549.1.7.6";
    private const string Pbes2 = "1.2.840.113549.1.5.13";
    private const string Pbkdf2 = "1.2.840.113549.1.5.12";

    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>How keys and parts are encrypted: an identifier of PKCS#12, or null for PBES2.</summary>
    public string? Scheme { get; init; }

    public string Cipher { get; init; } = "2.16.840.1.101.3.4.1.42";

    public string? Mac { get; init; } = "2.16.840.1.101.3.4.2.1";

    public long Iterations { get; init; } = 2048;

    public long MacIterations { get; init; } = 2048;

    public int Bags { get; init; } = 1;

    public int Parts { get; init; } = 1;

    /// <summary>A certificate that lies in the open.</summary>
    public byte[]? Certificate { get; init; }

    /// <summary>A PKCS#8 key that lies in the open.</summary>
    public byte[]? PlainKey { get; init; }

    public byte[] Write() => Sequence(file =>
    {
        file.WriteInteger(3);
        using (file.PushSequence())
        {
            file.WriteObjectIdentifier(Data);
            using (file.PushSequence(Zero))
                file.WriteOctetString(Sequence(WriteParts));
        }

        if (Mac is null)
            return;
        using (file.PushSequence())
        {
            using (file.PushSequence())
            {
                using (file.PushSequence())
                    file.WriteObjectIdentifier(Mac);
                file.WriteOctetString(new byte[32]);
            }

            file.WriteOctetString(new byte[8]);
            file.WriteInteger(MacIterations);
        }
    });

    public byte[] EncryptedKey() => Sequence(key =>
    {
        WriteAlgorithm(key);
        key.WriteOctetString(new byte[48]);
    });

    private void WriteParts(AsnWriter parts)
    {
        for (int i = 0; i < Parts; i++)
        {
            using (parts.PushSequence())
            {
                parts.WriteObjectIdentifier(Data);
                using (parts.PushSequence(Zero))
                    parts.WriteOctetString(Sequence(WriteBags));
            }
        }

        if (Certificate is not null)
            return;
        using (parts.PushSequence())
        {
            parts.WriteObjectIdentifier(EncryptedData);
            using (parts.PushSequence(Zero))
            using (parts.PushSequence())
            {
                parts.WriteInteger(0);
                using (parts.PushSequence())
                {
                    parts.WriteObjectIdentifier(Data);
                    WriteAlgorithm(parts);
                    parts.WriteOctetString(new byte[64], new Asn1Tag(TagClass.ContextSpecific, 0));
                }
            }
        }
    }

    private void WriteBags(AsnWriter bags)
    {
        for (int i = 0; i < Bags; i++)
            WriteBag(bags, PlainKey is null ? "1.2.840.113549.1.12.10.1.2" : "1.2.840.113549.1.12.10.1.1", PlainKey ?? EncryptedKey());
        if (Certificate is not null)
        {
            WriteBag(bags, "1.2.840.113549.1.12.10.1.3", Sequence(bag =>
            {
                bag.WriteObjectIdentifier("1.2.840.113549.1.9.22.1");
                using (bag.PushSequence(Zero))
                    bag.WriteOctetString(Certificate);
            }));
        }
    }

    private static void WriteBag(AsnWriter bags, string kind, byte[] value)
    {
        using (bags.PushSequence())
        {
            bags.WriteObjectIdentifier(kind);
            using (bags.PushSequence(Zero))
                bags.WriteEncodedValue(value);
            using (bags.PushSetOf()) // the same local key for all
            using (bags.PushSequence())
            {
                bags.WriteObjectIdentifier("1.2.840.113549.1.9.21");
                using (bags.PushSetOf())
                    bags.WriteOctetString([1]);
            }
        }
    }

    private void WriteAlgorithm(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Scheme ?? Pbes2);
            using (writer.PushSequence())
            {
                if (Scheme is not null)
                {
                    writer.WriteOctetString(new byte[8]);
                    writer.WriteInteger(Iterations);
                    return;
                }

                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(Pbkdf2);
                    using (writer.PushSequence())
                    {
                        writer.WriteOctetString(new byte[8]);
                        writer.WriteInteger(Iterations);
                        using (writer.PushSequence())
                        {
                            writer.WriteObjectIdentifier("1.2.840.113549.2.9");
                            writer.WriteNull();
                        }
                    }
                }

                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(Cipher);
                    writer.WriteOctetString(new byte[16]);
                }
            }
        }
    }

    private static byte[] Sequence(Action<AsnWriter> write)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
            write(writer);
        return writer.Encode();
    }
}
