using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PeerProto.Testing;

/// <summary>
/// Several hosts on one machine: each is a network namespace with its own addresses, ports and multicast groups, wired to the others
/// by one bridge that carries multicast. What happens inside never reaches this machine's own networks.
/// </summary>
/// <remarks>
/// Needs Linux, root (or CAP_NET_ADMIN and CAP_SYS_ADMIN) and iproute2; ask <see cref="GetAvailabilityAsync"/> first. Disposing ends every program on the
/// hosts and removes them. What a killed process left behind is removed when the next lab is made.
/// </remarks>
public sealed class NetworkLab : IAsyncDisposable
{
    private const string BridgeDevice = "bridge0";

    private static readonly Lazy<Task<NetworkLabAvailability>> SharedAvailability = new(LabRequirements.CheckAsync);

    private readonly string _bridge;
    private readonly List<string> _namespaces = [];
    private readonly List<LabHost> _hosts = [];

    private NetworkLab(string name, int seed)
    {
        Name = name;
        Seed = seed;
        _bridge = LabNames.Namespace(name, LabNames.BridgeSuffix);
    }

    /// <summary>The lab's name, unlike that of any other lab on this machine. Its namespaces in <c>ip netns list</c> begin with it.</summary>
    public string Name { get; }

    /// <summary>Decides which packets are hit by <see cref="NetworkLabOptions.Impairment"/>.</summary>
    public int Seed { get; }

    /// <summary>The seed, and for each host what its cable did: for the record of a run. One line for the seed, two for each host.</summary>
    public string Report()
    {
        StringBuilder report = new();
        report.Append(CultureInfo.InvariantCulture, $"network lab, seed {Seed}");
        foreach (LabHost host in _hosts.Where(host => host.Link.Relay is not null))
        {
            report.Append(CultureInfo.InvariantCulture, $"\n{host.Name} sent {host.SentCounters}\n{host.Name} received {host.ReceivedCounters}");
        }

        return report.ToString();
    }

    /// <summary>The hosts, in the order of their names in the options.</summary>
    public IReadOnlyList<LabHost> Hosts => _hosts;

    /// <summary>The host at a position.</summary>
    /// <param name="index">0 for the first host.</param>
    public LabHost this[int index] => _hosts[index];

    /// <summary>The host of a name.</summary>
    /// <param name="hostName">One of the names in the options.</param>
    /// <exception cref="KeyNotFoundException">The lab has no such host.</exception>
    public LabHost this[string hostName] => _hosts.Find(host => host.Name == hostName)
        ?? throw new KeyNotFoundException($"The lab has no host '{hostName}'; it has {string.Join(", ", _hosts.Select(host => host.Name))}.");

    /// <summary>
    /// Tells whether a lab can be made here, by looking at the system, the privileges and the programs needed and by making a bridge
    /// and a cable once. The answer is kept for the life of the process.
    /// </summary>
    public static Task<NetworkLabAvailability> GetAvailabilityAsync() => SharedAvailability.Value;

    /// <summary>Makes a lab. When this returns, every address can be used and every host reaches every other.</summary>
    /// <param name="options">What the lab consists of; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the making; what was made so far is removed.</param>
    /// <exception cref="NetworkLabException">A step failed; what was made so far is removed.</exception>
    /// <exception cref="ArgumentException">The options contradict themselves or pass a limit.</exception>
    public static async Task<NetworkLab> CreateAsync(NetworkLabOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new NetworkLabOptions();
        IReadOnlyList<string> hostNames = options.ResolveHostNames();
        NetworkLabAvailability availability = await GetAvailabilityAsync();
        if (!availability.IsAvailable)
        {
            throw new NetworkLabException("checking what a lab needs", availability.Reason, "Run where these are met, or skip what needs a lab.");
        }

        if (options.IPv6 && !LabRequirements.KernelHasIPv6)
        {
            throw new NetworkLabException("checking what a lab needs", "this kernel has no IPv6.", "Switch IPv6 off in the options, or on in the kernel.");
        }

        await RemoveAbandonedAsync();
        NetworkLab lab = new(LabNames.NewLabName(), options.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue));
        try
        {
            await lab.AddBridgeAsync(cancellationToken);
            await lab.AddHostsAsync(LabAddressPlan.Create(options), hostNames, options.Impairment, cancellationToken);
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends every program on the hosts and removes hosts, cables and bridge.</summary>
    /// <exception cref="NetworkLabException">Something could not be removed; everything else is.</exception>
    public async ValueTask DisposeAsync()
    {
        foreach (LabHost host in _hosts)
        {
            await host.StopProgramsAsync();
            host.Link.Dispose();
        }

        NetworkLabException? failure = null;
        foreach (string networkNamespace in Enumerable.Reverse(_namespaces))
        {
            try
            {
                await NetworkNamespace.RemoveAsync(networkNamespace);
            }
            catch (NetworkLabException error)
            {
                failure ??= error;
            }
        }

        _namespaces.Clear();
        if (failure is not null)
        {
            throw failure;
        }
    }

    internal static async Task RemoveAbandonedAsync()
    {
        foreach (string networkNamespace in LabNames.Abandoned())
        {
            try
            {
                await NetworkNamespace.RemoveAsync(networkNamespace);
            }
            catch (NetworkLabException)
            {
                // Another process making a lab was faster, or it goes with the next lab.
            }
        }
    }

    private async Task AddBridgeAsync(CancellationToken cancellationToken)
    {
        await AddNamespaceAsync(_bridge, cancellationToken);
        // Without a querier on the link, snooping would hold multicast back from those who joined a group.
        await IpTool.RunBatchAsync(
            "making the bridge",
            _bridge,
            [$"link add {BridgeDevice} type bridge mcast_snooping 0", $"link set {BridgeDevice} up"],
            cancellationToken);
    }

    private async Task AddHostsAsync(LabAddressPlan plan, IReadOnlyList<string> hostNames, LinkImpairment? impairment, CancellationToken cancellationToken)
    {
        for (int i = 0; i < hostNames.Count; i++)
        {
            string networkNamespace = LabNames.Namespace(Name, hostNames[i]);
            string port = string.Create(CultureInfo.InvariantCulture, $"port{i}");
            await AddNamespaceAsync(networkNamespace, cancellationToken);
            LabLink link = new(networkNamespace, _bridge, BridgeDevice, port, plan.For(i));
            _hosts.Add(new LabHost(hostNames[i], link));
            await (impairment is null ? link.PlugInAsync(cancellationToken) : link.PlugInAsync(impairment, CableSeed(i), cancellationToken));
        }

        foreach (LabHost host in _hosts)
        {
            await host.Link.WaitUntilUsableAsync(cancellationToken);
        }
    }

    private ulong CableSeed(int host) => (ulong)(uint)Seed << 32 | (uint)host;

    private async Task AddNamespaceAsync(string networkNamespace, CancellationToken cancellationToken)
    {
        // Noted before it is made: if the making is cut short, disposing removes what there is.
        _namespaces.Add(networkNamespace);
        await IpTool.RunAsync("making a host", cancellationToken, "netns", "add", networkNamespace);
    }
}
