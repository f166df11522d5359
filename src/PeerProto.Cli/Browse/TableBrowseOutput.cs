using Spectre.Console;

namespace PeerProto.Cli.Browse;

/// <summary>A table for people, printed when the browse ends; changes show as lines until then.</summary>
internal sealed class TableBrowseOutput(IAnsiConsole console) : IBrowseOutput
{
    private readonly Dictionary<string, DiscoveredService> _services = [];
    private readonly SortedSet<string> _types = [];

    public void Write(ServiceChange change)
    {
        (string colour, string word) = change.Kind switch
        {
            ServiceChangeKind.Added => ("green", "found"),
            ServiceChangeKind.Changed => ("yellow", "changed"),
            _ => ("red", "gone"),
        };
        console.MarkupLine($"[{colour}]{word}[/] {Escape(change.Service.InstanceName)}");
        if (change.Kind == ServiceChangeKind.Removed)
            _services.Remove(change.Service.InstanceName);
        else
            _services[change.Service.InstanceName] = change.Service;
    }

    public void Write(ServiceType type)
    {
        console.MarkupLine($"[green]found[/] {Escape(type.ToString())}");
        _types.Add(type.ToString());
    }

    public void Complete()
    {
        if (_services.Count > 0)
        {
            Table table = new Table().AddColumns("Name", "Host", "Endpoints", "TXT");
            foreach (DiscoveredService service in _services.Values.OrderBy(service => service.InstanceName, StringComparer.Ordinal))
            {
                table.AddRow(
                    Escape(service.InstanceName),
                    Escape(service.HostName),
                    string.Join('\n', service.Endpoints.Select(endpoint => Escape(endpoint.ToString()))),
                    string.Join('\n', service.Txt.Select(entry => Escape(entry.ToString()))));
            }

            console.Write(table);
        }
        else if (_types.Count == 0)
        {
            console.MarkupLine("Nothing found.");
        }
    }

    private static string Escape(string text) => Markup.Escape(Printable.From(text));
}
