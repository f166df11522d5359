using System.Buffers;
using PeerProto.Benchmarks.Codec.Serializers;

namespace PeerProto.Benchmarks.Codec.Rows;

/// <summary>Writes one message into an output that is used again and again.</summary>
internal sealed class WriteRow<T, TSerializer> : CodecRow
    where TSerializer : struct, ISerializer<T>
{
    private readonly ArrayBufferWriter<byte> _output = new(128 * 1024);
    private readonly T _value;

    public WriteRow(T value)
        : base(TSerializer.Name)
    {
        _value = value;
        Run(1);
    }

    public override int Bytes => _output.WrittenCount;

    /// <summary>The bytes of the message.</summary>
    public byte[] Written => _output.WrittenSpan.ToArray();

    protected override void Run(int operations)
    {
        for (int i = 0; i < operations; i++)
        {
            _output.ResetWrittenCount();
            TSerializer.Write(_output, in _value);
        }
    }
}
