namespace PeerProto.Generators.Model;

/// <summary>Which sides of a call send a stream. The names are those of <c>PeerProto.CompilerServices.CallKind</c>.</summary>
internal enum CallShape
{
    Unary,
    ServerStream,
    ClientStream,
    Duplex,
    ByteStream,
}
