namespace PeerProto.Apple;

/// <summary>Where the bytes of a data set stop making sense.</summary>
/// <param name="Offset">The first byte that cannot be trusted. The TLVs before it are sound.</param>
/// <param name="FailedAt">Where the TLV stands that does not fit; <paramref name="Offset"/> or later, when unknown TLVs stand between.</param>
/// <param name="Type">The type that was read at <paramref name="FailedAt"/>.</param>
/// <param name="Length">The length that was read there; null where the bytes end after the type. 255 announces a longer length, which data sets do not have.</param>
/// <param name="Left">How many bytes are left for the value.</param>
/// <param name="ResumesAt">From where the bytes read again as TLVs of a data set, to the end; null when nowhere.</param>
public sealed record ThreadDatasetBreak(int Offset, int FailedAt, ThreadTlvType Type, int? Length, int Left, int? ResumesAt)
{
    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    /// <returns>The written break.</returns>
    public override string ToString()
    {
        string what = Length switch
        {
            null => $"a TLV of type 0x{(byte)Type:X2} has no length",
            0xFF => $"a TLV of type 0x{(byte)Type:X2} has an extended length, which no data set uses",
            _ => $"a TLV of type 0x{(byte)Type:X2} claims {Length} bytes where {Left} are left",
        };
        string where = FailedAt == Offset ? $"The data set is broken at byte {Offset}: {what}" : $"The data set is broken at byte {Offset}, and at byte {FailedAt} {what}";
        return ResumesAt is { } resumed ? $"{where}; from byte {resumed} on it reads again" : where;
    }
}
