using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PeerProto.Security.Stores;

/// <summary>
/// Makes the names in a directory outlast a loss of power, as flushing a file does for its content: without it a file that has taken the place of another may be back at the old one for seconds. On
/// Windows there is no such call, and its file system keeps the order by itself.
/// </summary>
internal static partial class DirectoryFlush
{
    private const int ReadOnly = 0;
    private const int InputOutputError = 5; // EIO, on every Unix

    /// <exception cref="IOException">The disk failed.</exception>
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        using SafeFileHandle handle = Open(directory, ReadOnly);
        if (handle.IsInvalid)
            return; // one may write into a directory that one may not read
        if (Synchronize(handle) != 0 && Marshal.GetLastPInvokeError() == InputOutputError) // other errors say that this file system has no such thing
            throw new IOException($"The disk failed to keep the names in '{directory}'.");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronize(SafeFileHandle file);
}
