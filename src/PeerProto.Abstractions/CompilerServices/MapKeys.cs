using System.Text;

namespace PeerProto.CompilerServices;

/// <summary>The keys of a message that is written as a map: as MessagePack for the writer, as text for the reader. Made once for each codec.</summary>
public sealed class MapKeys
{
    /// <summary>The most keys that a message may have.</summary>
    public const int MaxCount = 256;

    private readonly byte[][] _encoded;
    private readonly byte[][] _texts;

    /// <summary>Encodes the keys.</summary>
    /// <param name="keys">The keys, each once, at most <see cref="MaxCount"/>.</param>
    public MapKeys(params string[] keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Length, MaxCount);
        _encoded = new byte[keys.Length][];
        _texts = new byte[keys.Length][];
        for (int index = 0; index < keys.Length; index++)
        {
            _texts[index] = Encoding.UTF8.GetBytes(keys[index]);
            _encoded[index] = [.. PeerWriter.StringHeader(_texts[index].Length), .. _texts[index]];
            LongestText = Math.Max(LongestText, _texts[index].Length);
        }
    }

    /// <summary>How many bytes the longest key has.</summary>
    internal int LongestText { get; }

    /// <summary>A key as MessagePack.</summary>
    /// <param name="index">Its position.</param>
    public ReadOnlySpan<byte> this[int index] => _encoded[index];

    /// <summary>The position of a key, or -1. Looks first where a sender that writes the keys in order has the next one.</summary>
    internal int Find(ReadOnlySpan<byte> text, int likely)
    {
        if ((uint)likely < (uint)_texts.Length && text.SequenceEqual(_texts[likely]))
            return likely;
        for (int index = 0; index < _texts.Length; index++)
        {
            if (text.SequenceEqual(_texts[index]))
                return index;
        }
        return -1;
    }
}
