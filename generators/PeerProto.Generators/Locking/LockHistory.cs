using System.Collections.Generic;

namespace PeerProto.Generators.Locking;

/// <summary>A lock file, replayed: what the project was in each released version, and what is recorded of it now.</summary>
internal sealed class LockHistory
{
    private LockHistory(LockFile file, IReadOnlyList<(string Version, LockState State)> released, LockState recorded)
    {
        File = file;
        Released = released;
        Recorded = recorded;
    }

    /// <summary>The file.</summary>
    public LockFile File { get; }

    /// <summary>The released versions, oldest first.</summary>
    public IReadOnlyList<(string Version, LockState State)> Released { get; }

    /// <summary>What all sections together say.</summary>
    public LockState Recorded { get; }

    /// <summary>What the latest released version was; nothing where there is none.</summary>
    public LockState Latest => Released.Count == 0 ? new LockState() : Released[Released.Count - 1].State;

    /// <summary>Replays a file.</summary>
    public static LockHistory Of(LockFile file)
    {
        List<(string Version, LockState State)> released = [];
        var state = new LockState();
        foreach (LockSection section in file.Sections)
        {
            state = state.With(section.Entries);
            if (section.Version is not null)
                released.Add((section.Version, state));
        }

        return new LockHistory(file, released, state);
    }
}
