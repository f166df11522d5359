namespace PeerProto.Matrix.Tests.Messages;

public enum UInt64Color : ulong
{
    Red,
    Green,
    Blue = 100,
}
