namespace PeerProto.CompilerServices;

/// <summary>Writes any <see cref="IReadOnlyCollection{T}"/>, never null, and reads an array.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct ReadOnlyCollectionCodec<T, TCodec> : IPeerCodec<IReadOnlyCollection<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in IReadOnlyCollection<T> value) => Elements.WriteAny<T, TCodec>(ref writer, value ?? throw EncodeErrors.Null("A collection"));

    /// <inheritdoc/>
    public static IReadOnlyCollection<T> Read(ref PeerReader reader) => Elements.Read<T, TCodec>(ref reader);
}
