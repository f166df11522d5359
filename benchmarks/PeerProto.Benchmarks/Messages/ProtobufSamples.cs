using Google.Protobuf;
using PeerProto.Benchmarks.Messages.Protobuf;

namespace PeerProto.Benchmarks.Messages;

/// <summary>The same samples as Protobuf's generated classes.</summary>
internal static class ProtobufSamples
{
    public static Small Small { get; } = new()
    {
        Id = ByteString.CopyFrom(SmallMessage.Sample.Id.ToByteArray()),
        X = SmallMessage.Sample.X,
        Y = SmallMessage.Sample.Y,
        Z = SmallMessage.Sample.Z,
        Sequence = SmallMessage.Sample.Sequence,
        Flags = SmallMessage.Sample.Flags,
    };

    public static Chat Chat { get; } = new()
    {
        Text = ChatMessage.Sample.Text,
        Id = ByteString.CopyFrom(ChatMessage.Sample.Id.ToByteArray()),
        Ticks = ChatMessage.Sample.Time.Ticks,
        Scores = { ChatMessage.Sample.Scores },
    };

    public static Large Large { get; } = new()
    {
        Name = LargeMessage.Sample.Name,
        Id = ByteString.CopyFrom(LargeMessage.Sample.Id.ToByteArray()),
        Sequence = LargeMessage.Sample.Sequence,
        Flags = LargeMessage.Sample.Flags,
        Payload = ByteString.CopyFrom(LargeMessage.Sample.Payload),
    };
}
