namespace PeerProto.Discovery.Dns;

/// <summary>What a record says. Values compare by content; names inside compare without regard to ASCII case.</summary>
internal abstract record DnsRecordData
{
    /// <summary>The bytes the content takes in memory, which bound what a cache keeps.</summary>
    public abstract int Size { get; }

    /// <summary>Writes the data without its length.</summary>
    internal abstract void Write(DnsMessageWriter writer);

    /// <summary>The data with names written in full, as the tie-break of probes compares it (RFC 6762 section 8.2).</summary>
    public byte[] ToCanonicalBytes()
    {
        var writer = new DnsMessageWriter(DnsLimits.MaximumMessageLength, DnsNameCompression.None);
        Write(writer);
        return writer.WrittenAfterHeader.ToArray();
    }
}
