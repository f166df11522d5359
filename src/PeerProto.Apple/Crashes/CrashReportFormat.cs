namespace PeerProto.Apple;

/// <summary>How a crash report was written.</summary>
public enum CrashReportFormat
{
    /// <summary>Two JSON documents, as macOS 12, iOS 15 and newer write them into <c>.ips</c> files.</summary>
    Ips,

    /// <summary>Text, as macOS 11, iOS 14 and older write it into <c>.crash</c> files.</summary>
    Text,

    /// <summary>Groups of five words, <c>module None symbol None line</c>, as crash services of others export them.</summary>
    Words,
}
