namespace PeerProto.CompilerServices;

/// <summary>Writes any <see cref="ICollection{T}"/>, never null, and reads a list.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct AnyCollectionCodec<T, TCodec> : IPeerCodec<ICollection<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in ICollection<T> value) => Elements.WriteAny<T, TCodec>(ref writer, value ?? throw EncodeErrors.Null("A collection"));

    /// <inheritdoc/>
    public static ICollection<T> Read(ref PeerReader reader) => ListCodec<T, TCodec>.Read(ref reader);
}
