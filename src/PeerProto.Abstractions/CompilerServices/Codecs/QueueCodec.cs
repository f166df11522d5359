namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="Queue{T}"/>, never null, from the first to the last.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct QueueCodec<T, TCodec> : IPeerCodec<Queue<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in Queue<T> value)
    {
        if (value is null)
            throw EncodeErrors.Null("A queue");
        writer.EnterNested();
        writer.WriteArrayHeader(value.Count);
        foreach (T element in value)
            TCodec.Write(ref writer, in element);
        writer.LeaveNested();
    }

    /// <inheritdoc/>
    public static Queue<T> Read(ref PeerReader reader) => new(Elements.Read<T, TCodec>(ref reader));
}
