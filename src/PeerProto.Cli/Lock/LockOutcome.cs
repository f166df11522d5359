using PeerProto.Generators.Locking;

namespace PeerProto.Cli.Lock;

/// <summary>What a lock verb found and did.</summary>
/// <param name="Path">The lock file.</param>
/// <param name="Findings">What the lock says about the source.</param>
/// <param name="IsGood">Whether the verb did what it was asked for.</param>
/// <param name="Before">The lock as it was.</param>
/// <param name="After">The lock as it is to be.</param>
internal sealed record LockOutcome(string Path, IReadOnlyList<LockFinding> Findings, bool IsGood, LockFile Before, LockFile After)
{
    /// <summary>Whether the lock changes.</summary>
    public bool IsChanged => IsNew || Before.ToString() != After.ToString();

    /// <summary>Whether the file is made.</summary>
    public bool IsNew { get; init; }

    /// <summary>Writes the lock where it changes.</summary>
    public void Save()
    {
        if (IsChanged)
            File.WriteAllText(Path, After.ToString());
    }
}
