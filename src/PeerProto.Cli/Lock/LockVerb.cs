using PeerProto.Generators.Locking;

namespace PeerProto.Cli.Lock;

/// <summary>The verbs of <c>peerproto lock</c>, without console and build.</summary>
/// <param name="path">The lock file.</param>
/// <param name="types">What the source is on the wire.</param>
internal sealed class LockVerb(string path, IReadOnlyList<LockedType> types)
{
    /// <summary>Makes the lock.</summary>
    public LockOutcome Initialize() => File.Exists(path)
        ? throw new LockException($"'{path}' is there already: record changes with 'peerproto lock update'.")
        : new LockOutcome(path, [], true, LockFile.Empty, LockUpdate.Record(LockFile.Empty, types)) { IsNew = true };

    /// <summary>Compares only.</summary>
    public LockOutcome Check()
    {
        LockFile file = Load();
        IReadOnlyList<LockFinding> findings = Find(file);
        return new LockOutcome(path, findings, findings.All(finding => finding.Kind == LockFindingKind.ValueChanged), file, file);
    }

    /// <summary>Records what is allowed; nothing where anything is forbidden.</summary>
    public LockOutcome Update()
    {
        LockFile file = Load();
        LockFile updated = LockUpdate.Record(file, types);
        IReadOnlyList<LockFinding> findings = Find(updated);
        bool isGood = !findings.Any(finding => finding.IsForbidden);
        return new LockOutcome(path, findings, isGood, file, isGood ? updated : file);
    }

    /// <summary>Records and releases; nothing where anything is forbidden or a contract's version is too low.</summary>
    public LockOutcome Release(string version)
    {
        LockFile file = Load();
        if (!LockFile.IsVersion(version))
            throw new LockException($"'{version}' is no version: use up to {LockFile.MaximumVersionLength} visible characters without brackets.");
        if (file.Released.Any(section => section.Version == version))
            throw new LockException($"Version {version} is released already: what is released stays as it is.");
        LockFile updated = LockUpdate.Record(file, types);
        IReadOnlyList<LockFinding> findings = Find(updated);
        bool isGood = findings.All(finding => finding.Kind == LockFindingKind.ValueChanged);
        return new LockOutcome(path, findings, isGood, file, isGood ? LockUpdate.Release(updated, version) : file);
    }

    /// <summary>Drops a released version and those before it.</summary>
    public LockOutcome Retire(string version)
    {
        LockFile file = Load();
        if (file.Released.All(section => section.Version != version))
            throw new LockException($"Version {version} is not in the lock.");
        LockFile retired = LockUpdate.Retire(file, version);
        return new LockOutcome(path, [], true, file, retired);
    }

    private IReadOnlyList<LockFinding> Find(LockFile file) =>
        new LockCheck(LockHistory.Of(file), new LockState().With(types.SelectMany(type => type.Lines))).OfAll(types);

    private LockFile Load()
    {
        if (!File.Exists(path))
            throw new LockException($"There is no lock '{path}': make it with 'peerproto lock init'.");
        LockFile file = LockFile.Parse(File.ReadAllText(path), out var errors);
        return errors.Count == 0 ? file : throw new LockException(string.Join('\n', errors.Select(error => $"{path}: {error}")));
    }
}
