using System.Globalization;

namespace PeerProto.Testing;

/// <summary>What a machine needs for a network lab.</summary>
internal static class LabRequirements
{
    private const int CapabilityNetAdmin = 12;
    private const int CapabilitySysAdmin = 21;

    private static readonly string[] Programs = [IpTool.FileName, "unshare", "nsenter", "sh"];

    public static bool KernelHasIPv6 { get; } = File.Exists("/proc/net/if_inet6");

    public static async Task<NetworkLabAvailability> CheckAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return NetworkLabAvailability.Unavailable("A network lab is made of Linux network namespaces, and this system is not Linux.");
        }

        foreach (string program in Programs)
        {
            if (Executables.Find(program) is null)
            {
                return NetworkLabAvailability.Unavailable($"A network lab needs the program '{program}', which is not on the PATH. Install iproute2 and util-linux.");
            }
        }

        if (!HasCapabilities())
        {
            return NetworkLabAvailability.Unavailable("A network lab needs root, or CAP_NET_ADMIN and CAP_SYS_ADMIN, and this process has not.");
        }

        return await TryOnceAsync();
    }

    /// <summary>A container can have the capabilities and still be refused by a filter, so one bridge and one cable are made.</summary>
    private static async Task<NetworkLabAvailability> TryOnceAsync()
    {
        string probe = LabNames.Namespace(LabNames.NewLabName(), LabNames.ProbeSuffix);
        try
        {
            await IpTool.RunAsync("making a namespace", CancellationToken.None, "netns", "add", probe);
            try
            {
                await IpTool.RunBatchAsync(
                    "making a bridge and a cable",
                    probe,
                    ["link add bridge0 type bridge mcast_snooping 0", "link add port0 type veth peer name eth0"],
                    CancellationToken.None);
            }
            finally
            {
                await NetworkNamespace.RemoveAsync(probe);
            }

            return NetworkLabAvailability.Available;
        }
        catch (NetworkLabException error)
        {
            return NetworkLabAvailability.Unavailable(error.Message);
        }
    }

    private static bool HasCapabilities()
    {
        const string Field = "CapEff:";
        string? effective = File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal));
        return effective is not null
            && ulong.TryParse(effective.AsSpan(Field.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong bits)
            && (bits >> CapabilityNetAdmin & 1) == 1
            && (bits >> CapabilitySysAdmin & 1) == 1;
    }
}
