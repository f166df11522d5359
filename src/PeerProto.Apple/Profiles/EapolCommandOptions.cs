namespace PeerProto.Apple;

/// <summary>How a payload becomes a sequence of eapolcfg commands.</summary>
public sealed record EapolCommandOptions
{
    /// <summary>The interface to authenticate on. Default: en0.</summary>
    public string InterfaceName { get; init; } = "en0";

    /// <summary>
    /// Whether no window may come up: what would be asked fails instead. Default: true. Apple's eapolcfg of earlier systems does not know <c>--no-ui</c>.
    /// </summary>
    public bool IsWithoutWindows { get; init; } = true;
}
