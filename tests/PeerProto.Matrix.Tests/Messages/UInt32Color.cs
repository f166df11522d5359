namespace PeerProto.Matrix.Tests.Messages;

public enum UInt32Color : uint
{
    Red,
    Green,
    Blue = 100,
}
