namespace PeerProto.CompilerServices;

/// <summary>Writes any <see cref="ISet{T}"/>, never null, and reads a set. An element that comes twice is refused.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct AnySetCodec<T, TCodec> : IPeerCodec<ISet<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in ISet<T> value) => Elements.WriteAny<T, TCodec>(ref writer, value ?? throw EncodeErrors.Null("A set"));

    /// <inheritdoc/>
    public static ISet<T> Read(ref PeerReader reader) => Sets.Read<T, TCodec>(ref reader);
}
