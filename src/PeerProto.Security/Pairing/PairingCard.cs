using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PeerProto.Security.Pairing;

/// <summary>What each side of a pairing tells of itself, once people agree: <c>length of the name (1 byte) | name (UTF-8) | discovery key (32 bytes)</c>.</summary>
/// <param name="Name">A name for people, at most <see cref="PeerTrustStore.MaximumNameLength"/> characters; may be empty.</param>
/// <param name="DiscoveryKey">The key by which it is recognised before a connection, or empty for none.</param>
internal sealed record PairingCard(string Name, ReadOnlyMemory<byte> DiscoveryKey)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether a name fits a card.</summary>
    public static bool Fits(string name) => name.Length <= PeerTrustStore.MaximumNameLength && Encoding.UTF8.GetByteCount(name) <= byte.MaxValue;

    public byte[] ToBody()
    {
        byte[] name = Utf8.GetBytes(Name);
        return [(byte)name.Length, .. name, .. DiscoveryKey.Span];
    }

    public static bool TryRead(ReadOnlySpan<byte> body, [NotNullWhen(true)] out PairingCard? card)
    {
        card = null;
        if (body.IsEmpty || body.Length < 1 + body[0])
            return false;
        ReadOnlySpan<byte> rest = body[(1 + body[0])..];
        if (!rest.IsEmpty && rest.Length < PeerTrustStore.DiscoveryKeyLength)
            return false;
        try
        {
            string name = Utf8.GetString(body.Slice(1, body[0]));
            if (!Fits(name))
                return false;
            card = new PairingCard(name, rest.IsEmpty ? default : rest[..PeerTrustStore.DiscoveryKeyLength].ToArray());
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
