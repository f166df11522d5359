using System.Globalization;

namespace PeerProto.Cli.Dhcp;

/// <summary>A line for each thing seen, with advice where something is to be done.</summary>
internal sealed class LineDhcpOutput(TextWriter writer) : IDhcpOutput
{
    private const int MostClients = 20;

    public void WriteStart(string interfaceName) => Line($"watching {interfaceName}; end with Ctrl+C");

    public void Write(DhcpObservation observation)
    {
        string who = observation.Client is { } client ? $" {HardwareText.From(client)}" : "";
        string address = observation.Address is { } used ? $" {used}" : "";
        string server = observation.Server is { } by ? $" server {by}" : "";
        string lease = observation.LeaseTime is not { } time ? "" : time == Timeout.InfiniteTimeSpan ? " for ever" : Text($" for {time.TotalSeconds:0} s");
        string name = observation.HostName is { Length: > 0 } own ? $" '{own}'" : "";
        string evidence = observation.Evidence is { } seen ? $" (seen by {seen})" : "";
        Line(Text($"{observation.Time.UtcDateTime:HH:mm:ss.fff} {Word(observation.Kind)}{(observation.IsCertain ? "" : " (likely)")}{who}{address}{server}{lease}{name}{evidence}: {observation.Meaning}."));
        if (observation.NeedsAttention)
            Line($"    next: {observation.NextStep}.");
    }

    public void Write(ArpProbeResult probe) => Line(
        probe.IsShared ? $"{probe.Address} is answered for by {HardwareText.From(probe.HardwareAddress)}, which answers for others as well: a proxy (RFC 1027), so this shows no client"
        : probe.IsInUse
        ? Text($"{probe.Address} is used by {HardwareText.From(probe.HardwareAddress)}, found in {probe.Elapsed!.Value.TotalMilliseconds:0} ms")
        : $"{probe.Address}: nobody answers");

    public void Write(DhcpSummary summary)
    {
        Line($"{summary.Packets} packets, {summary.Messages} DHCP messages{(summary.Malformed > 0 ? Text($", {summary.Malformed} malformed") : "")}{(summary.IsCut ? "; the capture is cut off" : "")}{(summary.IsTruncated ? "; not all of it was looked at" : "")}");
        if (summary.DroppedFrames + summary.DroppedObservations > 0)
            Line($"missed: {summary.DroppedFrames} frames that came too fast, {summary.DroppedObservations} observations that were not read in time");
        if (summary.CutMessages > 0)
            Line($"not read: {summary.CutMessages} DHCP messages that were cut short; in a capture, take whole packets ('tcpdump -s 0'); where they come in fragments, nothing tells what they say");
        foreach (UnreadLinkType unread in summary.Unread)
            Line($"not read: {unread}");
        foreach (ArpEntry entry in summary.Clients.TakeLast(MostClients))
            Line(Text($"  {entry.Address} {HardwareText.From(entry.HardwareAddress)} seen last {entry.LastSeen.UtcDateTime:HH:mm:ss.fff} by {entry.Evidence}"));
        if (summary.Clients.Count > MostClients)
            Line($"  and {summary.Clients.Count - MostClients} more");
    }

    public void WriteFailure(string cause, string remedy) => Line($"{cause}. {remedy}.");

    // the words of RFC 2131
    private static string Word(DhcpObservationKind kind) => kind switch
    {
        DhcpObservationKind.LinkUp => "link up",
        DhcpObservationKind.LinkDown => "link down",
        DhcpObservationKind.Select => "SELECTING",
        DhcpObservationKind.InitReboot => "INIT-REBOOT",
        DhcpObservationKind.SilentReuse => "SILENT REUSE",
        _ => kind.ToString().ToUpperInvariant(),
    };

    private void Line(string text) => writer.WriteLine(Printable.From(text));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
