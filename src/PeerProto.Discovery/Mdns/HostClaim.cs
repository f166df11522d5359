using System.Globalization;
using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Networking;

namespace PeerProto.Discovery.Mdns;

/// <summary>The host's own name. It is random, so that it tells nothing about the machine or its owner.</summary>
internal sealed class HostClaim : Claim
{
    private DnsName _name;

    public HostClaim(Random random) => _name = Draw(random);

    public override DnsName Name => _name;

    public override IEnumerable<DnsRecord> UniqueRecords(MdnsLinkState link)
    {
        foreach (InterfaceAddress address in link.Addresses)
        {
            // Scope ids mean nothing to another host.
            var data = new AddressData(new IPAddress(address.Address.GetAddressBytes()));
            yield return new DnsRecord(_name, address.IsIPv6 ? DnsRecordType.Aaaa : DnsRecordType.A, data, MdnsTiming.HostTimeToLive, IsUnique: true);
        }
    }

    public override void Rename(Random random) => _name = Draw(random);

    private static DnsName Draw(Random random) =>
        MdnsNames.Local.Child("pp-" + random.NextInt64(1L << 48).ToString("x12", CultureInfo.InvariantCulture));
}
