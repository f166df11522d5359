using System.Security.Cryptography;
using System.Text;

namespace PeerProto.Apple;

/// <summary>Makes identifiers that are the same for the same words, so that installing a profile again replaces it.</summary>
internal static class ProfileUuid
{
    /// <summary>A UUID of version 8 (RFC 9562 section 5.8): its bits come from a hash of the words.</summary>
    public static string From(params ReadOnlySpan<string?> words)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words)));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString().ToUpperInvariant();
    }
}
