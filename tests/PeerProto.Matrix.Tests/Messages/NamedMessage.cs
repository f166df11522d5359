using MessagePack;

namespace PeerProto.Matrix.Tests.Messages;

/// <summary>A type that knows MessagePack-CSharp alone, and travels as a map.</summary>
[MessagePackObject(keyAsPropertyName: true)]
public sealed class NamedMessage
{
    public int Number { get; set; }

    public string? Text { get; set; }
}
