using System.Buffers;
using CsCheck;
using MessagePack;
using MessagePack.Resolvers;
using PeerProto.CompilerServices;
using PeerProto.Matrix.Tests.Support;

namespace PeerProto.Matrix.Tests.Cells;

/// <summary>The value alone is what stands behind the header of a message with it as its only member.</summary>
internal sealed class MessagePackCell<T, TMessage, TCodec>(string name, Gen<T> values, Func<T, TMessage> wrap, Func<TMessage, T> unwrap) : IMessagePackCell
    where TCodec : struct, IPeerCodec<TMessage>
{
    private const byte ArrayOfOne = 0x91;

    private static readonly MessagePackSerializerOptions Options = MessagePackSerializerOptions.Standard.WithResolver(
        CompositeResolver.Create(NativeGuidResolver.Instance, StandardResolver.Instance));

    public string Name => name;

    public void Compare(int count) => values.Sample(Compare, iter: count, threads: 1);

    private void Compare(T value)
    {
        byte[] ours = Encode(wrap(value));
        byte[] theirs = [ArrayOfOne, .. MessagePackSerializer.Serialize(value, Options)];

        Assert.Equal(Convert.ToHexString(theirs), Convert.ToHexString(ours));
        SameValue.Exact.Assert(value, MessagePackSerializer.Deserialize<T>(ours.AsMemory(1), Options));
        PeerReader reader = new(theirs, PeerCodecLimits.Default);
        SameValue.Exact.Assert(value, unwrap(TCodec.Read(ref reader)));
    }

    private static byte[] Encode(TMessage message)
    {
        ArrayBufferWriter<byte> output = new();
        PeerWriter writer = new(output);
        TCodec.Write(ref writer, in message);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }
}
