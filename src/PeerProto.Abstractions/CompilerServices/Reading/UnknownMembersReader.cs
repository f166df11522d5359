namespace PeerProto.CompilerServices;

/// <summary>Gathers the members of a message that this side does not know, as generated code comes to them.</summary>
public struct UnknownMembersReader
{
    private byte[]? _bytes;
    private int _length;
    private bool _isAny;

    /// <summary>Keeps the value that a newer peer put into a gap. Nil is none.</summary>
    /// <param name="reader">Where from; stands behind the value afterwards.</param>
    public void ReadGap(ref PeerReader reader)
    {
        byte[] value = reader.ReadRaw();
        _isAny |= value is not [MessagePackCode.Nil];
        Append(value);
    }

    /// <summary>Keeps what follows the last known member.</summary>
    /// <param name="reader">Where from; stands behind the message's members afterwards.</param>
    /// <param name="count">How many members the message has.</param>
    /// <param name="known">How many of them this side knows.</param>
    /// <returns>All that was kept.</returns>
    public UnknownMembers End(ref PeerReader reader, int count, int known)
    {
        int trailing = Math.Max(0, count - known);
        if (!_isAny && trailing == 0)
            return default;
        Append(reader.ReadRaw((long)trailing));
        return new UnknownMembers(_bytes.AsSpan(0, _length).ToArray(), trailing);
    }

    private void Append(byte[] value)
    {
        if (_bytes is null || _bytes.Length - _length < value.Length)
            Array.Resize(ref _bytes, Math.Max(_length + value.Length, 2 * _length));
        value.CopyTo(_bytes, _length);
        _length += value.Length;
    }
}
