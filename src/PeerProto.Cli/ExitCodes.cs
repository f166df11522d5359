namespace PeerProto.Cli;

/// <summary>What the tool's exit codes mean.</summary>
internal static class ExitCodes
{
    /// <summary>Something was found or done.</summary>
    public const int Success = 0;

    /// <summary>Nothing was found, or the work failed.</summary>
    public const int Nothing = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;
}
