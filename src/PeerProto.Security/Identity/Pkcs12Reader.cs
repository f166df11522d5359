using System.Formats.Asn1;

namespace PeerProto.Security.Identity;

/// <summary>Walks the outer structure of a PKCS#12 file (RFC 7292 section 4). Counts are bounded, nothing is decrypted, and nothing nested is followed beyond the bags.</summary>
internal sealed class Pkcs12Reader
{
    public const string Sha1 = "SHA-1";

    private const int MaximumParts = 64;
    private const int MaximumBags = 256;
    private const int CurrentVersion = 3;
    private const string Data = "1.2.840.113549.1.7.1";
    private const string EncryptedData = "1.2.840.113549.1.7.6";
    private const string KeyBag = "1.2.840.113549.1.12.10.1.1";
    private const string ShroudedKeyBag = "1.2.840.113549.1.12.10.1.2";
    private const string CertificateBag = "1.2.840.113549.1.12.10.1.3";

    private static readonly Asn1Tag Content = new(TagClass.ContextSpecific, 0);

    private static readonly Dictionary<string, string> MacHashes = new()
    {
        ["1.3.14.3.2.26"] = Sha1,
        ["2.16.840.1.101.3.4.2.1"] = "SHA-256",
        ["2.16.840.1.101.3.4.2.2"] = "SHA-384",
        ["2.16.840.1.101.3.4.2.3"] = "SHA-512",
    };

    private readonly List<EncryptionForm> _forms = [];
    private int _parts;
    private int _bags;
    private bool _hasUnknownMac;

    private Pkcs12Reader()
    {
    }

    public string? Mac { get; private set; }

    public long MacIterations { get; private set; }

    public EncryptionForm? KeyEncryption { get; private set; }

    public EncryptionForm? PartEncryption { get; private set; }

    public int Keys { get; private set; }

    public int Certificates { get; private set; }

    public long MaximumIterations => _forms.Select(static form => form.Iterations).Append(MacIterations).Max();

    public Pkcs12Style Style
    {
        get
        {
            if (_hasUnknownMac || _forms.Exists(static form => form.Age == EncryptionAge.Unknown))
                return Pkcs12Style.Unknown;
            if (_forms.Count == 0)
                return Pkcs12Style.Unprotected;
            if (_forms.Exists(static form => form.Age == EncryptionAge.Obsolete))
                return Pkcs12Style.Obsolete;
            return _forms.Exists(static form => form.Age == EncryptionAge.Legacy) ? Pkcs12Style.Legacy : Pkcs12Style.Modern;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="AsnContentException">It is damaged, or no PKCS#12 file.</exception>
    public static Pkcs12Reader Read(ReadOnlyMemory<byte> data)
    {
        Pkcs12Reader reader = new();
        AsnReader outer = new(data, AsnEncodingRules.BER);
        AsnReader file = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        if (!file.TryReadInt32(out int version) || version != CurrentVersion)
            throw new AsnContentException("It is no PKCS#12 file of version 3.");
        AsnReader safe = file.ReadSequence();
        if (EncryptionForm.ReadIdentifier(safe) != Data)
            throw new AsnContentException("It is protected by a public key instead of a password.");
        reader.ReadParts(new AsnReader(safe.ReadSequence(Content).ReadOctetString(), AsnEncodingRules.BER));
        if (file.HasData)
            reader.ReadMac(file.ReadSequence());
        file.ThrowIfNotEmpty();
        return reader;
    }

    private void ReadParts(AsnReader reader)
    {
        AsnReader parts = reader.ReadSequence();
        while (parts.HasData)
        {
            if (++_parts > MaximumParts)
                throw new AsnContentException("It has too many parts.");
            AsnReader part = parts.ReadSequence();
            string kind = EncryptionForm.ReadIdentifier(part);
            if (kind == Data)
                ReadBags(new AsnReader(part.ReadSequence(Content).ReadOctetString(), AsnEncodingRules.BER).ReadSequence());
            else if (kind == EncryptedData)
                NotePart(ReadEncryptedPart(part.ReadSequence(Content).ReadSequence()));
            else
                throw new AsnContentException("A part is of an unknown kind.");
        }
    }

    private EncryptionForm ReadEncryptedPart(AsnReader encrypted)
    {
        encrypted.ReadIntegerBytes(); // version
        AsnReader content = encrypted.ReadSequence();
        EncryptionForm.ReadIdentifier(content);
        return Note(EncryptionForm.Read(content));
    }

    private void ReadBags(AsnReader bags)
    {
        while (bags.HasData)
        {
            if (++_bags > MaximumBags)
                throw new AsnContentException("It has too many bags.");
            AsnReader bag = bags.ReadSequence();
            string kind = EncryptionForm.ReadIdentifier(bag);
            AsnReader value = bag.ReadSequence(Content);
            switch (kind)
            {
                case KeyBag:
                    Keys++;
                    break;
                case ShroudedKeyBag:
                    Keys++;
                    NoteKey(Note(EncryptionForm.Read(value.ReadSequence())));
                    break;
                case CertificateBag:
                    Certificates++;
                    break;
            }
        }
    }

    private void ReadMac(AsnReader mac)
    {
        AsnReader digest = mac.ReadSequence();
        string hash = EncryptionForm.ReadIdentifier(digest.ReadSequence());
        _hasUnknownMac = !MacHashes.TryGetValue(hash, out string? name);
        Mac = name ?? hash;
        digest.ReadOctetString();
        mac.ReadOctetString(); // salt
        MacIterations = mac.HasData ? EncryptionForm.ReadIterations(mac) : 1;
    }

    private void NoteKey(EncryptionForm form) => KeyEncryption ??= form;

    private void NotePart(EncryptionForm form) => PartEncryption ??= form;

    private EncryptionForm Note(EncryptionForm form)
    {
        _forms.Add(form);
        return form;
    }
}
