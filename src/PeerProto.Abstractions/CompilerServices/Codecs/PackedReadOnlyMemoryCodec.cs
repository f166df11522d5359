namespace PeerProto.CompilerServices;

/// <summary>
/// Writes and reads a <see cref="ReadOnlyMemory{T}"/> of numbers of fixed size as binary data, little-endian, in one copy. Reads an array of the numbers
/// too. What is read belongs to the caller.
/// </summary>
/// <typeparam name="T">The numbers.</typeparam>
/// <typeparam name="TCodec">Their codec, for those that come as an array.</typeparam>
public readonly struct PackedReadOnlyMemoryCodec<T, TCodec> : IPeerCodec<ReadOnlyMemory<T>>
    where T : unmanaged
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The numbers take more bytes than <see cref="int.MaxValue"/>.</exception>
    public static void Write(ref PeerWriter writer, in ReadOnlyMemory<T> value) => Packed.Write<T>(ref writer, value.Span);

    /// <inheritdoc/>
    public static ReadOnlyMemory<T> Read(ref PeerReader reader) => Packed.Read<T, TCodec>(ref reader);
}
