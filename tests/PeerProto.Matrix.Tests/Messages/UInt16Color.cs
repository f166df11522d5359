namespace PeerProto.Matrix.Tests.Messages;

public enum UInt16Color : ushort
{
    Red,
    Green,
    Blue = 100,
}
