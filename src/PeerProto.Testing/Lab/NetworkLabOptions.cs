namespace PeerProto.Testing;

/// <summary>What a network lab consists of. The defaults make two hosts with IPv4 and IPv6 link-local addresses.</summary>
public sealed class NetworkLabOptions
{
    /// <summary>The number of hosts when nothing else is said.</summary>
    public const int DefaultHostCount = 2;

    /// <summary>The largest number of hosts in one lab.</summary>
    public const int MaximumHostCount = 64;

    /// <summary>
    /// The number of hosts, named <c>host1</c>, <c>host2</c> and so on; 1 to <see cref="MaximumHostCount"/>.
    /// Ignored when <see cref="HostNames"/> is set. Default: <see cref="DefaultHostCount"/>.
    /// </summary>
    public int HostCount { get; init; } = DefaultHostCount;

    /// <summary>
    /// A name for each host: lower-case letters, digits and inner hyphens, at most 32 characters, each name once.
    /// Programs started on a host see it as the machine's name. Default: null, names are counted up.
    /// </summary>
    public IReadOnlyList<string>? HostNames { get; init; }

    /// <summary>Whether hosts have an IPv4 address, 10.77.x.y/24. Default: true.</summary>
    public bool IPv4 { get; init; } = true;

    /// <summary>Whether hosts have an IPv6 link-local address. Default: true.</summary>
    public bool IPv6 { get; init; } = true;

    /// <summary>
    /// Whether hosts have a unique local IPv6 address (RFC 4193) beside the link-local one. Ignored without <see cref="IPv6"/>.
    /// Default: false.
    /// </summary>
    public bool UniqueLocalIPv6 { get; init; }

    /// <summary>
    /// What the cables of all hosts do to packets, in each direction; a host's own can be set at any time by <see cref="LabHost.SetImpairment"/>. With null (the default) the cables are
    /// the kernel's and nothing can be done to packets; with any other value, <see cref="LinkImpairment.None"/> included, they run through this process and carry tens of MiB a second.
    /// </summary>
    public LinkImpairment? Impairment { get; init; }

    /// <summary>Decides with <see cref="Impairment"/> which packets are hit. Null (the default) draws one, which <see cref="NetworkLab.Seed"/> tells.</summary>
    public int? Seed { get; init; }

    internal IReadOnlyList<string> ResolveHostNames()
    {
        Impairment?.Validate();
        IReadOnlyList<string> names = HostNames ?? [.. Enumerable.Range(1, Math.Clamp(HostCount, 0, MaximumHostCount + 1)).Select(i => $"host{i}")];
        if (names.Count is 0 or > MaximumHostCount)
        {
            throw new ArgumentException($"A network lab has 1 to {MaximumHostCount} hosts; {(HostNames is null ? HostCount : names.Count)} were asked for.");
        }

        foreach (string name in names)
        {
            if (!LabNames.IsHostName(name))
            {
                throw new ArgumentException(
                    $"'{name}' is not a host name of a network lab: use lower-case letters, digits and inner hyphens, at most {LabNames.MaximumHostNameLength} characters.");
            }
        }

        return names.Distinct(StringComparer.Ordinal).Count() == names.Count
            ? names
            : throw new ArgumentException($"Each host of a network lab needs a name of its own; got {string.Join(", ", names)}.");
    }
}
