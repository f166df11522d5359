namespace PeerProto.CompilerServices;

public ref partial struct PeerReader
{
    /// <summary>Reads what stands before the value of a union: the header of an array of two, and the case's id.</summary>
    /// <returns>The id; the case's value follows.</returns>
    public int ReadCaseHeader()
    {
        const string Expected = "a case and its value";
        long offset = Offset;
        long count = TakeCount(MessagePackCode.FixArray, MessagePackCode.Array16, Expected);
        if (count != 2)
            throw DecodeErrors.Malformed(Expected, $"an array of {count}", offset);
        return ReadInt32();
    }

    /// <summary>Reads one value of any kind as the bytes it is made of.</summary>
    /// <returns>A copy that belongs to the caller, no larger than <see cref="PeerCodecLimits.MaxBinaryBytes"/>.</returns>
    public byte[] ReadRaw() => ReadRaw(1);

    /// <summary>Reads several values of any kind as the bytes they are made of.</summary>
    internal byte[] ReadRaw(long values)
    {
        PeerReader start = this;
        long offset = Offset;
        SkipValues(values);
        long length = start.Remaining - Remaining;
        if (length > _limits.MaxBinaryBytes)
            throw DecodeErrors.TooMany("values to keep", length, _limits.MaxBinaryBytes, nameof(PeerCodecLimits.MaxBinaryBytes), offset);
        if (length == 0)
            return [];
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)length);
        start.CopyTo(bytes);
        return bytes;
    }
}
