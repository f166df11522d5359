using System.Globalization;
using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>Lines for people. Answers go to one writer, failures to another.</summary>
internal sealed class LineThreadOutput(TextWriter writer, TextWriter errors, bool showsSecrets) : IThreadOutput
{
    public void WriteContent(ThreadDatasetReport report, ThreadRedaction? redaction)
    {
        foreach (ThreadTlv tlv in report.Tlvs)
        {
            string value = tlv.IsSecret && showsSecrets ? tlv.ToHex() : Printable.From(tlv.Describe());
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tlv.Offset,4}  {ThreadTlv.NameOf(tlv.Type),-22} {value}"));
        }

        WriteFindings(report);
        if (redaction is null)
            return;
        writer.WriteLine(redaction.ToHex());
        writer.WriteLine($"{redaction.Note}.");
    }

    public void WriteFindings(ThreadDatasetReport report)
    {
        foreach (ThreadFinding finding in report.Findings)
            writer.WriteLine(Printable.From(finding.ToString()));
        if (report.IsGood)
            writer.WriteLine("The data set is complete and sound.");
    }

    public void WriteDifferences(IReadOnlyList<ThreadDifference> differences)
    {
        foreach (ThreadDifference difference in differences)
            writer.WriteLine(Printable.From(difference.ToString()));
        if (differences.Count == 0)
            writer.WriteLine("The two hold the same.");
    }

    public void WriteNew(ThreadDataset dataset) => writer.WriteLine(dataset.ToHex());

    public void WriteAnswer(string name, string answer) => writer.WriteLine(answer);

    public void Write(BorderAgent agent)
    {
        writer.WriteLine(string.Join('\t',
            Printable.From(agent.Service.InstanceName),
            Printable.From(agent.NetworkName ?? "?"),
            agent.ExtendedPanId?.ToString("x16", CultureInfo.InvariantCulture) ?? "?",
            agent.StorageId is { } id ? $"{(id.Kind == BorderAgentIdKind.Identifier ? "id" : "xa")}={id}" : "no identifier",
            agent.State?.ToString() ?? "?",
            string.Join(' ', agent.Service.Endpoints)));
        writer.Flush();
    }

    public void WriteFailure(string cause, string remedy)
    {
        errors.WriteLine($"{Printable.From(cause)}.");
        errors.WriteLine($"{Printable.From(remedy)}.");
        errors.Flush();
    }
}
