using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto;

/// <summary>
/// Tells peers apart by the public key they prove to hold: the SHA-256 hash of the key's SubjectPublicKeyInfo (RFC 5280 section 4.1), 32 bytes.
/// Immutable, compared by value. It is no secret and may be written down, compared by people and pinned.
/// </summary>
public sealed class PeerKey : IEquatable<PeerKey>, IParsable<PeerKey>
{
    /// <summary>The length of a key in bytes.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>How many words <see cref="ToWords"/> writes: 16, which tell the first 128 bits.</summary>
    public const int WordCount = 16;

    private const string QrPrefix = "PEERPROTO:KEY:";
    private const int GroupBytes = 4;
    private const int TextLength = Length * 2 + Length / GroupBytes - 1;

    private readonly byte[] _bytes;

    private PeerKey(byte[] bytes) => _bytes = bytes;

    /// <summary>The 32 bytes. They live as long as this object.</summary>
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>Makes a key from its 32 bytes, for example as received or stored. The bytes are copied.</summary>
    /// <param name="bytes">Exactly <see cref="Length"/> bytes.</param>
    /// <exception cref="ArgumentException">There are more or fewer bytes.</exception>
    public static PeerKey FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length
            ? new PeerKey(bytes.ToArray())
            : throw new ArgumentException($"A peer key has {Length} bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>Makes the key of a certificate, whatever its other content.</summary>
    /// <param name="certificate">The certificate.</param>
    public static PeerKey FromCertificate(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new PeerKey(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>Reads a fingerprint: 64 hexadecimal digits in any case; <c>-</c>, <c>:</c> and spaces between them do not count.</summary>
    /// <param name="text">The fingerprint.</param>
    /// <exception cref="FormatException">The text is no fingerprint.</exception>
    public static PeerKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out PeerKey? key) ? key : throw new FormatException($"'{text}' is not a fingerprint: {Length * 2} hexadecimal digits, '-' between them or not.");
    }

    /// <summary>Reads a fingerprint as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The fingerprint, or null.</param>
    /// <param name="key">The key, or null if the text is no fingerprint.</param>
    /// <returns>Whether the text is a fingerprint.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PeerKey? key)
    {
        key = null;
        if (text is null)
            return false;
        Span<char> digits = stackalloc char[Length * 2];
        int count = 0;
        foreach (char c in text)
        {
            if (c is '-' or ':' or ' ')
                continue;
            if (count == digits.Length || !char.IsAsciiHexDigit(c))
                return false;
            digits[count++] = c;
        }

        if (count == digits.Length)
            key = new PeerKey(Convert.FromHexString(digits));
        return key is not null;
    }

    /// <summary>The fingerprint: 64 hexadecimal digits in eight groups, as <c>sha256sum</c> shows them for the key in DER.</summary>
    public override string ToString() => string.Create(TextLength, _bytes, static (text, bytes) =>
    {
        for (int at = 0; at < bytes.Length; at += GroupBytes)
        {
            int start = at / GroupBytes * (GroupBytes * 2 + 1);
            if (at > 0)
                text[start - 1] = '-';
            Convert.TryToHexStringLower(bytes.AsSpan(at, GroupBytes), text[start..], out _);
        }
    });

    /// <summary>
    /// The key for a QR code: <c>PEERPROTO:KEY:</c> and the 64 hexadecimal digits in capitals, all of them characters that a QR code holds in five and a half bits each.
    /// </summary>
    public string ToQrPayload() => QrPrefix + Convert.ToHexString(_bytes);

    /// <summary>Reads what <see cref="ToQrPayload"/> wrote.</summary>
    /// <param name="text">The content of a QR code, or null.</param>
    /// <param name="key">The key, or null if the text is no such content.</param>
    /// <returns>Whether it is.</returns>
    public static bool TryParseQrPayload([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PeerKey? key)
    {
        key = null;
        return text is not null && text.Length == QrPrefix.Length + Length * 2 && text.StartsWith(QrPrefix, StringComparison.OrdinalIgnoreCase) && TryParse(text[QrPrefix.Length..], out key);
    }

    /// <summary>
    /// The first 128 bits as 16 words for people to read to each other. That is enough to tell a key from every other, also from one that somebody made to resemble it: to find a key with the same
    /// words takes 2^128 tries. To pin a key, the whole fingerprint is needed.
    /// </summary>
    public string ToWords() => string.Join(' ', _bytes.Take(WordCount).Select(KeyWords.Of));

    /// <summary>Reads words that <see cref="ToWords"/> wrote, in any case, the first three letters of each or more, with spaces, hyphens or line ends between them.</summary>
    /// <param name="text">The words, or null.</param>
    /// <param name="firstBytes">The first 16 bytes of the key that they stand for; empty if the text is something else.</param>
    /// <returns>Whether the text is sixteen such words.</returns>
    public static bool TryParseWords([NotNullWhen(true)] string? text, out ReadOnlyMemory<byte> firstBytes)
    {
        firstBytes = default;
        if (text is null)
            return false;
        byte[] bytes = new byte[WordCount];
        int count = 0;
        foreach (Range range in text.AsSpan().SplitAny(' ', '-', '\r', '\n', '\t'))
        {
            ReadOnlySpan<char> word = text.AsSpan(range);
            if (word.IsEmpty)
                continue;
            if (count == WordCount || !KeyWords.TryParse(word, out bytes[count]))
                return false;
            count++;
        }

        if (count != WordCount)
            return false;
        firstBytes = bytes;
        return true;
    }

    /// <summary>Whether words that a person read are those of this key.</summary>
    /// <param name="text">The words, as for <see cref="TryParseWords"/>.</param>
    public bool MatchesWords([NotNullWhen(true)] string? text) => TryParseWords(text, out ReadOnlyMemory<byte> first) && first.Span.SequenceEqual(_bytes.AsSpan(0, WordCount));

    /// <summary>Whether both are the same key.</summary>
    /// <param name="other">The key to compare with.</param>
    public bool Equals(PeerKey? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PeerKey);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(_bytes);

    /// <summary>Whether both are the same key, or both null.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">The other key.</param>
    public static bool operator ==(PeerKey? left, PeerKey? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the keys differ.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">The other key.</param>
    public static bool operator !=(PeerKey? left, PeerKey? right) => !(left == right);

    static PeerKey IParsable<PeerKey>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<PeerKey>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out PeerKey result) =>
        TryParse(s, out result);
}
