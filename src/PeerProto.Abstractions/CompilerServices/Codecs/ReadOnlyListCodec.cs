namespace PeerProto.CompilerServices;

/// <summary>Writes any <see cref="IReadOnlyList{T}"/>, never null, and reads an array.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct ReadOnlyListCodec<T, TCodec> : IPeerCodec<IReadOnlyList<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in IReadOnlyList<T> value) => Elements.WriteAny<T, TCodec>(ref writer, value ?? throw EncodeErrors.Null("A list"));

    /// <inheritdoc/>
    public static IReadOnlyList<T> Read(ref PeerReader reader) => Elements.Read<T, TCodec>(ref reader);
}
