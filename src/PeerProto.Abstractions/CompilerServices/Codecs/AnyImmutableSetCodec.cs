using System.Collections.Immutable;

namespace PeerProto.CompilerServices;

/// <summary>Writes any <see cref="IImmutableSet{T}"/>, never null, and reads an <see cref="ImmutableHashSet{T}"/>. An element that comes twice is refused.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct AnyImmutableSetCodec<T, TCodec> : IPeerCodec<IImmutableSet<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in IImmutableSet<T> value) => Elements.WriteAny<T, TCodec>(ref writer, value ?? throw EncodeErrors.Null("A set"));

    /// <inheritdoc/>
    public static IImmutableSet<T> Read(ref PeerReader reader) => ImmutableHashSetCodec<T, TCodec>.Read(ref reader);
}
