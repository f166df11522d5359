namespace PeerProto.CompilerServices;

/// <summary>What all codecs share.</summary>
public static class PeerCodec
{
    /// <summary>The <see cref="IPeerCodec{T}.MaxSize"/> of a type whose values have no largest size.</summary>
    public const int Unbounded = int.MaxValue;
}
