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
    };
}
