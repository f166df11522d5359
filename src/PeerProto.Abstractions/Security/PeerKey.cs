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
