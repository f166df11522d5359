using System.Buffers;
using PeerProto.CompilerServices;

namespace PeerProto.Benchmarks.Codec.Serializers;

/// <summary>The generated codec.</summary>
internal readonly struct PeerProtoSerializer<T, TCodec> : ISerializer<T>
    where TCodec : struct, IPeerCodec<T>
{
    public static string Name => "PeerProto";

    public static void Write(ArrayBufferWriter<byte> output, in T value)
    {
        PeerWriter writer = new(output);
        TCodec.Write(ref writer, in value);
        writer.Flush();
    }

    public static T Read(byte[] bytes)
    {
        PeerReader reader = new(bytes, PeerCodecLimits.Default);
        return TCodec.Read(ref reader);
    }
}
