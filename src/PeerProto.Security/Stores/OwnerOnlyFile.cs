using System.Buffers;
using System.Security.Cryptography;

namespace PeerProto.Security.Stores;

/// <summary>
/// A small file that only its owner may use, and that is whole at any moment: it is written beside its place and then moved there. On Windows the directory's access list says who may use
/// it, and nothing is checked. A symbolic link is followed once, when the object is made: what is written takes the place of the file, never of the link.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="maximumBytes">The longest that is read.</param>
internal sealed class OwnerOnlyFile(string path, int maximumBytes)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    // Writing one takes moments; what is older was left behind by a program that ended in between, with all that is in it.
    private static readonly TimeSpan DraftLifetime = TimeSpan.FromMinutes(1);

    private const string DraftEnd = ".new";
    private const int DraftDigits = 16;
    private static readonly SearchValues<char> LowercaseHex = SearchValues.Create("0123456789abcdef");

    private bool _isTidy;

    public string Path { get; } = FollowLinks(System.IO.Path.GetFullPath(path));

    private string Directory => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Reads the whole file into an array that the caller clears, or null where there is none.</summary>
    /// <exception cref="PeerStoreException">Others may use it, it is too long, or it cannot be read.</exception>
    public byte[]? Read()
    {
        Tidy();
        try
        {
            using FileStream file = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            RefuseIfOpen(file);
            if (file.Length > maximumBytes)
                throw StoreFailure.Damaged(Path, $"it has {file.Length} bytes, more than {maximumBytes}");
            byte[] content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or (IOException and not PeerStoreException))
        {
            throw StoreFailure.Unavailable(Path, failure);
        }
    }

    /// <summary>What changes when the file does.</summary>
    public FileStamp Stamp()
    {
        try
        {
            FileInfo file = new(Path);
            return file.Exists ? new FileStamp(file.LastWriteTimeUtc, file.Length) : FileStamp.Missing;
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw StoreFailure.Unavailable(Path, failure);
        }
    }

    /// <summary>Puts new content in the place of the old. After a crash there is one or the other.</summary>
    /// <exception cref="PeerStoreException">It cannot be written.</exception>
    public void Replace(ReadOnlySpan<byte> content) => Write(content, overwrite: true);

    /// <summary>Makes the file unless there is one.</summary>
    /// <returns>Whether it was made.</returns>
    /// <exception cref="PeerStoreException">It cannot be written.</exception>
    public bool TryCreate(ReadOnlySpan<byte> content) => Write(content, overwrite: false);

    /// <summary>Makes the directory of the file where there is none, for its owner only.</summary>
    public void EnsureDirectory()
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(Directory);
            return;
        }

        System.IO.Directory.CreateDirectory(Directory, OwnerOnly | UnixFileMode.UserExecute);
        UnixFileMode mode = File.GetUnixFileMode(Directory);
        if ((mode & UnixFileMode.OtherWrite) != 0)
            throw StoreFailure.OpenDirectory(Directory, mode);
    }

    /// <summary>Options that make a file nobody else can read.</summary>
    public static FileStreamOptions CreateOptions(FileMode mode, FileAccess access, FileShare share)
    {
        FileStreamOptions options = new() { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }

    private static string FollowLinks(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return path; // there is nothing yet
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw StoreFailure.Unavailable(path, failure);
        }
    }

    private bool Write(ReadOnlySpan<byte> content, bool overwrite)
    {
        string draft = $"{Path}.{RandomNumberGenerator.GetHexString(DraftDigits, lowercase: true)}{DraftEnd}";
        Tidy();
        try
        {
            EnsureDirectory();
            try
            {
                using (FileStream file = new(draft, CreateOptions(FileMode.CreateNew, FileAccess.Write, FileShare.None)))
                {
                    file.Write(content);
                    file.Flush(flushToDisk: true);
                }

                File.Move(draft, Path, overwrite);
                DirectoryFlush.Flush(Directory); // or a loss of power could bring the old file back
                return true;
            }
            catch
            {
                File.Delete(draft);
                throw;
            }
        }
        catch (IOException) when (!overwrite && File.Exists(Path))
        {
            return false;
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or (IOException and not PeerStoreException))
        {
            throw StoreFailure.Unavailable(Path, failure);
        }
    }

    /// <summary>Removes, once, what programs left behind that ended while they wrote the file.</summary>
    private void Tidy()
    {
        if (_isTidy)
            return;
        _isTidy = true;
        try
        {
            string name = System.IO.Path.GetFileName(Path);
            DateTime fresh = DateTime.UtcNow - DraftLifetime;
            foreach (string candidate in System.IO.Directory.EnumerateFiles(Directory, $"{name}.*{DraftEnd}"))
            {
                if (IsDraftOf(name, System.IO.Path.GetFileName(candidate)) && File.GetLastWriteTimeUtc(candidate) < fresh)
                    File.Delete(candidate);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What cannot be removed stays as private as it is; reading and writing tell what is wrong with the directory.
        }
    }

    private static bool IsDraftOf(string name, string candidate) =>
        candidate.Length == name.Length + 1 + DraftDigits + DraftEnd.Length
        && candidate.StartsWith(name, StringComparison.Ordinal)
        && candidate[name.Length] == '.'
        && candidate.EndsWith(DraftEnd, StringComparison.Ordinal)
        && candidate.AsSpan(name.Length + 1, DraftDigits).IndexOfAnyExcept(LowercaseHex) < 0;

    private void RefuseIfOpen(FileStream file)
    {
        if (OperatingSystem.IsWindows())
            return;
        UnixFileMode mode = File.GetUnixFileMode(file.SafeFileHandle); // of what was opened, not of what has the name now
        if ((mode & Others) != 0)
            throw StoreFailure.ReadableByOthers(Path, mode);
        UnixFileMode around = File.GetUnixFileMode(Directory);
        if ((around & UnixFileMode.OtherWrite) != 0)
            throw StoreFailure.OpenDirectory(Directory, around);
    }
}
