using System.Security.Cryptography;

namespace PeerProto.Apple;

/// <summary>A small file that only its owner may use (mode 0600), and that is whole at any moment: it is written beside its place and then moved there.</summary>
/// <param name="path">The file.</param>
/// <param name="maximumBytes">The longest that is read.</param>
internal sealed class PrivateFile(string path, int maximumBytes)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Reads the whole file, or null where there is none.</summary>
    /// <exception cref="ThreadCredentialException">Others may use it, it is too long, or it cannot be read.</exception>
    public byte[]? Read()
    {
        try
        {
            using FileStream file = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(file.SafeFileHandle) is var mode && (mode & Others) != 0)
                throw ThreadCredentialFailure.Unusable(Path, $"others than its owner may use it, mode {Convert.ToString((int)mode, 8)}");
            if (file.Length > maximumBytes)
                throw ThreadCredentialFailure.Unusable(Path, $"it has {file.Length} bytes, more than {maximumBytes}");
            byte[] content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw ThreadCredentialFailure.Unusable(Path, failure.Message.TrimEnd('.'), failure);
        }
    }

    /// <summary>Puts new content in the place of the old. After a crash there is one or the other.</summary>
    /// <exception cref="ThreadCredentialException">It cannot be written.</exception>
    public void Replace(ReadOnlySpan<byte> content)
    {
        string draft = $"{Path}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.new";
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        try
        {
            try
            {
                using (FileStream file = new(draft, options))
                {
                    file.Write(content);
                    file.Flush(flushToDisk: true);
                }

                File.Move(draft, Path, overwrite: true);
            }
            catch
            {
                File.Delete(draft);
                throw;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw ThreadCredentialFailure.Unusable(Path, failure.Message.TrimEnd('.'), failure);
        }
    }
}
