using System.Buffers;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PeerProto.CompilerServices;

namespace PeerProto.Generators.Tests.Harness;

/// <summary>Calls the generated codecs of types that a test compiled.</summary>
internal static class Codec
{
    private static readonly JsonSerializerOptions Json = new()
    {
        IncludeFields = true,
        Converters =
        {
            new AsText<Rune>(rune => rune.Value.ToString("X", CultureInfo.InvariantCulture)),
            new AsText<BigInteger>(number => number.ToString(CultureInfo.InvariantCulture)),
            new AsText<IPAddress>(address => address.ToString()),
            new AsText<IPEndPoint>(endpoint => endpoint.ToString()),
            new AsText<ValueTuple<int>>(tuple => tuple.ToString()),
            new AsText<(int, string?)>(tuple => tuple.ToString()),
            new AsText<(int, int, int, int, int, int, int, string, Guid)>(tuple => tuple.ToString()),
            new AsText<ReadOnlySequence<byte>>(bytes => Convert.ToHexString(bytes.ToArray())),
        },
    };

    /// <summary>The bytes of a message.</summary>
    public static byte[] Encode(object message) => (byte[])Invoke(nameof(EncodeAs), message.GetType(), message);

    /// <summary>The message of these bytes.</summary>
    public static object Decode(Type type, byte[] bytes) => Invoke(nameof(DecodeAs), type, bytes);

    /// <summary>The codec's largest size.</summary>
    public static int MaxSize(Type type) => (int)Invoke(nameof(MaxSizeOf), type);

    /// <summary>A message as text that equals for equal content: written by a serializer that knows nothing of PeerProto.</summary>
    public static string Describe(object message) => JsonSerializer.Serialize(message, message.GetType(), Json);

    private static object Invoke(string method, Type type, params object[] arguments)
    {
        try
        {
            return typeof(Codec).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type, type.GetNestedType("PeerCodec")!)
                .Invoke(null, arguments)!;
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } inner)
        {
            throw inner;
        }
    }

    private static byte[] EncodeAs<T, TCodec>(T message)
        where TCodec : struct, IPeerCodec<T>
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new PeerWriter(output);
        TCodec.Write(ref writer, message);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static T DecodeAs<T, TCodec>(byte[] bytes)
        where TCodec : struct, IPeerCodec<T>
    {
        var reader = new PeerReader(bytes, PeerCodecLimits.Default);
        T message = TCodec.Read(ref reader);
        Assert.True(reader.End);
        return message;
    }

    private static int MaxSizeOf<T, TCodec>()
        where TCodec : struct, IPeerCodec<T> => TCodec.MaxSize;

    /// <summary>Types that the serializer does not tell by their value.</summary>
    private sealed class AsText<T>(Func<T, string> text) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(text(value));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(text(value!));
    }
}
