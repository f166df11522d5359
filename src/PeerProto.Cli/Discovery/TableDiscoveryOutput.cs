using Spectre.Console;

namespace PeerProto.Cli.Discovery;

/// <summary>A table for people, which changes as the network does.</summary>
internal sealed class TableDiscoveryOutput(IAnsiConsole console) : IDiscoveryOutput
{
    private readonly System.Threading.Lock _gate = new();
    private readonly SortedDictionary<string, DiscoveredService> _services = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _types = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
    private LiveDisplayContext? _display;
    private DiscoveryDiagnosis? _problem;
    private string _caption = "";

    public async Task ShowAsync(Func<Task> work)
    {
        await console.Live(Draw()).StartAsync(async display =>
        {
            lock (_gate)
                _display = display;
            Refresh();
            await work();
        });
        lock (_gate)
            _display = null;
    }

    public void Write(ServiceChange change) => Change(() =>
    {
        if (change.Kind == ServiceChangeKind.Removed)
            _services.Remove(change.Service.InstanceName);
        else
            _services[change.Service.InstanceName] = change.Service;
        _caption = Told(change.Kind, change.Service.InstanceName);
    });

    public void Write(InstanceChange change) => Change(() =>
    {
        _ = change.Kind == ServiceChangeKind.Removed ? _names.Remove(change.InstanceName) : _names.Add(change.InstanceName);
        _caption = Told(change.Kind, change.InstanceName);
    });

    public void Write(ServiceType type) => Change(() => _types.Add(type.ToString()));

    public void Write(DiscoveryState state) => Change(() =>
    {
        _problem = state.Diagnosis;
        if (_display is null && _problem is not null)
            console.WriteLine(Printable.From(_problem.ToString()));
    });

    public void WriteResolved(DiscoveredService service) => Change(() => _services[service.InstanceName] = service);

    public void WriteAdvertised(string instanceName, ServiceAdvertisement advertisement) =>
        Change(() => _caption = $"offering {instanceName} of type {advertisement.Type} at port {advertisement.Port}; Ctrl+C ends it");

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            Refresh();
        }
    }

    private void Refresh()
    {
        lock (_gate)
            _display?.UpdateTarget(Draw());
    }

    private Table Draw()
    {
        Table table = new() { Caption = new TableTitle(Escape(_problem is null ? _caption : _problem.ToString())) };
        if (_types.Count + _names.Count > 0)
        {
            table.AddColumn(_types.Count > 0 ? "Type" : "Name");
            foreach (string item in _types.Count > 0 ? _types : _names)
                table.AddRow(Escape(item));
            return table;
        }

        table.AddColumns("Name", "Host", "Endpoints", "Contract", "TXT");
        foreach (DiscoveredService service in _services.Values)
        {
            table.AddRow(
                Escape(service.InstanceName),
                Escape(service.HostName),
                string.Join('\n', service.Places.Select(place => Escape(place.ToString()))),
                ContractOf(service),
                string.Join('\n', service.Txt.Select(entry => Escape(entry.ToString()))));
        }

        return table;
    }

    /// <summary>The contract's version and the beginning of its fingerprint, for a service of PeerProto's.</summary>
    private static string ContractOf(DiscoveredService service) => string.Join(' ',
        service.ContractVersion is { } version ? $"v{version}" : "",
        service.Fingerprint is { } fingerprint ? Convert.ToHexStringLower(fingerprint.Span)[..8] : "").Trim();

    private static string Told(ServiceChangeKind kind, string name) => kind switch
    {
        ServiceChangeKind.Added => $"found {name}",
        ServiceChangeKind.Changed => $"changed {name}",
        _ => $"gone {name}",
    };

    private static string Escape(string text) => Markup.Escape(Printable.From(text));
}
