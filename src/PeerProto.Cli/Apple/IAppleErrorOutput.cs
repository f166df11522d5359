using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>A way of showing what error codes mean.</summary>
internal interface IAppleErrorOutput
{
    /// <summary>What the codes of a text mean; there may be none.</summary>
    void Write(AppleErrorReport report);

    /// <summary>Why there is no answer.</summary>
    void WriteFailure(string cause);
}
