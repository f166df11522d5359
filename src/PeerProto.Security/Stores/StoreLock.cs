namespace PeerProto.Security.Stores;

/// <summary>
/// Lets one program at a time change a file: an open file beside it, which the system lets go of when the program ends, however it ends. That file stays, because one that is removed could be
/// held by two.
/// </summary>
internal static class StoreLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10); // no system wakes those who wait for a file

    /// <summary>Waits for its turn. Disposing the result gives it up.</summary>
    /// <exception cref="PeerStoreException">Another program does not give it up, or the directory cannot be written.</exception>
    public static async Task<IDisposable> TakeAsync(OwnerOnlyFile file, CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp(); // other programs keep to the system's clock
        string path = $"{file.Path}.lock";
        while (true)
        {
            try
            {
                file.EnsureDirectory();
                return new FileStream(path, OwnerOnlyFile.CreateOptions(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (Exception failure) when (failure is UnauthorizedAccessException or DirectoryNotFoundException or PathTooLongException)
            {
                throw StoreFailure.Unavailable(path, failure);
            }
            catch (IOException failure) when (failure is not PeerStoreException)
            {
                if (TimeProvider.System.GetElapsedTime(start) >= Patience)
                    throw StoreFailure.Locked(path, Patience, failure);
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }
}
