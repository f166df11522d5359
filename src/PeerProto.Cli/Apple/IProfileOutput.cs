using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>A way of showing what is done with configuration profiles.</summary>
internal interface IProfileOutput
{
    /// <summary>Profiles were checked.</summary>
    void WriteCheck(bool isGood, IReadOnlyList<(string File, IReadOnlyList<ProfileFinding> Findings)> checks, IReadOnlyList<AutoConnectVerdict> verdicts);

    /// <summary>A profile was made.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="file">Where they were written to; null shows them.</param>
    /// <param name="findings">What is wrong with it.</param>
    /// <param name="remarks">What was done.</param>
    void WriteProfile(byte[] content, string? file, IReadOnlyList<ProfileFinding> findings, IReadOnlyList<string> remarks);

    /// <summary>A profile was turned into something else.</summary>
    void WriteText(string what, string text, IReadOnlyList<string> remarks);

    /// <summary>Tells what macOS will do.</summary>
    void WritePlan(IReadOnlyList<AutoConnectStep> steps, IReadOnlyList<AutoConnectVerdict> verdicts);

    /// <summary>Commands were checked.</summary>
    void WriteCommands(EapolCommandCheck check);

    /// <summary>It could not be done.</summary>
    void WriteFailure(string name, string cause, string remedy);
}
