using System.Globalization;

namespace PeerProto.Cli.Doctor;

/// <summary>A line for each stage, then what to do.</summary>
internal sealed class LineDoctorOutput(TextWriter writer) : IDoctorOutput
{
    public void Write(ConnectionStageReport stage)
    {
        string name = stage.Stage.ToString().ToLowerInvariant();
        string time = string.Create(CultureInfo.InvariantCulture, $"{stage.Duration.TotalMilliseconds:0.0} ms");
        writer.WriteLine($"{(stage.Diagnosis is null ? "ok  " : "FAIL")} {name,-14} {time,12}  {Printable.From(stage.Diagnosis?.Cause ?? stage.Detail)}");
        writer.Flush();
    }

    public void Write(ConnectionReport report)
    {
        if (report.Diagnosis is { } diagnosis)
        {
            writer.WriteLine($"{diagnosis.Code}: {Printable.From(diagnosis.Remedy)}.");
            writer.WriteLine($"See docs/diagnosis.md under {diagnosis.Code}.");
        }
        else
        {
            writer.WriteLine($"Connected to {report.Endpoint}.");
        }

        writer.Flush();
    }
}
