namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="Stack{T}"/>, never null, from the top down.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct StackCodec<T, TCodec> : IPeerCodec<Stack<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in Stack<T> value)
    {
        if (value is null)
            throw EncodeErrors.Null("A stack");
        writer.EnterNested();
        writer.WriteArrayHeader(value.Count);
        foreach (T element in value)
            TCodec.Write(ref writer, in element);
        writer.LeaveNested();
    }

    /// <inheritdoc/>
    public static Stack<T> Read(ref PeerReader reader) => new(Elements.ReadReversed<T, TCodec>(ref reader));
}
