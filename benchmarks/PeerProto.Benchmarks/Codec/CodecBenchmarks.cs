using System.Buffers;
using BenchmarkDotNet.Attributes;
using MemoryPack;
using MessagePack;
using MessagePack.Resolvers;
using PeerProto.CompilerServices;

namespace PeerProto.Benchmarks.Codec;

/// <summary>
/// One message through the hand-written floor, the generated codec and the serializers that .NET people know. One reused output, input in one piece.
/// </summary>
/// <typeparam name="T">The message.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
public abstract class CodecBenchmarks<T, TCodec>
    where TCodec : struct, IPeerCodec<T>
{
    private static readonly MessagePackSerializerOptions NativeGuid = MessagePackSerializerOptions.Standard.WithResolver(
        CompositeResolver.Create(NativeGuidResolver.Instance, StandardResolver.Instance));

    private readonly ArrayBufferWriter<byte> _output = new(1024);
    private readonly T _value;
    private readonly byte[] _bytes;
    private readonly byte[] _memoryPackBytes;

    /// <summary>Prepares the input, and proves that all who should write the same bytes do.</summary>
    protected CodecBenchmarks(T value)
    {
        _value = value;
        _memoryPackBytes = MemoryPackSerializer.Serialize(value);
        _bytes = MessagePackSerializer.Serialize(value, NativeGuid);
        WriteByHand();
        RequireSameBytes();
        WritePeerProto();
        RequireSameBytes();
    }

    [Benchmark(Baseline = true, Description = "by hand")]
    [BenchmarkCategory("write")]
    public int WriteByHand()
    {
        _output.ResetWrittenCount();
        WriteByHand(_output, _value);
        return _output.WrittenCount;
    }

    [Benchmark(Description = "PeerProto")]
    [BenchmarkCategory("write")]
    public int WritePeerProto()
    {
        _output.ResetWrittenCount();
        PeerWriter writer = new(_output);
        TCodec.Write(ref writer, in _value);
        writer.Flush();
        return _output.WrittenCount;
    }

    [Benchmark(Description = "MessagePack-CSharp")]
    [BenchmarkCategory("write")]
    public int WriteMessagePack()
    {
        _output.ResetWrittenCount();
        MessagePackSerializer.Serialize(_output, _value, NativeGuid);
        return _output.WrittenCount;
    }

    [Benchmark(Description = "MemoryPack")]
    [BenchmarkCategory("write")]
    public int WriteMemoryPack()
    {
        _output.ResetWrittenCount();
        MemoryPackSerializer.Serialize(_output, _value);
        return _output.WrittenCount;
    }

    [Benchmark(Baseline = true, Description = "by hand")]
    [BenchmarkCategory("read")]
    public T ReadByHand() => ReadByHand(_bytes);

    [Benchmark(Description = "PeerProto")]
    [BenchmarkCategory("read")]
    public T ReadPeerProto()
    {
        PeerReader reader = new(_bytes, PeerCodecLimits.Default);
        return TCodec.Read(ref reader);
    }

    [Benchmark(Description = "MessagePack-CSharp")]
    [BenchmarkCategory("read")]
    public T ReadMessagePack() => MessagePackSerializer.Deserialize<T>(_bytes, NativeGuid);

    [Benchmark(Description = "MemoryPack")]
    [BenchmarkCategory("read")]
    public T? ReadMemoryPack() => MemoryPackSerializer.Deserialize<T>(_memoryPackBytes);

    protected abstract void WriteByHand(IBufferWriter<byte> output, in T value);

    protected abstract T ReadByHand(ReadOnlySpan<byte> bytes);

    private void RequireSameBytes()
    {
        if (!_output.WrittenSpan.SequenceEqual(_bytes))
            throw new InvalidOperationException($"{Convert.ToHexString(_output.WrittenSpan)} is not {Convert.ToHexString(_bytes)}.");
    }
}
