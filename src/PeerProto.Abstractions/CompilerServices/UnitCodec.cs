namespace PeerProto.CompilerServices;

/// <summary>Writes <see cref="Unit"/> as an empty array and reads any array as one, so that members added later are skipped.</summary>
public readonly struct UnitCodec : IPeerCodec<Unit>
{
    /// <inheritdoc/>
    public static int MaxSize => 1;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in Unit value) => writer.WriteArrayHeader(0);

    /// <inheritdoc/>
    public static Unit Read(ref PeerReader reader)
    {
        int count = reader.BeginMessage();
        reader.EndMessage(count, 0);
        return default;
    }
}
