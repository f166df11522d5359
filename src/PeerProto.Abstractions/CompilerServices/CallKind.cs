namespace PeerProto.CompilerServices;

/// <summary>Which sides of a call send a stream.</summary>
public enum CallKind
{
    /// <summary>One request, one result.</summary>
    Unary = 0,

    /// <summary>One request, a stream of items back.</summary>
    ServerStream = 1,

    /// <summary>A request and a stream of items, one result back.</summary>
    ClientStream = 2,

    /// <summary>A request, and streams of items both ways.</summary>
    Duplex = 3,

    /// <summary>A request and raw bytes both ways, one result back.</summary>
    ByteStream = 4,
}
