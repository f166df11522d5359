using System.Buffers;

namespace PeerProto.CompilerServices;

/// <summary>A value that was checked and left where it is, to be decoded when it is asked for.</summary>
public readonly ref struct BorrowedValue
{
    private readonly ReadOnlySequence<byte> _bytes;
    private readonly PeerCodecLimits? _limits;

    internal BorrowedValue(scoped in ReadOnlySequence<byte> bytes, PeerCodecLimits limits)
    {
        _bytes = bytes;
        _limits = limits;
    }

    /// <summary>Whether there is none: an older peer did not send it, or the view is the default one.</summary>
    public bool IsAbsent => _limits is null;

    /// <summary>A reader of the value.</summary>
    public PeerReader Open() => new(_bytes, _limits ?? PeerCodecLimits.Default);

    /// <summary>Reads a value, by way of trial, and leaves it where it is.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <typeparam name="TCodec">Its codec.</typeparam>
    /// <param name="reader">Where from; stands behind the value afterwards.</param>
    public static BorrowedValue Read<T, TCodec>(scoped ref PeerReader reader)
        where TCodec : struct, IPeerCodec<T>
    {
        long start = reader.BeginBorrowing();
        TCodec.Read(ref reader);
        return reader.BorrowSince(start);
    }

    /// <summary>The same for an array: its elements are read one by one and dropped, so that no memory is taken for all of them.</summary>
    /// <typeparam name="T">The elements.</typeparam>
    /// <typeparam name="TCodec">Their codec.</typeparam>
    /// <param name="reader">Where from; stands behind the array afterwards.</param>
    public static BorrowedValue ReadElements<T, TCodec>(scoped ref PeerReader reader)
        where TCodec : struct, IPeerCodec<T>
    {
        long start = reader.BeginBorrowing();
        for (int count = reader.ReadArrayHeader(); count > 0; count--)
            TCodec.Read(ref reader);
        return reader.BorrowSince(start);
    }

    /// <summary>Writes a value that no peer sent, such as the default of a member that an older peer does not have.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <typeparam name="TCodec">Its codec.</typeparam>
    /// <param name="value">The value.</param>
    public static BorrowedValue Of<T, TCodec>(T value)
        where TCodec : struct, IPeerCodec<T>
    {
        ArrayBufferWriter<byte> output = new();
        PeerWriter writer = new(output);
        TCodec.Write(ref writer, in value);
        writer.Flush();
        return new BorrowedValue(new ReadOnlySequence<byte>(output.WrittenMemory), PeerCodecLimits.Default);
    }
}
