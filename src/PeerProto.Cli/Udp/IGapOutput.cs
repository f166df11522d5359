namespace PeerProto.Cli.Udp;

/// <summary>A way of showing what a capture tells.</summary>
internal interface IGapOutput
{
    /// <summary>The capture was read.</summary>
    void Write(GapReport report);

    /// <summary>It could not be.</summary>
    void WriteFailure(string cause, string remedy);
}
