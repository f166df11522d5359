namespace PeerProto.Cli.Browse;

/// <summary>A way of showing what a browse finds.</summary>
internal interface IBrowseOutput
{
    void Write(ServiceChange change);

    void Write(ServiceType type);

    /// <summary>Nothing more comes.</summary>
    void Complete();
}
