using System.Net;

namespace PeerProto.Discovery.Dns;

/// <summary>The data of A and AAAA records.</summary>
/// <param name="Address">The address, without a scope id.</param>
internal sealed record AddressData(IPAddress Address) : DnsRecordData
{
    internal override void Write(DnsMessageWriter writer) => writer.WriteBytes(Address.GetAddressBytes());
}
