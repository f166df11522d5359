namespace PeerProto.Testing.Tests.Chaos;

/// <summary>
/// Seeds that failed once, each with what it found. What a seed does changes with the engine and with the chaos itself, so they are no proof that a fault stays mended; each fault has, or
/// had, its own reason to be looked for here first.
/// </summary>
internal static class KeptSeeds
{
    public static IReadOnlyDictionary<int, string> All { get; } = new Dictionary<int, string>
    {
        [2] = "a wait for the first of two tasks left the session's scheduler for the thread pool",
        [23] = "the run was looked at while two peers were connecting anew",
        [58] = "the same, while the last messages of a new connection were under way",
        [5] = "the same in the pause between two attempts to connect",
        [4] = "two lanes that waited for their calls woke each other without end",
        [6] = "the same",
        [14] = "a lane whose first packet was lost for long was told to be the peer's fault",
        [92] = "a flush that began when the connection had ended called messages confirmed that stood in line",
        [144] = "a stream that arrived while its link broke was looked for in vain, by the simulator",
        [169] = "a link that opened while its app was suspended broke at the deadline for opening, in the simulator",
        [954] = "lanes were counted while a lost confirmation was still being repeated",
        [5492] = "a pipe that was not read to its end was told of a cancelled task, and not why its call failed",
        [6715] = "the same",
    };
}
