using System.Globalization;
using System.Net;

namespace PeerProto.Networking;

/// <summary>
/// The IPv6 addresses that Linux lists before they can be used: those being checked for duplicates, and those that failed the check
/// (RFC 4862 section 5.4). Sending from one fails, and the base library does not tell on Linux.
/// </summary>
/// <param name="Unusable">The addresses; link-local ones with their scope id.</param>
/// <param name="HasTentative">Whether the check of one is still under way.</param>
internal sealed record LinuxAddressFlags(IReadOnlySet<IPAddress> Unusable, bool HasTentative)
{
    private const string Table = "/proc/net/if_inet6";
    private const int FlagOptimistic = 0x04;
    private const int FlagDuplicate = 0x08;
    private const int FlagTentative = 0x40;

    private static readonly LinuxAddressFlags None = new(new HashSet<IPAddress>(), HasTentative: false);

    public static LinuxAddressFlags Read()
    {
        if (!OperatingSystem.IsLinux())
            return None;

        try
        {
            return Parse(File.ReadLines(Table));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }

    /// <summary>Each line: address as 32 hexadecimal digits, then index, prefix length, scope and flags in hexadecimal, then the name.</summary>
    internal static LinuxAddressFlags Parse(IEnumerable<string> lines)
    {
        var unusable = new HashSet<IPAddress>();
        bool hasTentative = false;
        foreach (string line in lines)
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 6 || fields[0].Length != 32
                || !int.TryParse(fields[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int index)
                || !int.TryParse(fields[4], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int flags))
            {
                continue;
            }

            bool isDuplicate = (flags & FlagDuplicate) != 0;
            bool isTentative = (flags & FlagTentative) != 0 && (flags & FlagOptimistic) == 0;
            if (!isTentative && !isDuplicate)
                continue;

            hasTentative |= isTentative && !isDuplicate;
            var address = new IPAddress(Convert.FromHexString(fields[0]));
            unusable.Add(address.IsIPv6LinkLocal ? new IPAddress(address.GetAddressBytes(), index) : address);
        }

        return new LinuxAddressFlags(unusable, hasTentative);
    }
}
