namespace PeerProto.CompilerServices;

/// <summary>
/// Writes and reads a <c>T?</c> of a generic message, where only the type argument tells whether there can be null: nil or the value for a reference,
/// and the value itself for a value type, of which <c>T?</c> is no <see cref="Nullable{T}"/>.
/// </summary>
/// <typeparam name="T">The value.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
public readonly struct OptionalParameterCodec<T, TCodec> : IPeerCodec<T?>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => TCodec.MaxSize;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in T? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }
        writer.EnterNested();
        TCodec.Write(ref writer, value);
        writer.LeaveNested();
    }

    /// <inheritdoc/>
    public static T? Read(ref PeerReader reader) => default(T) is null && reader.TryReadNil() ? default : TCodec.Read(ref reader);
}
