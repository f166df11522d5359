using System.Collections.Frozen;

namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="FrozenSet{T}"/>, never null, in the order of enumeration. An element that comes twice is refused.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct FrozenSetCodec<T, TCodec> : IPeerCodec<FrozenSet<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in FrozenSet<T> value) =>
        Elements.Write<T, TCodec>(ref writer, (value ?? throw EncodeErrors.Null("A set")).Items.AsSpan());

    /// <inheritdoc/>
    public static FrozenSet<T> Read(ref PeerReader reader) => Sets.Read<T, TCodec>(ref reader).ToFrozenSet(FrozenKeys.Comparer(TCodec.Keys));
}
