using System.Buffers;
using MessagePack;
using PeerProto.CompilerServices;

namespace PeerProto;

/// <summary>Carries one value between the writers and readers of PeerProto and those of MessagePack-CSharp.</summary>
internal static class Bridge
{
    public const string NotAheadOfTime = "MessagePack-CSharp may make code at run time.";
    public const string NotTrimmed = "MessagePack-CSharp may find types at run time.";

    /// <summary>What formatters get: limits on depth, and hashing that a sender cannot make collide.</summary>
    public static MessagePackSerializerOptions Options { get; } = MessagePackSerializerOptions.Standard.WithSecurity(MessagePackSecurity.UntrustedData);

    public delegate void Serialize<in T>(ref MessagePackWriter output, T value);

    public delegate T Deserialize<out T>(ref MessagePackReader input);

    public static void Write<T>(ref PeerWriter writer, T value, Serialize<T> serialize)
    {
        var bytes = new ArrayBufferWriter<byte>();
        try
        {
            var output = new MessagePackWriter(bytes);
            serialize(ref output, value);
            output.Flush();
        }
        catch (Exception exception)
        {
            throw new PeerEncodeException($"MessagePack-CSharp could not write a {typeof(T).Name}: {exception.Message}", exception);
        }
        if (!IsOneValue(bytes.WrittenSpan))
            throw new PeerEncodeException($"The formatter of {typeof(T).Name} wrote something else than one MessagePack value. Let it write an array of its values.");
        writer.WriteRaw(bytes.WrittenSpan);
    }

    public static T Read<T>(ref PeerReader reader, Deserialize<T> deserialize)
    {
        var input = new MessagePackReader(reader.ReadRaw());
        T value;
        try
        {
            value = deserialize(ref input);
        }
        catch (Exception exception)
        {
            throw new PeerDecodeException($"MessagePack-CSharp could not read a {typeof(T).Name}: {exception.Message}", exception);
        }
        return input.End ? value : throw new PeerDecodeException($"The formatter of {typeof(T).Name} left {input.Sequence.Length - input.Consumed} bytes of its value.");
    }

    private static bool IsOneValue(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new PeerReader(bytes, PeerCodecLimits.Default);
            reader.Skip();
            return reader.End;
        }
        catch (PeerDecodeException)
        {
            return false;
        }
    }
}
