using System.Collections.Immutable;

namespace PeerProto.Discovery.Dns;

/// <summary>
/// The data of an NSEC record: the types that exist for the name. Multicast DNS uses the first bitmap block only, for types below 256
/// (RFC 6762 section 6.1); types of other blocks are dropped when read.
/// </summary>
/// <param name="NextName">In multicast DNS the record's own name.</param>
/// <param name="Types">The types that exist, ascending.</param>
internal sealed record DenialData(DnsName NextName, ImmutableArray<DnsRecordType> Types) : DnsRecordData
{
    private const int BitmapLength = 32;

    public override int Size => NextName.Wire.Length + Types.Length * sizeof(DnsRecordType);

    public bool Equals(DenialData? other) =>
        other is not null && NextName.Equals(other.NextName) && Types.AsSpan().SequenceEqual(other.Types.AsSpan());

    public override int GetHashCode() => HashCode.Combine(NextName, Types.Length);

    /// <summary>Reads the bitmap blocks after the next name; false when malformed.</summary>
    public static bool TryReadTypes(ReadOnlySpan<byte> blocks, out ImmutableArray<DnsRecordType> types)
    {
        types = [];
        var found = ImmutableArray.CreateBuilder<DnsRecordType>();
        int previousBlock = -1;
        while (!blocks.IsEmpty)
        {
            if (blocks.Length < 2)
                return false;
            int block = blocks[0];
            int length = blocks[1];
            if (block <= previousBlock || length is 0 or > BitmapLength || blocks.Length < 2 + length)
                return false;

            for (int bit = 0; block == 0 && bit < length * 8; bit++)
            {
                if ((blocks[2 + bit / 8] & (0x80 >> (bit % 8))) != 0)
                    found.Add((DnsRecordType)bit);
            }

            previousBlock = block;
            blocks = blocks[(2 + length)..];
        }

        types = found.DrainToImmutable();
        return true;
    }

    internal override void Write(DnsMessageWriter writer)
    {
        writer.WriteName(NextName);
        Span<byte> bitmap = stackalloc byte[BitmapLength];
        bitmap.Clear();
        int length = 0;
        foreach (DnsRecordType type in Types)
        {
            int place = (int)type / 8;
            bitmap[place] |= (byte)(0x80 >> ((int)type % 8));
            length = Math.Max(length, place + 1);
        }

        if (length == 0)
            return;
        writer.WriteBytes([0, (byte)length]);
        writer.WriteBytes(bitmap[..length]);
    }
}
