namespace PeerProto.Cli.Dhcp;

/// <summary>A way of showing how clients get their addresses.</summary>
internal interface IDhcpOutput
{
    /// <summary>Watching has begun.</summary>
    void WriteStart(string interfaceName);

    /// <summary>Something was seen.</summary>
    void Write(DhcpObservation observation);

    /// <summary>An old address was asked for.</summary>
    void Write(ArpProbeResult probe);

    /// <summary>Nothing more comes.</summary>
    void Write(DhcpSummary summary);

    /// <summary>It could not be done.</summary>
    void WriteFailure(string cause, string remedy);
}
