namespace PeerProto.Protocol.FlowControl;

/// <summary>How many bytes a channel or call may write, or move from where it waits in fragments, in its turn while others wait for theirs. What has begun goes whole.</summary>
public static class FragmentShare
{
    /// <summary>Half a fragment.</summary>
    public const int Low = ProtocolLimits.FragmentBytes / 2;

    /// <summary>Two fragments. The share of calls, and of channels unless told otherwise.</summary>
    public const int Normal = 4 * Low;

    /// <summary>Eight fragments.</summary>
    public const int High = 4 * Normal;

    /// <summary>The share of a channel.</summary>
    /// <param name="priority">Its priority.</param>
    public static int Of(Priority priority) => priority switch
    {
        Priority.Low => Low,
        Priority.High => High,
        _ => Normal,
    };
}
