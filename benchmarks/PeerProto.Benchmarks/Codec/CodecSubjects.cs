using PeerProto.Benchmarks.Codec.Rows;
using PeerProto.Benchmarks.Codec.Serializers;
using PeerProto.Benchmarks.Messages;
using Proto = PeerProto.Benchmarks.Messages.Protobuf;

namespace PeerProto.Benchmarks.Codec;

/// <summary>The messages that are measured, with all their rows and goals.</summary>
internal static class CodecSubjects
{
    private const string Own = "PeerProto";

    public static IEnumerable<CodecSubject> All()
    {
        yield return Small();
        yield return Chat();
        yield return Large();
    }

    private static CodecSubject Small()
    {
        CodecSubject subject = new("small")
        {
            Goals =
            [
                new(Own, HandWritten.Name, 1.3), new(Own, "MessagePack-CSharp", 1 / 5.0), new(Own, "Nerdbank", 1 / 5.0), new(Own, "MemoryPack", 2.5),
            ],
        };
        byte[] bytes = subject.Add<SmallMessage, SmallByHand>(SmallMessage.Sample);
        subject.Add<SmallMessage, PeerProtoSerializer<SmallMessage, SmallMessage.PeerCodec>>(SmallMessage.Sample, bytes);
        subject.Add<SmallMessage, MessagePackCSharp<SmallMessage>>(SmallMessage.Sample, bytes);
        subject.Add<SmallMessage, NerdbankMessagePack<SmallMessage>>(SmallMessage.Sample);
        subject.Add<SmallMessage, MemoryPackCopy<SmallMessage>>(SmallMessage.Sample);
        subject.Add<Proto.Small, GoogleProtobuf<Proto.Small>>(ProtobufSamples.Small);
        subject.Add<SmallMessage, SystemTextJson<SmallMessage>>(SmallMessage.Sample);
        return subject;
    }

    private static CodecSubject Chat()
    {
        CodecSubject subject = new("chat")
        {
            Goals = [new(Own, "MemoryPack", 1), new(Own, "MessagePack-CSharp", 1 / 3.0)],
        };
        byte[] bytes = subject.Add<ChatMessage, ChatByHand>(ChatMessage.Sample);
        subject.Add<ChatMessage, PeerProtoSerializer<ChatMessage, ChatMessage.PeerCodec>>(ChatMessage.Sample, bytes);
        subject.Add<ChatMessage, MessagePackCSharp<ChatMessage>>(ChatMessage.Sample, bytes);
        subject.Add<ChatMessage, NerdbankMessagePack<ChatMessage>>(ChatMessage.Sample);
        subject.Add<ChatMessage, MemoryPackCopy<ChatMessage>>(ChatMessage.Sample);
        subject.Add<Proto.Chat, GoogleProtobuf<Proto.Chat>>(ProtobufSamples.Chat);
        subject.Add<ChatMessage, SystemTextJson<ChatMessage>>(ChatMessage.Sample);
        return subject;
    }

    private static CodecSubject Large()
    {
        CodecSubject subject = new("large")
        {
            Goals = [Borrowed("MessagePack-CSharp"), Borrowed("Nerdbank"), Borrowed("MemoryPack"), Borrowed("Google.Protobuf"), Borrowed("System.Text.Json")],
        };
        byte[] bytes = subject.Add<LargeMessage, LargeByHand>(LargeMessage.Sample);
        subject.AddRead(new BorrowedByHandRow(bytes));
        subject.Add<LargeMessage, PeerProtoSerializer<LargeMessage, LargeMessage.PeerCodec>>(LargeMessage.Sample, bytes);
        subject.AddRead(new ViewRow(bytes));
        subject.Add<LargeMessage, MessagePackCSharp<LargeMessage>>(LargeMessage.Sample, bytes);
        subject.Add<LargeMessage, NerdbankMessagePack<LargeMessage>>(LargeMessage.Sample);
        subject.Add<LargeMessage, MemoryPackCopy<LargeMessage>>(LargeMessage.Sample);
        subject.Add<Proto.Large, GoogleProtobuf<Proto.Large>>(ProtobufSamples.Large);
        subject.Add<LargeMessage, SystemTextJson<LargeMessage>>(LargeMessage.Sample);
        return subject;
    }

    private static CodecGoal Borrowed(string other) => new("PeerProto, view", other, 1 / 50.0, Writing: false);
}
