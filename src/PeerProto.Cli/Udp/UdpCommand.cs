using System.CommandLine;
using System.Net;

namespace PeerProto.Cli.Udp;

/// <summary>What <c>peerproto udp</c> accepts.</summary>
internal static class UdpCommand
{
    private static readonly Option<string> Pcap = new("--pcap") { Description = "The capture, pcap or pcapng; - for the standard input.", Required = true };
    private static readonly Option<int?> Port = new("--port") { Description = "Only datagrams to this port." };
    private static readonly Option<string?> Group = new("--group") { Description = "Only datagrams to this address, such as a multicast group." };
    private static readonly Option<string?> Sequence = new("--sequence") { Description = "Where datagrams carry a number that grows by one: offset:size, with :le where the lowest byte comes first. Left out: only an unbroken IPv4 identification tells that nothing is missing." };
    private static readonly Option<bool> Elsewhere = new("--elsewhere") { Description = "The capture was made on the sender or another machine, not on the receiver." };
    private static readonly Option<long?> Drops = new("--drops") { Description = "How many datagrams the receiver's system dropped for full socket buffers meanwhile." };
    private static readonly Option<long?> AppBytes = new("--app-bytes") { Description = "How many bytes the app received meanwhile." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Port.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 65535)
                result.AddError("A port is 1 to 65535.");
        });
        Group.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !IPAddress.TryParse(text, out _))
                result.AddError($"'{text}' is no address.");
        });
        Sequence.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !SequenceField.TryParse(text, out _))
                result.AddError($"'{text}' is no place of a number. Write it like 0:4 or 8:2:le.");
        });
        foreach (Option<long?> count in (ReadOnlySpan<Option<long?>>)[Drops, AppBytes])
        {
            count.Validators.Add(static result =>
            {
                if (result.GetValueOrDefault<long?>() is < 0)
                    result.AddError("A count is 0 or more.");
            });
        }

        Command analyze = new("analyze", "Finds out why UDP data comes with gaps: buffer, radio, sender or filter.") { Pcap, Port, Group, Sequence, Elsewhere, Drops, AppBytes, Json };
        analyze.SetAction(static (parsed, cancellationToken) =>
        {
            GapAnalyzer analyzer = new(new GapAnalyzerOptions
            {
                Port = parsed.GetValue(Port),
                Destination = parsed.GetValue(Group) is { } address ? IPAddress.Parse(address) : null,
                Sequence = SequenceField.TryParse(parsed.GetValue(Sequence), out SequenceField? field) ? field : null,
                Place = parsed.GetValue(Elsewhere) ? CapturePlace.Elsewhere : CapturePlace.Receiver,
                BufferDrops = parsed.GetValue(Drops),
                AppBytes = parsed.GetValue(AppBytes),
            });
            IGapOutput output = parsed.GetValue(Json) ? new JsonGapOutput(Console.Out) : new LineGapOutput(Console.Out);
            return Task.FromResult(new UdpAnalyzeVerb(analyzer, output).Run(parsed.GetValue(Pcap)!, Console.OpenStandardInput, cancellationToken));
        });
        return new Command("udp", "Looks at UDP traffic.") { analyze };
    }
}
