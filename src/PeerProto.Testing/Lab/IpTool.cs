namespace PeerProto.Testing;

/// <summary>Runs the <c>ip</c> program of iproute2, which makes and wires namespaces.</summary>
internal static class IpTool
{
    public const string FileName = "ip";

    private const string Remedy = "A lab needs root, or CAP_NET_ADMIN and CAP_SYS_ADMIN, and a kernel with bridge and veth devices.";

    /// <summary>
    /// Runs one command and gives its output; a command that fails ends in an exception that names the stage. A command once begun is
    /// not cut short, since half of one is hard to undo: they take milliseconds.
    /// </summary>
    public static async Task<string> RunAsync(string stage, CancellationToken cancellationToken, params string[] arguments)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using LabProcess ip = LabProcess.Start(FileName, FileName, arguments);
        return Check(stage, await ip.WaitForResultAsync(CancellationToken.None));
    }

    /// <summary>Runs several commands in one namespace, in order, up to the first that fails.</summary>
    public static async Task RunBatchAsync(string stage, string networkNamespace, IEnumerable<string> commands, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using LabProcess ip = LabProcess.Start(FileName, FileName, ["-n", networkNamespace, "-batch", "-"]);
        try
        {
            await ip.StandardInput.WriteAsync(string.Concat(commands.Select(command => command + "\n")));
            ip.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before reading everything; its exit code and words say why.
        }

        Check(stage, await ip.WaitForResultAsync(CancellationToken.None));
    }

    private static string Check(string stage, LabCommandResult result) => result.ExitCode == 0
        ? result.StandardOutput
        : throw new NetworkLabException(stage, $"ip said \"{result.StandardError.Trim().ReplaceLineEndings("; ")}\".", Remedy);
}
