namespace PeerProto.Discovery.Dns;

/// <summary>Data kept as it came: TXT, whose entries a higher layer reads, and every type discovery does not know.</summary>
/// <param name="Bytes">The data.</param>
internal sealed record OpaqueData(ReadOnlyMemory<byte> Bytes) : DnsRecordData
{
    public override int Size => Bytes.Length;

    public bool Equals(OpaqueData? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    internal override void Write(DnsMessageWriter writer) => writer.WriteBytes(Bytes.Span);
}
