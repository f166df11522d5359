namespace PeerProto.CompilerServices;

/// <summary>Writes any <see cref="IList{T}"/>, never null, and reads a list.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct AnyListCodec<T, TCodec> : IPeerCodec<IList<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in IList<T> value) => Elements.WriteAny<T, TCodec>(ref writer, value ?? throw EncodeErrors.Null("A list"));

    /// <inheritdoc/>
    public static IList<T> Read(ref PeerReader reader) => ListCodec<T, TCodec>.Read(ref reader);
}
