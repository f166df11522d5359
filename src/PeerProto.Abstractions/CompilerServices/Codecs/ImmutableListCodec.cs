using System.Collections.Immutable;

namespace PeerProto.CompilerServices;

/// <summary>Writes and reads an <see cref="ImmutableList{T}"/>, never null.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct ImmutableListCodec<T, TCodec> : IPeerCodec<ImmutableList<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in ImmutableList<T> value)
    {
        if (value is null)
            throw EncodeErrors.Null("A list");
        writer.EnterNested();
        writer.WriteArrayHeader(value.Count);
        foreach (T element in value)
            TCodec.Write(ref writer, in element);
        writer.LeaveNested();
    }

    /// <inheritdoc/>
    public static ImmutableList<T> Read(ref PeerReader reader) => [.. Elements.Read<T, TCodec>(ref reader)];
}
