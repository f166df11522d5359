namespace PeerProto.CompilerServices;

/// <summary>Puts members that this side does not know back where they came from.</summary>
/// <param name="members">The members.</param>
public ref struct UnknownMembersWriter(UnknownMembers members)
{
    private readonly int _trailing = members.Trailing;
    private ReadOnlySpan<byte> _left = members.Bytes;

    /// <summary>How many members the message has together with the known ones.</summary>
    /// <param name="known">How many are known, gaps counted.</param>
    public readonly int CountWith(int known) => known + _trailing;

    /// <summary>Writes what stood in the next gap, or nil.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteGap(ref PeerWriter writer)
    {
        if (_left.IsEmpty)
        {
            writer.WriteNil();
            return;
        }
        var reader = new PeerReader(_left, PeerCodecLimits.Default);
        reader.Skip();
        int length = _left.Length - (int)reader.Remaining;
        writer.WriteRaw(_left[..length]);
        _left = _left[length..];
    }

    /// <summary>Writes what stood behind the last known member.</summary>
    /// <param name="writer">Where to.</param>
    public readonly void WriteTrailing(ref PeerWriter writer)
    {
        if (_trailing > 0)
            writer.WriteRaw(_left);
    }
}
