namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a type by what travels in its place.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <typeparam name="TSurrogate">What travels.</typeparam>
/// <typeparam name="TSurrogateCodec">Its codec.</typeparam>
public readonly struct SurrogateCodec<T, TSurrogate, TSurrogateCodec> : IPeerCodec<T>
    where TSurrogate : IPeerSurrogate<T, TSurrogate>
    where TSurrogateCodec : struct, IPeerCodec<TSurrogate>
{
    /// <inheritdoc/>
    public static int MaxSize => TSurrogateCodec.MaxSize;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null, or nothing can be made of it.</exception>
    public static void Write(ref PeerWriter writer, in T value)
    {
        if (value is null)
            throw EncodeErrors.Null($"A {typeof(T).Name}");
        TSurrogateCodec.Write(ref writer, FromForeign(value));
    }

    /// <inheritdoc/>
    public static T Read(ref PeerReader reader) => ToForeign(TSurrogateCodec.Read(ref reader));

    private static TSurrogate FromForeign(T value)
    {
        try
        {
            return TSurrogate.FromForeign(value);
        }
        catch (Exception exception)
        {
            throw new PeerEncodeException($"No {typeof(TSurrogate).Name} could be made of a {typeof(T).Name}: {exception.Message}", exception);
        }
    }

    private static T ToForeign(TSurrogate surrogate)
    {
        T value;
        try
        {
            value = TSurrogate.ToForeign(surrogate);
        }
        catch (Exception exception)
        {
            throw new PeerDecodeException($"No {typeof(T).Name} could be made of a received {typeof(TSurrogate).Name}: {exception.Message}", exception);
        }
        return value ?? throw new PeerDecodeException($"A received {typeof(TSurrogate).Name} made no {typeof(T).Name} but null, and the contract does not allow it.");
    }
}
