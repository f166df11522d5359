namespace PeerProto.Matrix.Tests.Messages;

public enum SByteColor : sbyte
{
    Red,
    Green,
    Blue = 100,
}
