namespace PeerProto.Matrix.Tests.Messages;

public enum Int16Color : short
{
    Red,
    Green,
    Blue = 100,
}
