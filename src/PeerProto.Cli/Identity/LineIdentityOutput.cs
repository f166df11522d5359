using System.Globalization;

namespace PeerProto.Cli.Identity;

/// <summary>A line for each fact, and the QR code where it is asked for.</summary>
internal sealed class LineIdentityOutput(TextWriter writer, TextWriter errors, bool drawsQr) : IIdentityOutput
{
    public void Write(IdentityReport report)
    {
        Line("file", report.File);
        if (report.Key is { } key)
        {
            Line("fingerprint", key.ToString());
            Line("words", key.ToWords());
            Line("qr", key.ToQrPayload());
        }

        if (report.KeyAlgorithm is { } algorithm)
            Line("key", algorithm);
        if (report.ValidUntil is { } end)
            Line("valid", end.Year >= 9999 ? "without end" : $"until {end.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)}");
        if (report.Form is { } form)
        {
            Line("made in", form.ToString());
            Line("old Apple", form.IsReadByOldAppleSystems ? "reads it" : "does not read it: export with --format legacy");
        }

        if (drawsQr && report.Key is not null)
            writer.Write(QrText.Draw(report.Key.ToQrPayload()));
        writer.Flush();
    }

    public void Write(PeerDiagnosis diagnosis)
    {
        errors.WriteLine($"{diagnosis.Code}: {Printable.From(diagnosis.Cause)}.");
        errors.WriteLine($"{Printable.From(diagnosis.Remedy)}.");
        errors.Flush();
    }

    private void Line(string name, string value) => writer.WriteLine($"{name,-12} {Printable.From(value)}");
}
