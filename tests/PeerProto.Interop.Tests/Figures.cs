using System.Globalization;

namespace PeerProto.Interop.Tests;

/// <summary>Real-time figures: printed for the record in docs/reliability.md, never asserted.</summary>
internal static class Figures
{
    public static void Record(string what, string figure)
    {
        string line = $"figure: {what}: {figure}";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        TestContext.Current.SendDiagnosticMessage(line);
    }

    public static void Record(string what, TimeSpan time) => Record(what, string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s"));
}
