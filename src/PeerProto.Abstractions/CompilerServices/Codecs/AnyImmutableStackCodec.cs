using System.Collections.Immutable;

namespace PeerProto.CompilerServices;

/// <summary>Writes any <see cref="IImmutableStack{T}"/>, never null, and reads an <see cref="ImmutableStack{T}"/>.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct AnyImmutableStackCodec<T, TCodec> : IPeerCodec<IImmutableStack<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in IImmutableStack<T> value) => Elements.WriteAny<T, TCodec>(ref writer, value ?? throw EncodeErrors.Null("A stack"));

    /// <inheritdoc/>
    public static IImmutableStack<T> Read(ref PeerReader reader) => ImmutableStackCodec<T, TCodec>.Read(ref reader);
}
