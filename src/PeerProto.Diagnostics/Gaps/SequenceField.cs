using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PeerProto;

/// <summary>Where datagrams carry a number that grows by one with each.</summary>
/// <param name="Offset">Bytes from the start of the content, 0 to 65,000.</param>
/// <param name="Size">Bytes of the number: 1, 2, 4 or 8.</param>
/// <param name="IsLittleEndian">Whether its lowest byte comes first.</param>
public sealed record SequenceField(int Offset, int Size, bool IsLittleEndian = false)
{
    private const int MaximumOffset = 65_000;

    /// <summary>Reads what a person writes: <c>offset:size</c>, with <c>:le</c> where the lowest byte comes first.</summary>
    /// <param name="text">Such as <c>0:4</c> or <c>8:2:le</c>.</param>
    /// <param name="field">The field; null where the text is none.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SequenceField? field)
    {
        field = null;
        string[] parts = (text ?? "").Split(':');
        if (parts.Length is not (2 or 3) || (parts.Length == 3 && parts[2] is not ("le" or "be")))
            return false;
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int offset) || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int size))
            return false;
        SequenceField found = new(offset, size, parts is [_, _, "le"]);
        field = found.IsValid ? found : null;
        return field is not null;
    }

    internal bool IsValid => Offset is >= 0 and <= MaximumOffset && Size is 1 or 2 or 4 or 8;

    internal ulong? Read(ReadOnlySpan<byte> content)
    {
        if (content.Length < Offset + Size)
            return null;
        ReadOnlySpan<byte> bytes = content.Slice(Offset, Size);
        return (Size, IsLittleEndian) switch
        {
            (1, _) => bytes[0],
            (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            (4, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            (4, false) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            (_, true) => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            _ => BinaryPrimitives.ReadUInt64BigEndian(bytes),
        };
    }
}
