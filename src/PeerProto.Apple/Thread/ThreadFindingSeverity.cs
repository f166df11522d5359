namespace PeerProto.Apple;

/// <summary>How much a finding matters.</summary>
public enum ThreadFindingSeverity
{
    /// <summary>The data set can be used, but look at it.</summary>
    Warning,

    /// <summary>The data set cannot be used as a complete one.</summary>
    Error,
}
