using System.Buffers;
using Google.Protobuf;

namespace PeerProto.Benchmarks.Codec.Serializers;

/// <summary>Protobuf with its generated classes.</summary>
internal readonly struct GoogleProtobuf<T> : ISerializer<T>
    where T : class, IMessage<T>, new()
{
    private static readonly MessageParser<T> Parser = new(static () => new T());

    public static string Name => "Google.Protobuf 3.36";

    public static void Write(ArrayBufferWriter<byte> output, in T value) => value.WriteTo(output);

    public static T Read(byte[] bytes) => Parser.ParseFrom(bytes);
}
