namespace PeerProto.Testing;

/// <summary>How a program ended that was run to its end on a host of a network lab.</summary>
/// <param name="ExitCode">The program's exit code; 128 plus the signal's number if a signal ended it.</param>
/// <param name="StandardOutput">What it wrote to its standard output, as much as <see cref="LabOutput"/> keeps.</param>
/// <param name="StandardError">What it wrote to its standard error, as much as <see cref="LabOutput"/> keeps.</param>
public sealed record LabCommandResult(int ExitCode, string StandardOutput, string StandardError)
{
    /// <summary>This result, if the program ended with exit code 0.</summary>
    /// <exception cref="NetworkLabException">The exit code is another one; the message holds both outputs.</exception>
    public LabCommandResult EnsureSuccess() => ExitCode == 0
        ? this
        : throw new NetworkLabException(
            "running a program to its end",
            $"it ended with exit code {ExitCode}. Standard error: {Shorten(StandardError)} Standard output: {Shorten(StandardOutput)}",
            "The program's own words above tell more.");

    private static string Shorten(string output)
    {
        const int Longest = 2_000;
        string text = output.Trim();
        return text.Length == 0 ? "(nothing)" : text.Length <= Longest ? text : "…" + text[^Longest..];
    }
}
