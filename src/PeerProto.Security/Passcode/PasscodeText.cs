using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PeerProto.Security.Spake2Plus;

namespace PeerProto.Security.Passcode;

/// <summary>How a passcode becomes what SPAKE2+ works with, the same on every device whatever its keyboard.</summary>
internal static class PasscodeText
{
    /// <summary>The least characters that count.</summary>
    public const int MinimumLength = 6;

    /// <summary>The most characters.</summary>
    public const int MaximumLength = 1024;

    /// <summary>
    /// How often the hash is taken. An attacker who has neither end gets nothing to try passcodes on; this is for one who has read the memory of an end, and costs an end once a session.
    /// </summary>
    public const int Iterations = 100_000;

    private const char Minus = '\u2212';
    private const char FirstFullWidth = '\uff01';
    private const char LastFullWidth = '\uff5e';

    private static ReadOnlySpan<byte> Salt => "peerproto/0 passcode"u8;

    /// <summary>Takes away what people write differently: compatibility forms become one (NFKC), and white space, dashes and control characters do not count.</summary>
    /// <exception cref="ArgumentException">Too little is left, or it is too long.</exception>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaximumLength)
            throw new ArgumentException($"A passcode has at most {MaximumLength} characters.", nameof(text));
        string kept = Keep(text);
        if (!Ascii.IsValid(kept))
        {
            // Without the data of Unicode, which apps may leave out, the base library gives texts back as they are; the other device would make another passcode of the same one.
            if ("\uff76".Normalize(NormalizationForm.FormKC) != "\u30ab")
                throw new ArgumentException("This app is built without the data of Unicode: use a passcode of ASCII letters and digits, or build it without InvariantGlobalization.", nameof(text));
            kept = Keep(kept.Normalize(NormalizationForm.FormKC));
        }

        return kept.Length >= MinimumLength
            ? kept
            : throw new ArgumentException($"A passcode has at least {MinimumLength} characters; white space and hyphens do not count.", nameof(text));
    }

    private static string Keep(string text)
    {
        StringBuilder kept = new(text.Length);
        foreach (char c in text)
        {
            if (c is >= FirstFullWidth and <= LastFullWidth && c - FirstFullWidth + '!' != '-')
                kept.Append((char)(c - FirstFullWidth + '!'));
            else if (!char.IsWhiteSpace(c) && !char.IsControl(c) && c != Minus && char.GetUnicodeCategory(c) is not (UnicodeCategory.DashPunctuation or UnicodeCategory.Format))
                kept.Append(c);
        }

        return kept.ToString();
    }

    /// <summary>Stretches a passcode (PBKDF2 with HMAC-SHA256, RFC 8018 section 5.2) and reduces it to the scalars.</summary>
    public static Spake2PlusSecret Stretch(string normal)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(normal);
        Span<byte> stretched = stackalloc byte[Spake2PlusSecret.StretchedBytes];
        try
        {
            Rfc2898DeriveBytes.Pbkdf2(bytes, Salt, stretched, Iterations, HashAlgorithmName.SHA256);
            return Spake2PlusSecret.FromStretched(stretched);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            CryptographicOperations.ZeroMemory(stretched);
        }
    }
}
