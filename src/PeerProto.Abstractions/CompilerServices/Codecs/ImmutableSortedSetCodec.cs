using System.Collections.Immutable;

namespace PeerProto.CompilerServices;

/// <summary>Writes and reads an <see cref="ImmutableSortedSet{T}"/>, never null, in its order. An element that comes twice is refused. What is read has the natural order, strings by their UTF-16 code units.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct ImmutableSortedSetCodec<T, TCodec> : IPeerCodec<ImmutableSortedSet<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in ImmutableSortedSet<T> value)
    {
        if (value is null)
            throw EncodeErrors.Null("A set");
        writer.EnterNested();
        writer.WriteArrayHeader(value.Count);
        foreach (T element in value)
            TCodec.Write(ref writer, in element);
        writer.LeaveNested();
    }

    /// <inheritdoc/>
    public static ImmutableSortedSet<T> Read(ref PeerReader reader) =>
        Sets.Fill<T, TCodec, ImmutableSortedSet<T>.Builder>(ref reader, reader.ReadArrayHeader(), ImmutableSortedSet.CreateBuilder(KeyOrder<T>.Instance)).ToImmutable();
}
