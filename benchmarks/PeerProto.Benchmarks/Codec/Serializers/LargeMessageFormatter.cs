using MessagePack;
using MessagePack.Formatters;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Codec.Serializers;

/// <summary>What MessagePack-CSharp's generator emits for <see cref="LargeMessage"/>.</summary>
internal sealed class LargeMessageFormatter : IMessagePackFormatter<LargeMessage?>
{
    public void Serialize(ref MessagePackWriter writer, LargeMessage? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        IFormatterResolver resolver = options.Resolver;
        writer.WriteArrayHeader(5);
        resolver.GetFormatterWithVerify<string>().Serialize(ref writer, value.Name, options);
        resolver.GetFormatterWithVerify<Guid>().Serialize(ref writer, value.Id, options);
        writer.Write(value.Sequence);
        writer.Write(value.Flags);
        writer.Write(value.Payload);
    }

    public LargeMessage? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil())
            return null;
        options.Security.DepthStep(ref reader);
        IFormatterResolver resolver = options.Resolver;
        int length = reader.ReadArrayHeader();
        string name = null!;
        Guid id = default;
        long sequence = 0;
        int flags = 0;
        byte[] payload = null!;
        for (int i = 0; i < length; i++)
        {
            switch (i)
            {
                case 0:
                    name = resolver.GetFormatterWithVerify<string>().Deserialize(ref reader, options);
                    break;
                case 1:
                    id = resolver.GetFormatterWithVerify<Guid>().Deserialize(ref reader, options);
                    break;
                case 2:
                    sequence = reader.ReadInt64();
                    break;
                case 3:
                    flags = reader.ReadInt32();
                    break;
                case 4:
                    payload = MessagePack.Internal.CodeGenHelpers.GetArrayFromNullableSequence(reader.ReadBytes())!;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.Depth--;
        return new LargeMessage(name, id, sequence, flags, payload);
    }
}
