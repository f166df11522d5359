using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PeerProto.Benchmarks.Codec.Serializers;

/// <summary>System.Text.Json with its generated code and a kept writer.</summary>
internal readonly struct SystemTextJson<T> : ISerializer<T>
{
    private static readonly JsonTypeInfo<T> TypeInfo = (JsonTypeInfo<T>)JsonMessages.Default.GetTypeInfo(typeof(T))!;
    private static readonly Utf8JsonWriter Writer = new(new ArrayBufferWriter<byte>());

    public static string Name => "System.Text.Json, generated";

    public static void Write(ArrayBufferWriter<byte> output, in T value)
    {
        Writer.Reset(output);
        JsonSerializer.Serialize(Writer, value, TypeInfo);
    }

    public static T Read(byte[] bytes) => JsonSerializer.Deserialize(bytes, TypeInfo)!;
}
