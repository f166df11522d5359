namespace PeerProto.Matrix.Tests.Messages;

public enum ByteColor : byte
{
    Red,
    Green,
    Blue = 100,
}
