using System.ComponentModel;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PeerProto.Testing;

/// <summary>Entering and removing named network namespaces.</summary>
internal static partial class NetworkNamespace
{
    private const int NewNetwork = 0x40000000;

    /// <summary>
    /// Runs a function on a thread of its own that stands in the namespace. The thread ends with the function, so that no other work
    /// ever runs in the wrong network.
    /// </summary>
    public static T Invoke<T>(string networkNamespace, Func<T> function)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                Enter(networkNamespace);
                result = function();
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
        })
        {
            IsBackground = true,
            Name = networkNamespace,
        };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }

    /// <summary>Kills what still runs in the namespace and removes its name; with the last program the kernel removes the rest.</summary>
    public static async Task RemoveAsync(string networkNamespace)
    {
        string processes = await IpTool.RunAsync("looking for programs left on a host", CancellationToken.None, "netns", "pids", networkNamespace);
        foreach (string line in processes.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            KillLeftover(int.Parse(line, CultureInfo.InvariantCulture));
        }

        await IpTool.RunAsync("removing a host", CancellationToken.None, "netns", "delete", networkNamespace);
    }

    private static void KillLeftover(int processId)
    {
        // A thread of this very process may stand in the namespace for the length of an Invoke; it is not left over.
        if (processId != Environment.ProcessId)
        {
            LabProcess.Kill(processId);
        }
    }

    private static void Enter(string networkNamespace)
    {
        using SafeFileHandle handle = File.OpenHandle(Path.Combine(LabNames.NamespaceDirectory, networkNamespace));
        if (SetNamespace(handle, NewNetwork) != 0)
        {
            Win32Exception cause = new(Marshal.GetLastPInvokeError());
            throw new NetworkLabException("entering a host's network", cause.Message + ".", "This needs root or CAP_SYS_ADMIN.", cause);
        }
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(SafeFileHandle handle, int kind);
}
