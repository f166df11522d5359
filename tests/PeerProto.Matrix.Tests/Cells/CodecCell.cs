using System.Buffers;
using CsCheck;
using PeerProto.CompilerServices;
using PeerProto.Matrix.Tests.Support;

namespace PeerProto.Matrix.Tests.Cells;

internal sealed class CodecCell<TMessage, TCodec>(string name, Gen<TMessage> values) : ICodecCell
    where TMessage : notnull
    where TCodec : struct, IPeerCodec<TMessage>
{
    public string Name => name;

    public void RoundTrip(int count) => values.Sample(CheckRoundTrip, iter: count, threads: 1);

    public IReadOnlyList<byte[]> Encodings(int count, ulong seed)
    {
        PCG random = new(1, seed);
        return [.. Enumerable.Range(0, count).Select(_ => Encode(values.Generate(random, null, out Size _)))];
    }

    public object Decode(in ReadOnlySequence<byte> bytes) => Read(bytes);

    public byte[] Encode(object message) => Encode((TMessage)message);

    private static void CheckRoundTrip(TMessage value)
    {
        byte[] bytes = Encode(value);
        Assert.InRange(bytes.Length, 1, TCodec.MaxSize);
        SameValue.Exact.Assert(value, Read(new ReadOnlySequence<byte>(bytes)));
        foreach (ReadOnlySequence<byte> cut in Pieces.EveryCut(bytes))
            SameValue.Exact.Assert(value, Read(cut));
    }

    private static byte[] Encode(TMessage value)
    {
        ArrayBufferWriter<byte> output = new();
        PeerWriter writer = new(output);
        TCodec.Write(ref writer, in value);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static TMessage Read(in ReadOnlySequence<byte> bytes)
    {
        PeerReader reader = new(bytes, PeerCodecLimits.Default);
        TMessage value = TCodec.Read(ref reader);
        return reader.End ? value : throw new PeerDecodeException($"{reader.Remaining} bytes are left behind the message.");
    }
}
