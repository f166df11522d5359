using System.Collections.Immutable;

namespace PeerProto.CompilerServices;

/// <summary>Writes and reads an <see cref="ImmutableHashSet{T}"/>, never null, in the order of enumeration. An element that comes twice is refused.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct ImmutableHashSetCodec<T, TCodec> : IPeerCodec<ImmutableHashSet<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in ImmutableHashSet<T> value)
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
    public static ImmutableHashSet<T> Read(ref PeerReader reader)
    {
        int count = Sets.ReadHeader<T, TCodec>(ref reader);
        return Sets.Fill<T, TCodec, ImmutableHashSet<T>.Builder>(ref reader, count, ImmutableHashSet.CreateBuilder(TCodec.Keys)).ToImmutable();
    }
}
