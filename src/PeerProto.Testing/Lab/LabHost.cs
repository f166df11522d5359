using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PeerProto.Testing;

/// <summary>
/// One host of a network lab: a network namespace with one interface, <c>eth0</c>, besides <c>lo</c>. Programs started here see only this
/// network and take <see cref="Name"/> for the machine's name; they share files and processes with the machine itself.
/// </summary>
public sealed class LabHost
{
    // $0 is the host's name, the rest the program and its arguments; exec keeps the process identifier.
    private const string SetHostNameAndRun = "echo \"$0\" > /proc/sys/kernel/hostname && exec \"$@\"";

    private readonly ConcurrentDictionary<LabProcess, bool> _programs = new();
    private IPAddress? _linkLocal;

    internal LabHost(string name, LabLink link)
    {
        Name = name;
        Link = link;
    }

    /// <summary>The host's name, as in the lab's options.</summary>
    public string Name { get; }

    /// <summary>The name of the host's namespace, for <c>ip netns exec</c> by hand.</summary>
    public string NetworkNamespace => Link.HostNamespace;

    /// <summary>The host's IPv4 address; null in a lab without IPv4.</summary>
    public IPAddress? IPv4Address => Link.Addresses.IPv4;

    /// <summary>
    /// The host's IPv6 link-local address, its scope being the index of <c>eth0</c> on this same host; null in a lab without IPv6.
    /// Another host reaches it under the scope of its own interface: see <see cref="LinkLocalAddressOf"/>.
    /// </summary>
    public IPAddress? LinkLocalAddress => Link.Addresses.LinkLocal is null ? null : _linkLocal ??= Scoped(Link.Addresses.LinkLocal);

    /// <summary>The host's unique local IPv6 address; null unless the lab's options ask for one.</summary>
    public IPAddress? UniqueLocalAddress => Link.Addresses.UniqueLocal;

    /// <summary>All addresses of <c>eth0</c>: IPv4, link-local, unique local, as far as there are.</summary>
    public IReadOnlyList<IPAddress> Addresses =>
        [.. new[] { IPv4Address, LinkLocalAddress, UniqueLocalAddress }.OfType<IPAddress>()];

    internal LabLink Link { get; }

    /// <summary>The link-local address of another host as this one writes it: with the scope of its own interface.</summary>
    /// <param name="other">A host of the same lab.</param>
    /// <exception cref="InvalidOperationException">The lab has no IPv6.</exception>
    public IPAddress LinkLocalAddressOf(LabHost other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Scoped(other.Link.Addresses.LinkLocal ?? throw new InvalidOperationException("This network lab was made without IPv6."));
    }

    /// <summary>
    /// Runs a function on a thread of its own that stands in this host's network. A socket made in there stays on this host for good and can
    /// be used from any thread afterwards. Only what the function does before it returns is on this host: a task it starts is not.
    /// </summary>
    /// <param name="function">What to run; an exception of it comes out of this call.</param>
    /// <typeparam name="T">What it gives.</typeparam>
    public T Invoke<T>(Func<T> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Testing.NetworkNamespace.Invoke(NetworkNamespace, function);
    }

    /// <summary>Starts a program on this host. It ends with the lab at the latest.</summary>
    /// <param name="fileName">A name on the PATH, or a path.</param>
    /// <param name="arguments">Its arguments, taken as they are: no shell reads them.</param>
    /// <param name="environment">Variables set besides those of this process; null for none.</param>
    /// <exception cref="NetworkLabException">There is no such program.</exception>
    public LabProcess Start(string fileName, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(arguments);
        string program = Executables.Find(fileName)
            ?? throw new NetworkLabException($"starting '{fileName}' on {Name}", "there is no such program.", "Install it, or give its path.");
        return Track(LabProcess.Start(
            $"{Path.GetFileName(fileName)} on {Name}",
            IpTool.FileName,
            ["netns", "exec", NetworkNamespace, "unshare", "--uts", "sh", "-c", SetHostNameAndRun, Name, program, .. arguments],
            environment));
    }

    /// <summary>Starts a .NET program on this host with the runtime of this process.</summary>
    /// <param name="assemblyPath">The program's .dll.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables set besides those of this process; null for none.</param>
    /// <exception cref="NetworkLabException">There is no such assembly, or no <c>dotnet</c> program.</exception>
    public LabProcess StartDotnet(string assemblyPath, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        string assembly = Path.GetFullPath(assemblyPath);
        return File.Exists(assembly)
            ? Start(Executables.FindDotnet(), [assembly, .. arguments], environment)
            : throw new NetworkLabException($"starting a .NET program on {Name}", $"there is no file {assembly}.", "Build the program first.");
    }

    /// <summary>Runs a program on this host to its end.</summary>
    /// <param name="fileName">A name on the PATH, or a path.</param>
    /// <param name="arguments">Its arguments, taken as they are: no shell reads them.</param>
    /// <param name="cancellationToken">Kills the program and ends the wait with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="NetworkLabException">There is no such program. An exit code other than 0 is a result, not an exception.</exception>
    public Task<LabCommandResult> RunAsync(string fileName, IEnumerable<string> arguments, CancellationToken cancellationToken = default) =>
        RunToEndAsync(Start(fileName, arguments), cancellationToken);

    /// <summary>Runs a .NET program on this host to its end, with the runtime of this process.</summary>
    /// <param name="assemblyPath">The program's .dll.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Kills the program and ends the wait with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="NetworkLabException">There is no such assembly. An exit code other than 0 is a result, not an exception.</exception>
    public Task<LabCommandResult> RunDotnetAsync(string assemblyPath, IEnumerable<string> arguments, CancellationToken cancellationToken = default) =>
        RunToEndAsync(StartDotnet(assemblyPath, arguments), cancellationToken);

    /// <summary>Switches <c>eth0</c> off, as in flight mode: the host knows at once that it has no network.</summary>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    public Task SetLinkDownAsync(CancellationToken cancellationToken = default) => Link.SetDownAsync(cancellationToken);

    /// <summary>Switches <c>eth0</c> on again, with the same addresses, and waits until they can be used.</summary>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    public Task SetLinkUpAsync(CancellationToken cancellationToken = default) => Link.SetUpAsync(cancellationToken);

    /// <summary>Cuts the host off in silence: its interface stays up with all addresses, but nothing arrives in either direction.</summary>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    public Task DisconnectAsync(CancellationToken cancellationToken = default) => Link.DisconnectAsync(cancellationToken);

    /// <summary>Ends what <see cref="DisconnectAsync"/> began.</summary>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    public Task ReconnectAsync(CancellationToken cancellationToken = default) => Link.ReconnectAsync(cancellationToken);

    /// <summary>Switches <c>eth0</c> off and on a number of times.</summary>
    /// <param name="times">How often, at least once.</param>
    /// <param name="down">How long it stays off each time.</param>
    /// <param name="up">How long it stays on between, beyond the time that its addresses take to be usable.</param>
    /// <param name="cancellationToken">Ends the flapping with <see cref="OperationCanceledException"/>; the interface may be off then.</param>
    public async Task FlapAsync(int times, TimeSpan down, TimeSpan up, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        for (int i = 0; i < times; i++)
        {
            if (i > 0)
            {
                await Task.Delay(up, cancellationToken);
            }

            await SetLinkDownAsync(cancellationToken);
            await Task.Delay(down, cancellationToken);
            await SetLinkUpAsync(cancellationToken);
        }
    }

    /// <summary>Gives <c>eth0</c> another IPv4 address in place of its own, as a new DHCP lease does; <see cref="IPv4Address"/> tells it from then on.</summary>
    /// <param name="address">An address of the lab's network (the first three numbers are those of the old one) that no other host has.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">It is no IPv4 address.</exception>
    public Task ChangeIPv4AddressAsync(IPAddress address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? Link.ReplaceIPv4Async(address, cancellationToken)
            : throw new ArgumentException($"{address} is no IPv4 address.", nameof(address));
    }

    /// <summary>Sets the largest packet that <c>eth0</c> sends and takes.</summary>
    /// <param name="bytes">Without the Ethernet head; 1280 or more where the lab has IPv6 (RFC 8200 section 5).</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    public Task SetMtuAsync(int bytes, CancellationToken cancellationToken = default) => Link.SetMtuAsync(bytes, cancellationToken);

    /// <summary>Sets what the host's cable does to packets from now on, in both directions. Those under way are not touched.</summary>
    /// <param name="impairment">What it does.</param>
    /// <exception cref="InvalidOperationException">The lab was made without <see cref="NetworkLabOptions.Impairment"/>.</exception>
    public void SetImpairment(LinkImpairment impairment)
    {
        ArgumentNullException.ThrowIfNull(impairment);
        impairment.Validate();
        Relay.Set(impairment);
    }

    /// <summary>What the cable did to the packets that this host sent.</summary>
    /// <exception cref="InvalidOperationException">The lab was made without <see cref="NetworkLabOptions.Impairment"/>.</exception>
    public LinkCounters SentCounters => Relay.Outward;

    /// <summary>What the cable did to the packets that were sent to this host.</summary>
    /// <exception cref="InvalidOperationException">The lab was made without <see cref="NetworkLabOptions.Impairment"/>.</exception>
    public LinkCounters ReceivedCounters => Relay.Inward;

    private LabRelay Relay => Link.Relay
        ?? throw new InvalidOperationException("This lab's cables are the kernel's. Make it with an Impairment in its options, LinkImpairment.None for one that does nothing yet.");

    /// <summary>"host1 (10.77.3.1, fe80::77:301%2)".</summary>
    public override string ToString() => Addresses.Count == 0 ? Name : $"{Name} ({string.Join(", ", Addresses)})";

    internal static async Task<LabCommandResult> RunToEndAsync(LabProcess process, CancellationToken cancellationToken)
    {
        await using (process)
        {
            process.StandardInput.Close();
            return await process.WaitForResultAsync(cancellationToken);
        }
    }

    /// <summary>Remembers a program until it ends, so that the lab can end it.</summary>
    internal LabProcess Track(LabProcess process)
    {
        _programs[process] = true;
        _ = process.Exited.ContinueWith(_ => _programs.TryRemove(process, out bool _), TaskScheduler.Default);
        return process;
    }

    internal async Task StopProgramsAsync()
    {
        foreach (LabProcess process in _programs.Keys)
        {
            await process.DisposeAsync();
        }
    }

    private IPAddress Scoped(IPAddress linkLocal) => new(linkLocal.GetAddressBytes(), Invoke(InterfaceIndex));

    private static long InterfaceIndex() => InterfaceNames.IndexOf(LabLink.HostDevice);
}
