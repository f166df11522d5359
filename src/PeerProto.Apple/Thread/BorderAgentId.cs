using System.Diagnostics.CodeAnalysis;

namespace PeerProto.Apple;

/// <summary>
/// What names a border agent when credentials are stored for it: the <c>id</c> of its <c>_meshcop._udp</c> service, 16 bytes, or else its <c>xa</c>, 8 bytes. Apple states no length; a MAC
/// address of 6 bytes is neither, and the framework finds no border agent by it.
/// </summary>
public sealed class BorderAgentId : IEquatable<BorderAgentId>
{
    /// <summary>The bytes of an identifier.</summary>
    public const int IdentifierLength = 16;

    /// <summary>The bytes of an extended address.</summary>
    public const int ExtendedAddressLength = 8;

    private const int MacAddressLength = 6;

    private readonly byte[] _bytes;

    private BorderAgentId(byte[] bytes) => _bytes = bytes;

    /// <summary>Which name it is.</summary>
    public BorderAgentIdKind Kind => _bytes.Length == IdentifierLength ? BorderAgentIdKind.Identifier : BorderAgentIdKind.ExtendedAddress;

    /// <summary>The bytes. The memory belongs to the identifier.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>Takes the bytes of a name, or says why they are none.</summary>
    /// <param name="bytes">The bytes; they are copied.</param>
    /// <param name="id">The name, when they are one.</param>
    /// <param name="refusal">Why not otherwise, in one or two sentences with a next step.</param>
    /// <returns>Whether they are one.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out BorderAgentId? id, [NotNullWhen(false)] out string? refusal)
    {
        id = null;
        refusal = bytes.Length switch
        {
            IdentifierLength or ExtendedAddressLength when !bytes.ContainsAnyExcept((byte)0) => "The border agent identifier is all zeros. Browse for _meshcop._udp and take 'id' from the TXT record.",
            IdentifierLength or ExtendedAddressLength => null,
            MacAddressLength =>
                "6 bytes are a MAC address, and Apple looks for the border agent by the identifier it advertises. Browse for _meshcop._udp and take 'id' from the TXT record (16 bytes), or 'xa' (8 bytes) where there is none.",
            _ => $"A border agent identifier has {IdentifierLength} bytes ('id' of _meshcop._udp) or {ExtendedAddressLength} ('xa'), not {bytes.Length}. Browse for _meshcop._udp and take it from the TXT record.",
        };
        if (refusal is not null)
            return false;
        id = new BorderAgentId(bytes.ToArray());
        return true;
    }

    /// <summary>Takes the bytes of a name.</summary>
    /// <param name="bytes">The bytes; they are copied.</param>
    /// <exception cref="ArgumentException">They are none; the message says why and what to do.</exception>
    public static BorderAgentId Create(ReadOnlySpan<byte> bytes) =>
        TryCreate(bytes, out BorderAgentId? id, out string? refusal) ? id : throw new ArgumentException(refusal, nameof(bytes));

    /// <summary>Reads a name from hexadecimal digits, which may be separated by colons or hyphens.</summary>
    /// <param name="hex">The digits.</param>
    /// <exception cref="FormatException">It is none; the message says why and what to do.</exception>
    public static BorderAgentId Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        string digits = hex.Trim().Replace(":", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (digits.Length > 2 * byte.MaxValue || digits.Length % 2 != 0 || !digits.All(char.IsAsciiHexDigit))
            throw new FormatException("A border agent identifier is written in hexadecimal digits, two for each byte.");
        return TryCreate(Convert.FromHexString(digits), out BorderAgentId? id, out string? refusal) ? id : throw new FormatException(refusal);
    }

    /// <inheritdoc/>
    public bool Equals(BorderAgentId? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BorderAgentId);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(_bytes);
        return hash.ToHashCode();
    }

    /// <summary>The bytes in hexadecimal digits. They are no secret: the border agent tells them everybody on its network.</summary>
    /// <returns>The digits, in lower case.</returns>
    public override string ToString() => Convert.ToHexStringLower(_bytes);
}
