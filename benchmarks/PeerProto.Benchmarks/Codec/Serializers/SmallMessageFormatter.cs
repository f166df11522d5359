using MessagePack;
using MessagePack.Formatters;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Codec.Serializers;

/// <summary>What MessagePack-CSharp's generator emits for <see cref="SmallMessage"/>.</summary>
internal sealed class SmallMessageFormatter : IMessagePackFormatter<SmallMessage>
{
    public void Serialize(ref MessagePackWriter writer, SmallMessage value, MessagePackSerializerOptions options)
    {
        IFormatterResolver resolver = options.Resolver;
        writer.WriteArrayHeader(6);
        resolver.GetFormatterWithVerify<Guid>().Serialize(ref writer, value.Id, options);
        writer.Write(value.X);
        writer.Write(value.Y);
        writer.Write(value.Z);
        writer.Write(value.Sequence);
        writer.Write(value.Flags);
    }

    public SmallMessage Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil())
            throw new InvalidOperationException("typecode is null, struct not supported");
        options.Security.DepthStep(ref reader);
        IFormatterResolver resolver = options.Resolver;
        int length = reader.ReadArrayHeader();
        Guid id = default;
        double x = 0, y = 0, z = 0;
        long sequence = 0;
        int flags = 0;
        for (int i = 0; i < length; i++)
        {
            switch (i)
            {
                case 0:
                    id = resolver.GetFormatterWithVerify<Guid>().Deserialize(ref reader, options);
                    break;
                case 1:
                    x = reader.ReadDouble();
                    break;
                case 2:
                    y = reader.ReadDouble();
                    break;
                case 3:
                    z = reader.ReadDouble();
                    break;
                case 4:
                    sequence = reader.ReadInt64();
                    break;
                case 5:
                    flags = reader.ReadInt32();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.Depth--;
        return new SmallMessage(id, x, y, z, sequence, flags);
    }
}
