using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace PeerProto.Generators.Parsing;

/// <summary>Hashes text as <c>docs/fingerprint.md</c> says.</summary>
internal static class Fingerprint
{
    private const int Length = 16;

    /// <summary>The first 16 bytes of the SHA-256 hash of the UTF-8 text, as lower-case hexadecimal digits.</summary>
    public static string Of(string text)
    {
        using var hash = SHA256.Create();
        return string.Concat(hash.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(Length).Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
