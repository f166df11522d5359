namespace PeerProto.Discovery.Dns;

/// <summary>The data of an SRV record (RFC 2782).</summary>
/// <param name="Priority">Lower is tried first; zero in multicast DNS.</param>
/// <param name="Weight">Share among equals; zero in multicast DNS.</param>
/// <param name="Port">The port the service listens on.</param>
/// <param name="Host">The host it runs on.</param>
internal sealed record ServiceData(ushort Priority, ushort Weight, ushort Port, DnsName Host) : DnsRecordData
{
    public override int Size => 3 * sizeof(ushort) + Host.Wire.Length;

    internal override void Write(DnsMessageWriter writer)
    {
        writer.WriteUInt16(Priority);
        writer.WriteUInt16(Weight);
        writer.WriteUInt16(Port);
        writer.WriteName(Host, isInServiceData: true);
    }
}
