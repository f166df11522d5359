using System.Collections.Immutable;

namespace PeerProto.CompilerServices;

/// <summary>Writes any <see cref="IImmutableQueue{T}"/>, never null, and reads an <see cref="ImmutableQueue{T}"/>.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct AnyImmutableQueueCodec<T, TCodec> : IPeerCodec<IImmutableQueue<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in IImmutableQueue<T> value) => Elements.WriteAny<T, TCodec>(ref writer, value ?? throw EncodeErrors.Null("A queue"));

    /// <inheritdoc/>
    public static IImmutableQueue<T> Read(ref PeerReader reader) => ImmutableQueueCodec<T, TCodec>.Read(ref reader);
}
