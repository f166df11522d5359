namespace PeerProto.Testing;

/// <summary>What one direction of a cable did since it was plugged in.</summary>
/// <param name="Packets">How many packets went in.</param>
/// <param name="Bytes">How many bytes they had.</param>
/// <param name="Lost">How many of them were lost by chance.</param>
/// <param name="Duplicated">How many arrived twice.</param>
/// <param name="Reordered">How many were held back while others passed.</param>
/// <param name="Overflowed">How many were dropped since too much was waiting.</param>
public readonly record struct LinkCounters(long Packets, long Bytes, long Lost, long Duplicated, long Reordered, long Overflowed)
{
    /// <summary>"1204 packets, 1500321 bytes, 12 lost, 0 duplicated, 3 reordered, 0 overflowed".</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Packets} packets, {Bytes} bytes, {Lost} lost, {Duplicated} duplicated, {Reordered} reordered, {Overflowed} overflowed");
}
