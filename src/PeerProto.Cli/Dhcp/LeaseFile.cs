using System.Net;
using System.Net.NetworkInformation;

namespace PeerProto.Cli.Dhcp;

/// <summary>Reads the lease file of dnsmasq: a line for each lease with its end, the client's hardware address, the address, names.</summary>
internal static class LeaseFile
{
    /// <summary>How many leases are read; what comes after is passed over.</summary>
    public const int MaximumLeases = 1024;

    /// <summary>How much of a file is read; what comes after is passed over.</summary>
    public const int MaximumBytes = 1024 * 1024;

    private const int MaximumLineLength = 1024;

    public static IReadOnlyList<KeyValuePair<IPAddress, PhysicalAddress>> Read(TextReader reader)
    {
        List<KeyValuePair<IPAddress, PhysicalAddress>> leases = [];
        while (leases.Count < MaximumLeases && reader.ReadLine() is { } line)
        {
            string[] fields = line.Length <= MaximumLineLength ? line.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
            if (fields.Length >= 3 && IPAddress.TryParse(fields[2], out IPAddress? address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
                && PhysicalAddress.TryParse(fields[1], out PhysicalAddress? client) && client.GetAddressBytes().Length == 6)
                leases.Add(new(address, client));
        }

        return leases;
    }
}
