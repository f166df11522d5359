namespace PeerProto.CompilerServices;

/// <summary>Holds a codec that the app wrote to what the contract says: no null goes out, and none comes in.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
public readonly struct NotNullCodec<T, TCodec> : IPeerCodec<T>
    where T : class
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => TCodec.MaxSize;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in T value)
    {
        if (value is null)
            throw EncodeErrors.Null($"A {typeof(T).Name}");
        TCodec.Write(ref writer, value);
    }

    /// <inheritdoc/>
    public static T Read(ref PeerReader reader) =>
        TCodec.Read(ref reader) ?? throw new PeerDecodeException($"The codec {typeof(TCodec).Name} read null, and the contract does not allow it.");
}
