namespace PeerProto.Cli.Discovery;

/// <summary>
/// Plain lines, for files and pipes: a sign, then tab-separated name, type, host, endpoints and TXT record. What keeps discovery from working goes to
/// another writer.
/// </summary>
internal sealed class LineDiscoveryOutput(TextWriter writer, TextWriter problems) : IDiscoveryOutput
{
    public Task ShowAsync(Func<Task> work) => work();

    public void Write(ServiceChange change) => WriteService(SignOf(change.Kind), change.Service);

    public void Write(InstanceChange change) => WriteLine(writer, $"{SignOf(change.Kind)}\t{Printable.From(change.InstanceName)}");

    public void Write(ServiceType type) => WriteLine(writer, type.ToString());

    public void Write(DiscoveryState state) => WriteLine(problems, state.Diagnosis is { } diagnosis ? $"{state.Kind}: {diagnosis}" : $"{state.Kind}");

    public void WriteResolved(DiscoveredService service) => WriteService("=", service);

    public void WriteAdvertised(string instanceName, ServiceAdvertisement advertisement) => WriteLine(
        writer, string.Join('\t', "!", Printable.From(instanceName), advertisement.Type, advertisement.Port, Printable.From(advertisement.Txt.ToString())));

    private static string SignOf(ServiceChangeKind kind) => kind switch
    {
        ServiceChangeKind.Added => "+",
        ServiceChangeKind.Changed => "~",
        _ => "-",
    };

    private void WriteService(string sign, DiscoveredService service) => WriteLine(
        writer,
        string.Join('\t',
            sign,
            Printable.From(service.InstanceName),
            service.Type,
            Printable.From(service.HostName),
            string.Join(' ', service.Endpoints),
            Printable.From(service.Txt.ToString())));

    private static void WriteLine(TextWriter target, string line)
    {
        lock (target)
        {
            target.WriteLine(line);
            target.Flush();
        }
    }
}
