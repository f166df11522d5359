using System.Globalization;

namespace PeerProto.Testing;

/// <summary>
/// The mDNS responder Avahi on a host of a network lab, with a message bus and a <c>/run</c> of its own, so that several run on one machine
/// and none meets the machine's. Disposing asks it to end, upon which it says goodbye for what it published.
/// </summary>
public sealed class AvahiDaemon : IAsyncDisposable
{
    private const string DaemonProgram = "avahi-daemon";
    private const string ReadyMark = "Server startup complete";
    private const string PublishedMark = "Established under name";

    // $0 is the configuration. The static services of the machine are hidden: nobody asked for them.
    private const string RunMessageBus = """
        set -e
        mount -t tmpfs tmpfs /run
        mkdir -p /run/dbus /run/avahi-daemon
        chown avahi /run/avahi-daemon
        [ ! -d /etc/avahi/services ] || mount -t tmpfs tmpfs /etc/avahi/services
        printf '%s' "$0" > /run/avahi.conf
        exec dbus-daemon --system --nofork --nopidfile --nosyslog --print-address=1
        """;

    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30);

    private readonly LabProcess _messageBus;
    private readonly LabProcess _daemon;

    private AvahiDaemon(LabHost host, LabProcess messageBus, LabProcess daemon)
    {
        Host = host;
        _messageBus = messageBus;
        _daemon = daemon;
    }

    /// <summary>The programs that must be installed: Debian has them in dbus, avahi-daemon and avahi-utils.</summary>
    public static IReadOnlyList<string> RequiredPrograms { get; } = ["dbus-daemon", DaemonProgram, "avahi-browse", "avahi-publish", "avahi-resolve"];

    /// <summary>The host it runs on.</summary>
    public LabHost Host { get; }

    /// <summary>The daemon itself; its log is on the standard error.</summary>
    public LabProcess Process => _daemon;

    /// <summary>Starts Avahi on a host and waits until it answers. The host's name is the name it announces, in <c>.local</c>.</summary>
    /// <param name="host">The host; one daemon each.</param>
    /// <param name="cancellationToken">Ends the start; what ran so far is ended.</param>
    /// <exception cref="NetworkLabException">A program is missing, or ended with an error, or did not become ready within 30 s.</exception>
    public static async Task<AvahiDaemon> StartAsync(LabHost host, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        RequirePrograms(host);
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(ReadyWithin);
        LabProcess messageBus = host.Start("unshare", ["--mount", "--propagation", "private", "sh", "-c", RunMessageBus, Configuration(host)]);
        LabProcess? daemon = null;
        try
        {
            await WaitAsync(messageBus, messageBus.StandardOutput, "unix:", deadline.Token);
            daemon = Enter(host, messageBus, DaemonProgram, ["--file=/run/avahi.conf", "--no-rlimits", "--no-chroot"]);
            await WaitAsync(daemon, daemon.StandardError, ReadyMark, deadline.Token);
            return new AvahiDaemon(host, messageBus, daemon);
        }
        catch (Exception error)
        {
            await (daemon?.DisposeAsync() ?? default);
            await messageBus.DisposeAsync();
            if (error is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw new NetworkLabException(
                    $"starting Avahi on {host.Name}",
                    $"it was not ready within {ReadyWithin.TotalSeconds:0} s. Its log: {daemon?.StandardError.Text}",
                    "See whether dbus-daemon and avahi-daemon run on this machine at all.",
                    error);
            }

            throw;
        }
    }

    /// <summary>Starts a program on the host that finds this daemon over the message bus, such as one of Avahi's tools.</summary>
    /// <param name="fileName">A name on the PATH, or a path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="NetworkLabException">There is no such program.</exception>
    public LabProcess Start(string fileName, IEnumerable<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(arguments);
        return Enter(Host, _messageBus, fileName, arguments);
    }

    /// <summary>Runs a program on the host to its end that finds this daemon over the message bus.</summary>
    /// <param name="fileName">A name on the PATH, or a path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Kills the program and ends the wait with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="NetworkLabException">There is no such program. An exit code other than 0 is a result, not an exception.</exception>
    public Task<LabCommandResult> RunAsync(string fileName, IEnumerable<string> arguments, CancellationToken cancellationToken = default) =>
        LabHost.RunToEndAsync(Start(fileName, arguments), cancellationToken);

    /// <summary>Publishes a service with <c>avahi-publish</c> and waits until it is established.</summary>
    /// <param name="name">The instance name.</param>
    /// <param name="serviceType">The service type, such as <c>_http._tcp</c>.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <param name="textEntries">The entries of the TXT record, <c>key=value</c> each; null for none.</param>
    /// <param name="cancellationToken">Ends the wait, and the program.</param>
    /// <returns>The program: the service stays until it ends. Terminating it withdraws the service.</returns>
    /// <exception cref="NetworkLabException">Avahi refused the service.</exception>
    public async Task<LabProcess> PublishAsync(
        string name, string serviceType, int port, IEnumerable<string>? textEntries = null, CancellationToken cancellationToken = default)
    {
        LabProcess publisher = Start(
            "avahi-publish",
            ["--service", name, serviceType, port.ToString(CultureInfo.InvariantCulture), .. textEntries ?? []]);
        try
        {
            await WaitAsync(publisher, publisher.StandardError, PublishedMark, cancellationToken);
            return publisher;
        }
        catch
        {
            await publisher.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Lists what <c>avahi-browse</c> finds and resolves, once: what is cached and what answers within about a second. A service appears once
    /// for each address family it is seen on.
    /// </summary>
    /// <param name="serviceType">The service type, such as <c>_http._tcp</c>.</param>
    /// <param name="cancellationToken">Ends the wait, and the program.</param>
    /// <exception cref="NetworkLabException">The program failed.</exception>
    public async Task<IReadOnlyList<AvahiService>> BrowseAsync(string serviceType, CancellationToken cancellationToken = default)
    {
        LabCommandResult result = await RunAsync("avahi-browse", ["--resolve", "--parsable", "--terminate", serviceType], cancellationToken);
        return [.. result.EnsureSuccess().StandardOutput.Split('\n').Select(AvahiService.Parse).OfType<AvahiService>()];
    }

    /// <summary>Starts <c>avahi-browse</c> for as long as the returned program runs, and reads what it resolves as it comes.</summary>
    /// <param name="serviceType">The service type, such as <c>_http._tcp</c>.</param>
    /// <param name="predicate">Says whether a resolved service is the one awaited.</param>
    /// <param name="cancellationToken">Ends the wait, and the program.</param>
    /// <returns>The first service that fits.</returns>
    /// <exception cref="NetworkLabException">The program ended before such a service appeared.</exception>
    public async Task<AvahiService> WaitForServiceAsync(
        string serviceType, Func<AvahiService, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        await using LabProcess browser = Start("avahi-browse", ["--resolve", "--parsable", serviceType]);
        string line = await browser.WaitForLineAsync(
            line => AvahiService.Parse(line) is { } service && predicate(service), cancellationToken);
        return AvahiService.Parse(line)!;
    }

    /// <summary>Asks the daemon to end and waits up to 5 s for its goodbyes, then ends what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        _daemon.Terminate();
        try
        {
            await _daemon.Exited.WaitAsync(StopWithin);
        }
        catch (TimeoutException)
        {
            // It had its chance; disposing kills it.
        }

        await _daemon.DisposeAsync();
        await _messageBus.DisposeAsync();
    }

    private static LabProcess Enter(LabHost host, LabProcess messageBus, string fileName, IEnumerable<string> arguments)
    {
        string program = Executables.Find(fileName)
            ?? throw new NetworkLabException($"starting '{fileName}' on {host.Name}", "there is no such program.", "Install it, or give its path.");
        string target = messageBus.Id.ToString(CultureInfo.InvariantCulture);
        return host.Track(LabProcess.Start(
            $"{fileName} on {host.Name}",
            "nsenter",
            ["--target", target, "--net", "--mount", "--uts", "--", program, .. arguments]));
    }

    private static async Task WaitAsync(LabProcess process, LabOutput output, string mark, CancellationToken cancellationToken)
    {
        try
        {
            await output.WaitForLineAsync(line => line.Contains(mark, StringComparison.Ordinal), cancellationToken);
        }
        catch (NetworkLabException error)
        {
            throw new NetworkLabException(
                $"starting {process.Description}",
                $"it ended before it was ready. It said: {process.StandardError.Text.Trim()}",
                "Its own words tell more.",
                error);
        }
    }

    private static void RequirePrograms(LabHost host)
    {
        string[] missing = [.. RequiredPrograms.Where(program => Executables.Find(program) is null)];
        if (missing.Length > 0)
        {
            throw new NetworkLabException(
                $"starting Avahi on {host.Name}",
                $"not installed: {string.Join(", ", missing)}.",
                "On Debian: apt-get install dbus avahi-daemon avahi-utils.");
        }
    }

    private static string Configuration(LabHost host) => $"""
        [server]
        host-name={host.Name}
        use-ipv4={(host.IPv4Address is null ? "no" : "yes")}
        use-ipv6={(host.LinkLocalAddress is null ? "no" : "yes")}
        allow-interfaces={LabLink.HostDevice}
        [wide-area]
        enable-wide-area=no
        [publish]
        publish-hinfo=no
        publish-workstation=no

        """;
}
