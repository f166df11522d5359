namespace PeerProto.Security.Stores;

/// <summary>Tells whether a file may have changed since it was read.</summary>
internal readonly record struct FileStamp(DateTime Written, long Length)
{
    /// <summary>Clocks of file systems move in steps; a file that was written within one of them may change again without showing it.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    public static FileStamp Missing { get; } = new(DateTime.MinValue, -1);

    /// <summary>Whether the same stamp at a later time means the same content.</summary>
    public bool IsTelling => DateTime.UtcNow - Written > Step;
}
