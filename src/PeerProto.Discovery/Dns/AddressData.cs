using System.Net;
using System.Net.Sockets;

namespace PeerProto.Discovery.Dns;

/// <summary>The data of A and AAAA records.</summary>
/// <param name="Address">The address, without a scope id.</param>
internal sealed record AddressData(IPAddress Address) : DnsRecordData
{
    public override int Size => Address.AddressFamily == AddressFamily.InterNetworkV6 ? 16 : 4;

    internal override void Write(DnsMessageWriter writer) => writer.WriteBytes(Address.GetAddressBytes());
}
