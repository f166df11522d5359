namespace PeerProto.CompilerServices;

public ref partial struct PeerReader
{
    /// <summary>Begins a message that is written as a map.</summary>
    /// <returns>How many entries it has. <see cref="EndMap"/> comes behind the last.</returns>
    public int BeginMap()
    {
        if (_depthLeft == 0)
            throw DecodeErrors.TooDeep(_limits.MaxDepth, Offset);
        int count = ReadMapHeader();
        _depthLeft--;
        return count;
    }

    /// <summary>Ends the message that <see cref="BeginMap"/> began.</summary>
    public void EndMap() => _depthLeft++;

    /// <summary>Reads the key of an entry.</summary>
    /// <param name="keys">The keys this side knows.</param>
    /// <param name="seen">Those that came before; the one that comes now is added.</param>
    /// <returns>The key's position in <paramref name="keys"/>, or -1 for one that this side does not know and whose value it skips.</returns>
    /// <exception cref="PeerDecodeException">The key is no string, or came before.</exception>
    public int ReadKey(MapKeys keys, ref SeenKeys seen)
    {
        ArgumentNullException.ThrowIfNull(keys);
        int length = TakeStringLength("a key", Offset);
        int index = _span.Length - _position >= length ? keys.Find(_span.Slice(_position, length), seen.Next) : FindCutKey(keys, length, seen.Next);
        Advance(length);
        if (index >= 0 && !seen.Add(index))
            throw Duplicate("key");
        return index;
    }

    private readonly int FindCutKey(MapKeys keys, int length, int likely)
    {
        if (length > keys.LongestText)
            return -1;
        PeerReader copy = this;
        Span<byte> text = length <= MaxStackString ? stackalloc byte[length] : new byte[length];
        copy.CopyTo(text);
        return keys.Find(text, likely);
    }
}
