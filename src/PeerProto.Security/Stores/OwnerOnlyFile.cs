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

    public string Path { get; } = FollowLinks(System.IO.Path.GetFullPath(path));

    private string Directory => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Reads the whole file into an array that the caller clears, or null where there is none.</summary>
    /// <exception cref="PeerStoreException">Others may use it, it is too long, or it cannot be read.</exception>
    public byte[]? Read()
    {
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
        string draft = $"{Path}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.new";
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
