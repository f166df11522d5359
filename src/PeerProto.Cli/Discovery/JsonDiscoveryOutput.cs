using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace PeerProto.Cli.Discovery;

/// <summary>
/// One JSON object a line. A TXT value is a string when it is UTF-8, else an object with the member <c>base64</c>; a flag is <c>true</c>.
/// </summary>
internal sealed class JsonDiscoveryOutput(TextWriter writer) : IDiscoveryOutput
{
    public Task ShowAsync(Func<Task> work) => work();

    public void Write(ServiceChange change) => WriteService(NameOf(change.Kind), change.Service);

    public void Write(InstanceChange change) => WriteLine(json =>
    {
        json.WriteString("change", NameOf(change.Kind));
        json.WriteString("name", change.InstanceName);
    });

    public void Write(ServiceType type) => WriteLine(json => json.WriteString("type", type.ToString()));

    public void Write(DiscoveryState state) => WriteLine(json =>
    {
        json.WriteString("state", state.Kind.ToString());
        if (state.Diagnosis is not { } diagnosis)
            return;
        json.WriteString("problem", diagnosis.Problem.ToString());
        json.WriteString("cause", diagnosis.Cause);
        json.WriteString("remedy", diagnosis.Remedy);
    });

    public void WriteResolved(DiscoveredService service) => WriteService("resolved", service);

    public void WriteAdvertised(string instanceName, ServiceAdvertisement advertisement) => WriteLine(json =>
    {
        json.WriteString("change", "advertised");
        json.WriteString("name", instanceName);
        json.WriteString("type", advertisement.Type.ToString());
        json.WriteNumber("port", advertisement.Port);
        WriteTxt(json, advertisement.Txt);
    });

    private static string NameOf(ServiceChangeKind kind) => kind switch
    {
        ServiceChangeKind.Added => "added",
        ServiceChangeKind.Changed => "changed",
        _ => "removed",
    };

    private void WriteService(string change, DiscoveredService service) => WriteLine(json =>
    {
        json.WriteString("change", change);
        json.WriteString("name", service.InstanceName);
        json.WriteString("type", service.Type.ToString());
        json.WriteString("host", service.HostName);
        json.WriteNumber("port", service.Port);
        if (service.ContractVersion is { } version)
            json.WriteNumber("contractVersion", version);
        if (service.Fingerprint is { } fingerprint)
            json.WriteString("fingerprint", Convert.ToHexStringLower(fingerprint.Span));
        WriteTxt(json, service.Txt);
        json.WriteStartArray("endpoints");
        foreach (IPEndPoint endpoint in service.Endpoints)
            json.WriteStringValue(endpoint.ToString());
        json.WriteEndArray();
        WriteInterfaces(json, service);
    });

    /// <summary>The endpoints by the index of the interface that they were seen on, where they were seen on one.</summary>
    private static void WriteInterfaces(Utf8JsonWriter json, DiscoveredService service)
    {
        IGrouping<int, ServiceEndpoint>[] interfaces = [.. service.Places.Where(static place => place.InterfaceIndex != 0).GroupBy(static place => place.InterfaceIndex)];
        if (interfaces.Length == 0)
            return;
        json.WriteStartObject("interfaces");
        foreach (IGrouping<int, ServiceEndpoint> seen in interfaces)
        {
            json.WriteStartArray(seen.Key.ToString(CultureInfo.InvariantCulture));
            foreach (ServiceEndpoint place in seen)
                json.WriteStringValue(place.Endpoint.ToString());
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteTxt(Utf8JsonWriter json, TxtRecord txt)
    {
        json.WriteStartObject("txt");
        foreach (TxtEntry entry in txt)
        {
            json.WritePropertyName(entry.Key);
            WriteValue(json, entry);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, TxtEntry entry)
    {
        if (!entry.HasValue)
        {
            json.WriteBooleanValue(true);
        }
        else if (Utf8.IsValid(entry.Value.Span))
        {
            json.WriteStringValue(entry.Value.Span);
        }
        else
        {
            json.WriteStartObject();
            json.WriteBase64String("base64", entry.Value.Span);
            json.WriteEndObject();
        }
    }

    private void WriteLine(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        string line = Encoding.UTF8.GetString(buffer.WrittenSpan);
        lock (writer)
        {
            writer.WriteLine(line);
            writer.Flush();
        }
    }
}
