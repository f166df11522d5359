namespace PeerProto.CompilerServices;

public ref partial struct PeerReader
{
    /// <summary>Reads an extension of any type and header; for codecs of types that have a form of their own.</summary>
    /// <param name="body">Its bytes: a copy that belongs to the caller.</param>
    /// <returns>Its type, of which −128 to −1 belong to MessagePack.</returns>
    public sbyte ReadExtension(out byte[] body)
    {
        const string Expected = "an extension";
        long offset = Offset;
        (sbyte type, int length) = TakeExtensionHeader(Expected, offset);
        if (length > _limits.MaxBinaryBytes)
            throw DecodeErrors.TooMany(Expected, length, _limits.MaxBinaryBytes, nameof(PeerCodecLimits.MaxBinaryBytes), offset);
        body = length == 0 ? [] : GC.AllocateUninitializedArray<byte>(length);
        CopyTo(body);
        return type;
    }

    /// <summary>Reads a timestamp of any size as it stands on the wire, which is finer and reaches further than <see cref="DateTime"/>.</summary>
    /// <param name="nanoseconds">The nanoseconds behind those seconds, 0 to 999,999,999.</param>
    /// <returns>The seconds since 1970, negative before.</returns>
    public long ReadTimestamp(out int nanoseconds)
    {
        const string Expected = "a timestamp";
        long offset = Offset;
        (sbyte type, int length) = TakeExtensionHeader(Expected, offset);
        if (type != MessagePackCode.TimestampType)
            throw DecodeErrors.Malformed(Expected, $"{length} bytes of extension type {type}", offset);
        (long seconds, uint parts) = TakeTimestampParts(length, Expected, offset);
        nanoseconds = (int)parts;
        return seconds;
    }
}
