namespace PeerProto.CompilerServices;

public ref partial struct PeerWriter
{
    /// <summary>Begins the value of a union: writes the header of an array of two, and the case's id. The case's value follows, and then <see cref="EndCase"/>.</summary>
    /// <param name="id">The case's id.</param>
    /// <exception cref="PeerEncodeException">Values lie too deep inside each other.</exception>
    public void BeginCase(int id)
    {
        EnterNested();
        MessagePackRun run = BeginRun(MessagePackSize.ArrayHeader(2) + MessagePackSize.Int32);
        run.WriteArrayHeader(2);
        run.WriteInt32(id);
        EndRun(run);
    }

    /// <summary>Ends what <see cref="BeginCase"/> began.</summary>
    public void EndCase() => LeaveNested();

    /// <summary>Writes a case that this side does not know, as it came.</summary>
    /// <param name="id">The case's id.</param>
    /// <param name="payload">The case's value: exactly one of MessagePack.</param>
    /// <exception cref="PeerEncodeException">The payload is anything else.</exception>
    public void WriteUnknownCase(int id, ReadOnlySpan<byte> payload)
    {
        if (!IsOneValue(payload))
            throw EncodeErrors.NoValue(id);
        BeginCase(id);
        WriteRaw(payload);
        EndCase();
    }

    private static bool IsOneValue(ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = new PeerReader(payload, PeerCodecLimits.Default);
            reader.Skip();
            return reader.End;
        }
        catch (PeerDecodeException)
        {
            return false;
        }
    }
}
