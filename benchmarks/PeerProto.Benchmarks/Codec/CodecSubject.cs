using PeerProto.Benchmarks.Codec.Rows;
using PeerProto.Benchmarks.Codec.Serializers;

namespace PeerProto.Benchmarks.Codec;

/// <summary>A message with its rows, both ways.</summary>
/// <param name="name">What the command line and tables call it.</param>
internal sealed class CodecSubject(string name)
{
    private readonly List<CodecRow> _writes = [];
    private readonly List<CodecRow> _reads = [];

    public string Name => name;

    public IReadOnlyList<CodecRow> Writes => _writes;

    public IReadOnlyList<CodecRow> Reads => _reads;

    /// <summary>The goals of writing and reading: the largest ratio of PeerProto's time to the row whose name starts so.</summary>
    public required IReadOnlyList<CodecGoal> Goals { get; init; }

    /// <summary>Adds both rows of a serializer, and proves that it reads what it wrote.</summary>
    /// <param name="value">The message.</param>
    /// <param name="expected">The bytes it has to take, where several serializers should write the same.</param>
    public byte[] Add<T, TSerializer>(T value, byte[]? expected = null)
        where TSerializer : struct, ISerializer<T>
    {
        WriteRow<T, TSerializer> write = new(value);
        byte[] bytes = write.Written;
        if (expected is not null && !bytes.AsSpan().SequenceEqual(expected))
            throw new InvalidOperationException($"{TSerializer.Name} writes {name} as {Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 200)))}.");
        WriteRow<T, TSerializer> again = new(TSerializer.Read(bytes));
        if (!again.Written.AsSpan().SequenceEqual(bytes))
            throw new InvalidOperationException($"{TSerializer.Name} does not read back the {name} that it wrote.");
        _writes.Add(write);
        _reads.Add(new ReadRow<T, TSerializer>(bytes));
        return bytes;
    }

    /// <summary>Adds a row that only reads.</summary>
    public void AddRead(CodecRow row) => _reads.Add(row);
}
