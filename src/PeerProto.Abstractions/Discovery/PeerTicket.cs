using System.Diagnostics.CodeAnalysis;

namespace PeerProto;

/// <summary>
/// Whom to expect and where, as a text to send, print or show as a QR code: <c>peerproto-peer:</c>, the key, and the endpoints behind semicolons. It holds no secret, and does not make anybody
/// trust anybody; a connection made by it is one to the holder of the key or none. Immutable.
/// </summary>
public sealed class PeerTicket : IParsable<PeerTicket>
{
    /// <summary>What the text of a ticket begins with.</summary>
    public const string Prefix = "peerproto-peer:";

    /// <summary>The most endpoints of a ticket.</summary>
    public const int MaximumEndpoints = 8;

    /// <summary>The longest text of a ticket, in characters; what fits a QR code of version 25 with room to spare.</summary>
    public const int MaximumTextLength = 1200;

    private const char Separator = ';';

    private readonly PeerEndpoint[] _endpoints;

    /// <summary>Makes a ticket.</summary>
    /// <param name="key">The key of the peer.</param>
    /// <param name="endpoints">Where it is reached: 1 to <see cref="MaximumEndpoints"/>, without semicolons.</param>
    /// <exception cref="ArgumentException">The endpoints are none or too many, or one of them cannot be written in a ticket.</exception>
    public PeerTicket(PeerKey key, IEnumerable<PeerEndpoint> endpoints)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(endpoints);
        Key = key;
        _endpoints = [.. endpoints];
        if (_endpoints.Length is 0 or > MaximumEndpoints)
            throw new ArgumentException($"A ticket has 1 to {MaximumEndpoints} endpoints, not {_endpoints.Length}. Name those by which the peer is reached best.", nameof(endpoints));
        if (Array.Find(_endpoints, static endpoint => endpoint is null || endpoint.ToString().Contains(Separator, StringComparison.Ordinal)) is { } odd)
            throw new ArgumentException($"{odd} holds a semicolon, which parts the endpoints of a ticket. Choose another path.", nameof(endpoints));
        int length = ToText().Length;
        if (length > MaximumTextLength)
            throw new ArgumentException($"The ticket takes {length} characters, more than {MaximumTextLength}. Name fewer or shorter endpoints.", nameof(endpoints));
    }

    /// <summary>The key that the peer has to prove to hold.</summary>
    public PeerKey Key { get; }

    /// <summary>Where the peer is reached.</summary>
    public IReadOnlyList<PeerEndpoint> Endpoints => _endpoints;

    /// <summary>The text to show.</summary>
    public string ToText() => $"{Prefix}{Convert.ToHexStringLower(Key.Span)}{string.Concat(_endpoints.Select(static endpoint => $"{Separator}{endpoint}"))}";

    /// <summary>The peer that the ticket tells of, for a list of peers.</summary>
    public PeerCandidate ToCandidate() => new(_endpoints, Key);

    /// <summary>Reads the text of a ticket.</summary>
    /// <param name="text">The text as <see cref="ToText"/> wrote it; white space around it does not count.</param>
    /// <exception cref="FormatException">The text is no ticket.</exception>
    public static PeerTicket Parse(string text) => Parse(text, null);

    /// <inheritdoc/>
    public static PeerTicket Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, provider, out PeerTicket? ticket)
            ? ticket
            : throw new FormatException($"The text is no ticket: it is {Prefix}, a key of {2 * PeerKey.Length} hexadecimal digits, and 1 to {MaximumEndpoints} endpoints, each behind a semicolon.");
    }

    /// <summary>Reads the text of a ticket.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="ticket">The ticket, or null if the text is none.</param>
    /// <returns>Whether the text is a ticket.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PeerTicket? ticket) => TryParse(text, null, out ticket);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out PeerTicket result)
    {
        result = null;
        string text = s is null ? "" : s.Trim();
        if (text.Length > MaximumTextLength || !text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return false;
        string[] parts = text[Prefix.Length..].Split(Separator, MaximumEndpoints + 2);
        byte[] key = new byte[PeerKey.Length];
        if (parts.Length is < 2 or > MaximumEndpoints + 1 || parts[0].Length != 2 * key.Length
            || Convert.FromHexString(parts[0], key, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        List<PeerEndpoint> endpoints = [];
        foreach (string part in parts.AsSpan(1))
        {
            if (!PeerEndpoint.TryParse(part, out PeerEndpoint? endpoint))
                return false;
            endpoints.Add(endpoint);
        }

        result = new PeerTicket(PeerKey.FromBytes(key), endpoints);
        return true;
    }

    /// <summary>The text, which holds no secret.</summary>
    /// <returns>The same as <see cref="ToText"/>.</returns>
    public override string ToString() => ToText();
}
