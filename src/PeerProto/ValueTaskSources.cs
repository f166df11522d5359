using System.Threading.Tasks.Sources;

namespace PeerProto;

/// <summary>What objects that stand behind a <see cref="ValueTask"/> and are used again have to guard against.</summary>
internal static class ValueTaskSources
{
    /// <summary>
    /// Has a continuation that asked for no context come back on the scheduler it was given on, where that is not the thread pool's: a simulator's, whose order it would leave. Where there is
    /// a synchronization context nothing changes.
    /// </summary>
    public static ValueTaskSourceOnCompletedFlags StayHere(this ValueTaskSourceOnCompletedFlags flags) =>
        TaskScheduler.Current != TaskScheduler.Default && SynchronizationContext.Current is null ? flags | ValueTaskSourceOnCompletedFlags.UseSchedulingContext : flags;

    /// <summary>
    /// Throws when a task is asked for its result before it has one, or once more: its object may serve somebody else already, or is still in line, and must not be given back.
    /// </summary>
    public static void ThrowUnlessCompleted<T>(this ref ManualResetValueTaskSourceCore<T> core, short token)
    {
        if (core.GetStatus(token) == ValueTaskSourceStatus.Pending)
            throw new InvalidOperationException("The task has not completed. Await it, once, instead of asking for its result.");
    }
}
