namespace PeerProto.Connections;

/// <summary>How many bytes those who wait for room may write in their turn. A message that has begun is written whole.</summary>
internal static class OutputShare
{
    public const int Low = 8 * 1024;

    public const int Normal = 4 * Low;

    public const int High = 4 * Normal;

    public static int Of(Priority priority) => priority switch
    {
        Priority.Low => Low,
        Priority.High => High,
        _ => Normal,
    };
}
