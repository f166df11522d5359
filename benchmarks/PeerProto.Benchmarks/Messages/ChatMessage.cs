using MemoryPack;
using MessagePack;
using PeerProto.CompilerServices;

namespace PeerProto.Benchmarks.Messages;

/// <summary>Text, identifier, time, a short list and a string that is null.</summary>
[MemoryPackable]
[MessagePackObject]
public sealed partial record ChatMessage(
    [property: Key(0)] string Text,
    [property: Key(1)] Guid Id,
    [property: Key(2)] DateTime Time,
    [property: Key(3)] List<int> Scores,
    [property: Key(4)] string? Note)
{
    public static ChatMessage Sample { get; } = new(
        "The quick brown fox jumps over the dogs.",
        new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"),
        new DateTime(2025, 6, 1, 12, 30, 45, 123, DateTimeKind.Utc),
        [1, 2, 3, 100, 200, 3_000, 40_000, -5],
        null);

    /// <summary>In the shape that the generator emits.</summary>
    public readonly struct PeerCodec : IPeerCodec<ChatMessage>
    {
        public static int MaxSize => CompilerServices.PeerCodec.Unbounded;

        public static void Write(ref PeerWriter writer, in ChatMessage value)
        {
            writer.WriteArrayHeader(5);
            StringCodec.Write(ref writer, value.Text);
            MessagePackRun run = writer.BeginRun(33);
            run.WriteGuid(value.Id);
            run.WriteDateTime(value.Time);
            writer.EndRun(run);
            ListCodec<int, Int32Codec>.Write(ref writer, value.Scores);
            OptionalCodec<string, StringCodec>.Write(ref writer, value.Note);
        }

        public static ChatMessage Read(ref PeerReader reader)
        {
            int count = reader.BeginMessage();
            string text = count > 0 ? StringCodec.Read(ref reader) : "";
            Guid id = count > 1 ? reader.ReadGuid() : default;
            DateTime time = count > 2 ? reader.ReadDateTime() : default;
            List<int> scores = count > 3 ? ListCodec<int, Int32Codec>.Read(ref reader) : [];
            string? note = count > 4 ? OptionalCodec<string, StringCodec>.Read(ref reader) : default;
            reader.EndMessage(count, 5);
            return new ChatMessage(text, id, time, scores, note);
        }
    }
}
