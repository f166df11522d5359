namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a reference that may be null: nil or the value.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
public readonly struct OptionalCodec<T, TCodec> : IPeerCodec<T?>
    where T : class
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
    public static T? Read(ref PeerReader reader) => reader.TryReadNil() ? null : TCodec.Read(ref reader);
}
