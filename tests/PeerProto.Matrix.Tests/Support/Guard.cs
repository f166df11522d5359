namespace PeerProto.Matrix.Tests.Support;

/// <summary>Guards against hanging; nothing is expected to take nearly as long.</summary>
internal static class Guard
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task Guarded(this Task task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public static Task<T> Guarded<T>(this Task<T> task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);
}
