namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="decimal"/>.</summary>
public readonly struct DecimalCodec : IPeerCodec<decimal>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.Decimal;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in decimal value) => writer.WriteDecimal(value);

    /// <inheritdoc/>
    public static decimal Read(ref PeerReader reader) => reader.ReadDecimal();
}
