using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PeerProto;

/// <summary>
/// What the inviting device shows, as a QR code for example: who it is, where it is reached, until when, and a secret that counts once. Whoever reads it can pair in the place of the device it is
/// meant for, so it is shown to one person and not sent around.
/// </summary>
public sealed class PairingTicket
{
    /// <summary>What the text of a ticket begins with.</summary>
    public const string Prefix = "peerproto-pair:";

    /// <summary>The most endpoints of a ticket.</summary>
    public const int MaximumEndpoints = 8;

    /// <summary>The longest text of a ticket in characters; what fits an alphanumeric QR code of version 25 with room to spare.</summary>
    public const int MaximumTextLength = 1200;

    internal const int SecretBytes = 16;

    private const byte Version = 1;
    private const int HeadBytes = 1 + PeerKey.Length + SecretBytes + sizeof(long) + 1;
    private const int MaximumEndpointBytes = 100;

    private readonly byte[] _secret;

    private PairingTicket(PeerKey key, byte[] secret, DateTimeOffset expires, IReadOnlyList<PeerEndpoint> endpoints)
    {
        Key = key;
        _secret = secret;
        Expires = expires;
        Endpoints = endpoints;
    }

    /// <summary>The key of the inviting device. Whoever answers with another is refused.</summary>
    public PeerKey Key { get; }

    /// <summary>Where the inviting device is reached.</summary>
    public IReadOnlyList<PeerEndpoint> Endpoints { get; }

    /// <summary>Until when it counts, by the inviting device's clock, in whole seconds.</summary>
    public DateTimeOffset Expires { get; }

    internal ReadOnlyMemory<byte> Secret => _secret;

    internal static PairingTicket Create(PeerKey key, DateTimeOffset expires, IEnumerable<PeerEndpoint> endpoints) => new(
        key,
        RandomNumberGenerator.GetBytes(SecretBytes),
        DateTimeOffset.FromUnixTimeSeconds(expires.ToUnixTimeSeconds()),
        [.. endpoints.Where(static endpoint => Encoding.UTF8.GetByteCount(endpoint.ToString()) <= MaximumEndpointBytes).Take(MaximumEndpoints)]);

    /// <summary>Reads the text of a ticket.</summary>
    /// <param name="text">The text as <see cref="ToText"/> wrote it; white space around it does not count.</param>
    /// <exception cref="FormatException">The text is no ticket. The message does not repeat it.</exception>
    public static PairingTicket Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out PairingTicket? ticket)
            ? ticket
            : throw new FormatException($"The text is no ticket of this version: it begins with {Prefix} and is read whole. Scan it again, or update the older app.");
    }

    /// <summary>Reads the text of a ticket.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="ticket">The ticket, or null if the text is none.</param>
    /// <returns>Whether the text is a ticket.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PairingTicket? ticket)
    {
        ticket = null;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (rest.Length > MaximumTextLength || !rest.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return false;
        ReadOnlySpan<char> coded = rest[Prefix.Length..];
        return Base64Url.IsValid(coded) && TryRead(Base64Url.DecodeFromChars(coded), out ticket);
    }

    /// <summary>The text to show. It holds the secret.</summary>
    public string ToText()
    {
        using MemoryStream bytes = new();
        Span<byte> head = stackalloc byte[HeadBytes];
        head[0] = Version;
        Key.Span.CopyTo(head[1..]);
        _secret.CopyTo(head[(1 + PeerKey.Length)..]);
        BinaryPrimitives.WriteInt64BigEndian(head[(1 + PeerKey.Length + SecretBytes)..], Expires.ToUnixTimeSeconds());
        head[^1] = (byte)Endpoints.Count;
        bytes.Write(head);
        foreach (PeerEndpoint endpoint in Endpoints)
        {
            byte[] text = Encoding.UTF8.GetBytes(endpoint.ToString());
            bytes.WriteByte((byte)text.Length);
            bytes.Write(text);
        }

        return Prefix + Base64Url.EncodeToString(bytes.ToArray());
    }

    /// <summary>Whom it is of and until when; never the secret.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"ticket of {Key}, until {Expires:u}");

    private static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out PairingTicket? ticket)
    {
        ticket = null;
        if (bytes.Length < HeadBytes || bytes[0] != Version || bytes[HeadBytes - 1] > MaximumEndpoints)
            return false;
        long seconds = BinaryPrimitives.ReadInt64BigEndian(bytes[(1 + PeerKey.Length + SecretBytes)..]);
        if (seconds < 0 || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return false;
        List<PeerEndpoint> endpoints = [];
        ReadOnlySpan<byte> rest = bytes[HeadBytes..];
        for (int i = 0; i < bytes[HeadBytes - 1]; i++)
        {
            if (rest.IsEmpty || rest[0] > MaximumEndpointBytes || rest.Length < 1 + rest[0] || !PeerEndpoint.TryParse(Encoding.UTF8.GetString(rest.Slice(1, rest[0])), out PeerEndpoint? endpoint))
                return false;
            endpoints.Add(endpoint);
            rest = rest[(1 + rest[0])..];
        }

        ticket = new PairingTicket(
            PeerKey.FromBytes(bytes.Slice(1, PeerKey.Length)), bytes.Slice(1 + PeerKey.Length, SecretBytes).ToArray(), DateTimeOffset.FromUnixTimeSeconds(seconds), endpoints);
        return true;
    }
}
