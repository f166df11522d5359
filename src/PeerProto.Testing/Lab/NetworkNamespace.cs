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
    private const int KillAttempts = 500;

    private static readonly TimeSpan KillPause = TimeSpan.FromMilliseconds(5);

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

    /// <summary>
    /// Kills what still runs in the namespace and removes its name; with the last program the kernel removes the rest. Does nothing if
    /// there is no such namespace.
    /// </summary>
    public static async Task RemoveAsync(string networkNamespace)
    {
        if (!File.Exists(PathOf(networkNamespace)))
        {
            return;
        }

        await KillProgramsAsync(networkNamespace);
        await IpTool.RunAsync("removing a host", CancellationToken.None, "netns", "delete", networkNamespace);
    }

    /// <summary>A killed program may have started another in between, so this looks again until none is left.</summary>
    private static async Task KillProgramsAsync(string networkNamespace)
    {
        for (int attempt = 0; attempt < KillAttempts; attempt++)
        {
            int[] programs = await ProgramsInAsync(networkNamespace);
            if (programs.Length == 0)
            {
                return;
            }

            Array.ForEach(programs, LabProcess.Kill);
            await Task.Delay(KillPause);
        }

        throw new NetworkLabException(
            "ending the programs left on a host",
            $"some outlived {KillAttempts} attempts to kill them: {string.Join(", ", await ProgramsInAsync(networkNamespace))}.",
            $"See what holds them up, then: ip netns delete {networkNamespace}");
    }

    private static async Task<int[]> ProgramsInAsync(string networkNamespace)
    {
        string lines = await IpTool.RunAsync("looking for programs left on a host", CancellationToken.None, "netns", "pids", networkNamespace);
        // A thread of this very process may stand in the namespace for the length of an Invoke; it is not left over.
        return
        [
            .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => int.Parse(line, CultureInfo.InvariantCulture))
                .Where(processId => processId != Environment.ProcessId),
        ];
    }

    private static string PathOf(string networkNamespace) => Path.Combine(LabNames.NamespaceDirectory, networkNamespace);

    private static void Enter(string networkNamespace)
    {
        using SafeFileHandle handle = File.OpenHandle(PathOf(networkNamespace));
        if (SetNamespace(handle, NewNetwork) != 0)
        {
            Win32Exception cause = new(Marshal.GetLastPInvokeError());
            throw new NetworkLabException("entering a host's network", cause.Message + ".", "This needs root or CAP_SYS_ADMIN.", cause);
        }
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(SafeFileHandle handle, int kind);
}
