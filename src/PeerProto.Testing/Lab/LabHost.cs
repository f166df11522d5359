using System.Collections.Concurrent;
using System.Net;

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
