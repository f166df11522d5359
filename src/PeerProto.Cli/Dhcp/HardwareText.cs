using System.Diagnostics.CodeAnalysis;
using System.Net.NetworkInformation;

namespace PeerProto.Cli.Dhcp;

/// <summary>Hardware addresses as every tool but .NET writes them: <c>02:00:00:00:00:01</c>.</summary>
internal static class HardwareText
{
    [return: NotNullIfNotNull(nameof(address))]
    public static string? From(PhysicalAddress? address) => address is null ? null : Convert.ToHexStringLower(address.GetAddressBytes()).Chunk(2).Select(static pair => new string(pair)).Aggregate(static (before, pair) => $"{before}:{pair}");
}
