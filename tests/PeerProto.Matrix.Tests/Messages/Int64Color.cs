namespace PeerProto.Matrix.Tests.Messages;

public enum Int64Color : long
{
    Red,
    Green,
    Blue = 100,
}
