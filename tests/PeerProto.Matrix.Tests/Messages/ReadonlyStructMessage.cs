namespace PeerProto.Matrix.Tests.Messages;

[PeerMessage]
public readonly partial struct ReadonlyStructMessage(float x, double y)
{
    [Member(0)] public float X { get; } = x;

    [Member(1)] public double Y { get; } = y;
}
