namespace PeerProto.Cli.Proxy;

/// <summary><c>peerproto proxy test</c>, without console.</summary>
internal sealed class ProxyTestVerb(ProxyProbe probe, IProxyOutput output)
{
    /// <summary>Tries the proxies of a list and shows what came of it.</summary>
    /// <param name="file">The list, or <c>-</c> for the standard input.</param>
    /// <param name="input">The standard input.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The exit code: success only when a proxy is good.</returns>
    public async Task<int> RunAsync(string file, TextReader input, CancellationToken cancellationToken)
    {
        try
        {
            ProxyList list = Read(file, input);
            if (list.Entries.Count == 0)
            {
                output.WriteFailure("The list is empty", "Write one proxy a line, as host:port:user:password");
                return ExitCodes.Nothing;
            }

            ProxyProbeReport report = await probe.RunAsync(list, null, cancellationToken);
            output.Write(report, list.IsCut);
            return report.Best is null ? ExitCodes.Nothing : ExitCodes.Success;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            output.WriteFailure(failure.Message.TrimEnd('.'), "Check the path, and that this user may read there");
            return ExitCodes.Nothing;
        }
    }

    private static ProxyList Read(string file, TextReader input)
    {
        if (file == "-")
            return ProxyList.Read(input);
        using StreamReader reader = new(file);
        return ProxyList.Read(reader);
    }
}
