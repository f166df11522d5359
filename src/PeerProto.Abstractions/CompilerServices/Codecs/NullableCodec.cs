namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="Nullable{T}"/>: nil or the value.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
public readonly struct NullableCodec<T, TCodec> : IPeerCodec<T?>
    where T : struct
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => TCodec.MaxSize;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in T? value)
    {
        if (value is null)
            writer.WriteNil();
        else
            TCodec.Write(ref writer, value.GetValueOrDefault());
    }

    /// <inheritdoc/>
    public static T? Read(ref PeerReader reader) => reader.TryReadNil() ? null : TCodec.Read(ref reader);
}
