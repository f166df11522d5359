using PeerProto.Benchmarks.Codec.Serializers;

namespace PeerProto.Benchmarks.Codec.Rows;

/// <summary>Reads one message from bytes in one piece.</summary>
internal sealed class ReadRow<T, TSerializer>(byte[] bytes) : CodecRow(TSerializer.Name)
    where TSerializer : struct, ISerializer<T>
{
    private T? _last;

    public override int Bytes => bytes.Length;

    /// <summary>What was read last.</summary>
    public T? Last => _last;

    protected override void Run(int operations)
    {
        for (int i = 0; i < operations; i++)
            _last = TSerializer.Read(bytes);
    }
}
