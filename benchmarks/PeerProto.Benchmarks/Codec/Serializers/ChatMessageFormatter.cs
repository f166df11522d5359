using MessagePack;
using MessagePack.Formatters;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Codec.Serializers;

/// <summary>What MessagePack-CSharp's generator emits for <see cref="ChatMessage"/>.</summary>
internal sealed class ChatMessageFormatter : IMessagePackFormatter<ChatMessage?>
{
    public void Serialize(ref MessagePackWriter writer, ChatMessage? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        IFormatterResolver resolver = options.Resolver;
        writer.WriteArrayHeader(5);
        resolver.GetFormatterWithVerify<string>().Serialize(ref writer, value.Text, options);
        resolver.GetFormatterWithVerify<Guid>().Serialize(ref writer, value.Id, options);
        resolver.GetFormatterWithVerify<DateTime>().Serialize(ref writer, value.Time, options);
        resolver.GetFormatterWithVerify<List<int>>().Serialize(ref writer, value.Scores, options);
        resolver.GetFormatterWithVerify<string?>().Serialize(ref writer, value.Note, options);
    }

    public ChatMessage? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil())
            return null;
        options.Security.DepthStep(ref reader);
        IFormatterResolver resolver = options.Resolver;
        int length = reader.ReadArrayHeader();
        string text = null!;
        Guid id = default;
        DateTime time = default;
        List<int> scores = null!;
        string? note = null;
        for (int i = 0; i < length; i++)
        {
            switch (i)
            {
                case 0:
                    text = resolver.GetFormatterWithVerify<string>().Deserialize(ref reader, options);
                    break;
                case 1:
                    id = resolver.GetFormatterWithVerify<Guid>().Deserialize(ref reader, options);
                    break;
                case 2:
                    time = resolver.GetFormatterWithVerify<DateTime>().Deserialize(ref reader, options);
                    break;
                case 3:
                    scores = resolver.GetFormatterWithVerify<List<int>>().Deserialize(ref reader, options);
                    break;
                case 4:
                    note = resolver.GetFormatterWithVerify<string?>().Deserialize(ref reader, options);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.Depth--;
        return new ChatMessage(text, id, time, scores, note);
    }
}
