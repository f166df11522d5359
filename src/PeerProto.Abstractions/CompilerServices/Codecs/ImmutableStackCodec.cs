using System.Collections.Immutable;

namespace PeerProto.CompilerServices;

/// <summary>Writes and reads an <see cref="ImmutableStack{T}"/>, never null, from the top down.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct ImmutableStackCodec<T, TCodec> : IPeerCodec<ImmutableStack<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in ImmutableStack<T> value) => Elements.WriteAny<T, TCodec>(ref writer, value ?? throw EncodeErrors.Null("A stack"));

    /// <inheritdoc/>
    public static ImmutableStack<T> Read(ref PeerReader reader) => [.. Elements.ReadReversed<T, TCodec>(ref reader)];
}
