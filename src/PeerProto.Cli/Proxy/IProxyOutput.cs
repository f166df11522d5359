namespace PeerProto.Cli.Proxy;

/// <summary>A way of showing what came of trying proxies.</summary>
internal interface IProxyOutput
{
    /// <summary>The proxies were tried.</summary>
    void Write(ProxyProbeReport report, bool isListCut);

    /// <summary>None could be.</summary>
    void WriteFailure(string cause, string remedy);
}
