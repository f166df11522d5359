using System.Buffers;
using System.Collections;
using System.Runtime.InteropServices;
using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

internal sealed class CodecSample<T, TCodec>(string name, T value) : ICodecSample
    where TCodec : struct, IPeerCodec<T>
{
    public string Name => name;

    public int MaxSize => TCodec.MaxSize;

    public void Write(IBufferWriter<byte> output)
    {
        PeerWriter writer = new(output);
        TCodec.Write(ref writer, value);
        writer.Flush();
    }

    public void ReadAny(in ReadOnlySequence<byte> bytes)
    {
        PeerReader reader = new(bytes, PeerCodecLimits.Default);
        T read = TCodec.Read(ref reader);
        PeerWriter writer = new(new ArrayBufferWriter<byte>());
        TCodec.Write(ref writer, read);
        writer.Flush();
    }

    public void AssertReads(in ReadOnlySequence<byte> bytes)
    {
        PeerReader reader = new(bytes, PeerCodecLimits.Default);
        T read = TCodec.Read(ref reader);
        Assert.True(reader.End);
        Assert.Equal(0, reader.Remaining);
        if (value is DateTime expected && read is DateTime actual)
            Assert.Equal((expected.Ticks, expected.Kind), (actual.Ticks, actual.Kind));
        else if (value is DateTimeOffset expectedOffset && read is DateTimeOffset actualOffset)
            Assert.True(expectedOffset.EqualsExact(actualOffset));
        else if (value is Memory<byte> or ReadOnlyMemory<byte> or ReadOnlySequence<byte> or Memory<int> or Memory<char> or ReadOnlyMemory<double>)
            Assert.Equal(Bytes(value), Bytes(read));
        else if (value is IEnumerable sequence and not string)
            Assert.Equal(sequence, read as IEnumerable);
        else
            Assert.Equal(value, read);
    }

    private static byte[] Bytes(T value) => value switch
    {
        Memory<byte> memory => memory.ToArray(),
        ReadOnlyMemory<byte> memory => memory.ToArray(),
        ReadOnlySequence<byte> sequence => sequence.ToArray(),
        Memory<int> memory => MemoryMarshal.AsBytes(memory.Span).ToArray(),
        Memory<char> memory => MemoryMarshal.AsBytes(memory.Span).ToArray(),
        ReadOnlyMemory<double> memory => MemoryMarshal.AsBytes(memory.Span).ToArray(),
        _ => throw new InvalidOperationException(),
    };
}
