namespace PeerProto.Cli.Browse;

/// <summary>Plain lines, for files and pipes: a sign, then tab-separated name, type, host, endpoints and TXT record.</summary>
internal sealed class LineBrowseOutput(TextWriter writer) : IBrowseOutput
{
    public void Write(ServiceChange change)
    {
        char sign = change.Kind switch
        {
            ServiceChangeKind.Added => '+',
            ServiceChangeKind.Changed => '~',
            _ => '-',
        };
        DiscoveredService service = change.Service;
        writer.WriteLine(string.Join('\t',
            sign,
            Printable.From(service.InstanceName),
            service.Type,
            Printable.From(service.HostName),
            string.Join(' ', service.Endpoints),
            Printable.From(service.Txt.ToString())));
        writer.Flush();
    }

    public void Write(ServiceType type)
    {
        writer.WriteLine(type);
        writer.Flush();
    }

    public void Complete() => writer.Flush();
}
