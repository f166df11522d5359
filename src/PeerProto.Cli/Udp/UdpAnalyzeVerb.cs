namespace PeerProto.Cli.Udp;

/// <summary><c>peerproto udp analyze</c>, without console.</summary>
internal sealed class UdpAnalyzeVerb(GapAnalyzer analyzer, IGapOutput output)
{
    /// <summary>Reads a capture and shows what it tells.</summary>
    /// <returns>The exit code: success only when there is a flow and none misses anything.</returns>
    public int Run(string file, Func<Stream> openInput, CancellationToken cancellationToken)
    {
        try
        {
            using Stream stream = InputFile.Open(file, openInput);
            using BufferedStream buffered = new(stream, 64 * 1024);
            GapReport report = analyzer.Analyze(buffered, cancellationToken);
            output.Write(report);
            return report.IsGood ? ExitCodes.Success : ExitCodes.Nothing;
        }
        catch (CaptureException failure)
        {
            output.WriteFailure(failure.Cause, failure.Remedy);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            output.WriteFailure(failure.Message.TrimEnd('.'), "Check the path, and that this user may read there");
        }

        return ExitCodes.Nothing;
    }
}
