using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>A way of showing crash reports.</summary>
internal interface ICrashOutput
{
    /// <summary>A report was read.</summary>
    void Write(string name, CrashReport report, CrashSignature signature);

    /// <summary>A file was none.</summary>
    void Write(CrashUnread unread);

    /// <summary>All were grouped.</summary>
    void Write(CrashGrouping grouping);
}
