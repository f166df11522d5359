namespace PeerProto.Discovery.Dns;

/// <summary>The data of a PTR record.</summary>
/// <param name="Target">The name pointed to.</param>
internal sealed record PointerData(DnsName Target) : DnsRecordData
{
    public override int Size => Target.Wire.Length;

    internal override void Write(DnsMessageWriter writer) => writer.WriteName(Target);
}
