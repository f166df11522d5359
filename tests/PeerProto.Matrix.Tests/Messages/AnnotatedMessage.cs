using MessagePack;

namespace PeerProto.Matrix.Tests.Messages;

/// <summary>A type that knows MessagePack-CSharp alone.</summary>
[MessagePackObject]
public sealed class AnnotatedMessage
{
    [Key(0)] public int Number { get; set; }

    [Key(2)] public string? Text { get; set; }

    [IgnoreMember] public int Twice => Number * 2;
}
