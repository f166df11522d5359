namespace PeerProto.Security.Stores;

/// <summary>The one place that words what is wrong with a file of secrets.</summary>
internal static class StoreFailure
{
    public static PeerStoreException ReadableByOthers(string path, UnixFileMode mode) => new(
        PeerDiagnosisCode.StoreNotPrivate,
        $"Others than its owner may use the file '{path}' (mode {Text(mode)})",
        $"Whoever could read it has its secrets: make a new identity or store if that may have happened, otherwise run 'chmod 600 {path}'");

    public static PeerStoreException OpenDirectory(string directory, UnixFileMode mode) => new(
        PeerDiagnosisCode.StoreNotPrivate,
        $"Everybody may change what is in the directory '{directory}' (mode {Text(mode)})",
        $"Keep the file in a directory of its owner: run 'chmod o-w {directory}' or choose another");

    public static PeerStoreException Damaged(string path, string what, Exception? failure = null) => new(
        PeerDiagnosisCode.StoreDamaged,
        $"The file '{path}' is not what PeerProto writes ({what})",
        "Restore it from a copy, or move it away to begin with an empty one",
        failure);

    public static PeerStoreException OtherProtector(string path, string theirs, string own) => new(
        PeerDiagnosisCode.StoreDamaged,
        $"The file '{path}' was protected by '{theirs}', and this store's protector is '{own}'",
        "Open it with the protector that it was written with; to change protectors, load with one store and save with another");

    public static PeerStoreException CannotUnprotect(string path, string protector, Exception failure) => new(
        PeerDiagnosisCode.StoreDamaged,
        $"The protector '{protector}' does not open the file '{path}'",
        "It was written by another user, machine or key, or changed: restore it, or move it away to begin with a new identity",
        failure);

    public static PeerStoreException Unavailable(string path, Exception failure) => new(
        PeerDiagnosisCode.StoreUnavailable,
        $"The file '{path}' cannot be used ({failure.Message.TrimEnd('.')})",
        "Check that this user may read and write it and its directory, and that the disk is not full",
        failure);

    public static PeerStoreException Locked(string path, TimeSpan waited, Exception failure) => new(
        PeerDiagnosisCode.StoreUnavailable,
        $"Another program has held the file '{path}' for {waited.TotalSeconds:0.###} s",
        "Find out what holds it, and try again",
        failure);

    public static PeerStoreException Full(int maximum) => new(
        PeerDiagnosisCode.StoreFull,
        $"The trust store has {maximum} peers already",
        "Revoke peers that are not met any more, or raise PeerTrustStoreOptions.MaximumPeers");

    public static PeerStoreException TooLarge(int bytes, int maximum) => new(
        PeerDiagnosisCode.StoreFull,
        $"The trust store's file would have {bytes} bytes, more than {maximum}",
        "Revoke peers that are not met any more, or give fewer and shorter permissions");

    private static string Text(UnixFileMode mode) => Convert.ToString((int)mode, 8);
}
