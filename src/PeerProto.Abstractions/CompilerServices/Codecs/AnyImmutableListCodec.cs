using System.Collections.Immutable;

namespace PeerProto.CompilerServices;

/// <summary>Writes any <see cref="IImmutableList{T}"/>, never null, and reads an <see cref="ImmutableList{T}"/>.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct AnyImmutableListCodec<T, TCodec> : IPeerCodec<IImmutableList<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in IImmutableList<T> value) => Elements.WriteAny<T, TCodec>(ref writer, value ?? throw EncodeErrors.Null("A list"));

    /// <inheritdoc/>
    public static IImmutableList<T> Read(ref PeerReader reader) => ImmutableListCodec<T, TCodec>.Read(ref reader);
}
