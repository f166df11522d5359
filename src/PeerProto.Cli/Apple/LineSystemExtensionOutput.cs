using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>A few lines for each extension.</summary>
internal sealed class LineSystemExtensionOutput(TextWriter writer) : ISystemExtensionOutput
{
    public void Write(string name, SystemExtensionList list)
    {
        if (list.Extensions.Count == 0)
            Line("no system extension is installed");
        foreach (SystemExtensionDiagnosis diagnosis in list.Diagnose())
        {
            Line(diagnosis.Extension.ToString());
            Line($"  {diagnosis.Meaning}.");
            for (int i = 0; i < diagnosis.Remedies.Count; i++)
                Line($"  {i + 1}. {diagnosis.Remedies[i]}.");
        }

        foreach (string remark in list.Remarks)
            Line($"Note: {remark}.");
    }

    public void Write(SystemExtensionChange change) => Line(change.ToString());

    public void Write(PropertyListValue profile)
    {
        writer.Write(PropertyList.WriteXml(profile));
        writer.Flush();
    }

    public void Write(string name, IReadOnlyList<SystemExtensionProfileFinding> findings)
    {
        foreach (SystemExtensionProfileFinding finding in findings)
            Line($"{(finding.IsError ? "error" : "warning")}: {finding.Payload}{(finding.Payload.Length > 0 ? ": " : "")}{finding.Cause}. {finding.Remedy}.");
        if (findings.Count == 0)
            Line($"{name}: policy and filter are right, and fit each other.");
    }

    public void WriteFailure(string name, string cause, string remedy) => Line($"{name}: {cause}. {remedy}.");

    private void Line(string text)
    {
        writer.WriteLine(Printable.From(text));
        writer.Flush();
    }
}
