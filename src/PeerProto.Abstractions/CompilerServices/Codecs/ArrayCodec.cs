namespace PeerProto.CompilerServices;

/// <summary>Writes and reads an array, never null. Arrays of bytes are binary data and have <see cref="ByteArrayCodec"/>.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct ArrayCodec<T, TCodec> : IPeerCodec<T[]>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in T[] value) =>
        Elements.Write<T, TCodec>(ref writer, value ?? throw EncodeErrors.Null("An array"));

    /// <inheritdoc/>
    public static T[] Read(ref PeerReader reader) => Elements.Read<T, TCodec>(ref reader);
}
