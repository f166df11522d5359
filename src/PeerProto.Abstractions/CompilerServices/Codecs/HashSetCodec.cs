namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="HashSet{T}"/>, never null, in the order of enumeration. An element that comes twice is refused.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct HashSetCodec<T, TCodec> : IPeerCodec<HashSet<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in HashSet<T> value)
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
    public static HashSet<T> Read(ref PeerReader reader) => Sets.Read<T, TCodec>(ref reader);
}
