using System.Threading.Tasks.Sources;

namespace PeerProto;

/// <summary>What objects that stand behind a <see cref="ValueTask"/> and are used again have to guard against.</summary>
internal static class ValueTaskSources
{
    /// <summary>
    /// Throws when a task is asked for its result before it has one, or once more: its object may serve somebody else already, or is still in line, and must not be given back.
    /// </summary>
    public static void ThrowUnlessCompleted<T>(this ref ManualResetValueTaskSourceCore<T> core, short token)
    {
        if (core.GetStatus(token) == ValueTaskSourceStatus.Pending)
            throw new InvalidOperationException("The task has not completed. Await it, once, instead of asking for its result.");
    }
}
