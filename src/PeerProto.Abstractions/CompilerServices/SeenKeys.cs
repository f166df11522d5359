using System.Runtime.CompilerServices;

namespace PeerProto.CompilerServices;

/// <summary>Which keys of a message that is written as a map have come.</summary>
public struct SeenKeys
{
    private const int BitsPerWord = 64;

    private Words _words;
    private int _next;

    /// <summary>The key that most likely comes next: the one behind the last.</summary>
    internal readonly int Next => _next;

    /// <summary>Whether a key has come.</summary>
    /// <param name="index">Its position in <see cref="MapKeys"/>.</param>
    public readonly bool Has(int index) => (_words[index / BitsPerWord] >> (index % BitsPerWord) & 1) != 0;

    /// <summary>Notes a key.</summary>
    /// <returns>Whether it is the first time.</returns>
    internal bool Add(int index)
    {
        if (Has(index))
            return false;
        _words[index / BitsPerWord] |= 1UL << (index % BitsPerWord);
        _next = index + 1;
        return true;
    }

    [InlineArray(MapKeys.MaxCount / BitsPerWord)]
    private struct Words
    {
        private ulong _first;
    }
}
