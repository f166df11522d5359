using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PeerProto.Testing;

/// <summary>
/// A program running on a host of a network lab. Its process identifier is the program's own, not that of a wrapper around it, so
/// signals meet the program. Disposing kills it if it still runs.
/// </summary>
public sealed partial class LabProcess : IAsyncDisposable
{
    private const int SignalKill = 9;
    private const int SignalTerminate = 15;

    private readonly Process _process;
    private readonly Task _outputEnded;

    private LabProcess(Process process, string description)
    {
        _process = process;
        Description = description;
        Id = process.Id;
        StandardOutput = new LabOutput($"the standard output of {description}");
        StandardError = new LabOutput($"the standard error of {description}");
        _outputEnded = Task.WhenAll(StandardOutput.PumpAsync(process.StandardOutput), StandardError.PumpAsync(process.StandardError));
        Exited = WaitForExitAsync();
    }

    /// <summary>The program and its host, for messages: "avahi-daemon on host1".</summary>
    public string Description { get; }

    /// <summary>The program's process identifier on this machine.</summary>
    public int Id { get; }

    /// <summary>Completes with the exit code when the program has ended: 128 plus the signal's number if a signal ended it.</summary>
    public Task<int> Exited { get; }

    /// <summary>What the program writes to its standard output.</summary>
    public LabOutput StandardOutput { get; }

    /// <summary>What the program writes to its standard error.</summary>
    public LabOutput StandardError { get; }

    /// <summary>The program's standard input. Text is handed over at once; closing it tells the program that no more comes.</summary>
    public StreamWriter StandardInput => _process.StandardInput;

    /// <summary>Waits for the first line of the standard output that fits, among those already there or those to come.</summary>
    /// <param name="predicate">Says whether a line fits.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="NetworkLabException">The program closed its output before such a line came.</exception>
    public Task<string> WaitForLineAsync(Func<string, bool> predicate, CancellationToken cancellationToken = default) =>
        StandardOutput.WaitForLineAsync(predicate, cancellationToken);

    /// <summary>Sends SIGKILL: the program ends at once and can neither clean up nor say goodbye. Does nothing if it has ended.</summary>
    public void Kill()
    {
        if (!Exited.IsCompleted)
        {
            _process.Kill();
        }
    }

    /// <summary>Sends SIGTERM: the program is asked to end. Does nothing if it has ended.</summary>
    public void Terminate()
    {
        if (!Exited.IsCompleted && !_process.HasExited)
        {
            _ = SendSignal(Id, SignalTerminate);
        }
    }

    /// <summary>Waits until the program has ended and all of its output is there.</summary>
    /// <param name="cancellationToken">Ends the wait, not the program, with <see cref="OperationCanceledException"/>.</param>
    public async Task<LabCommandResult> WaitForResultAsync(CancellationToken cancellationToken = default)
    {
        int exitCode = await Exited.WaitAsync(cancellationToken);
        await _outputEnded.WaitAsync(cancellationToken);
        return new LabCommandResult(exitCode, StandardOutput.Text, StandardError.Text);
    }

    /// <summary>Kills the program and what it started, if still running, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Exited.IsCompleted)
        {
            _process.Kill(entireProcessTree: true);
        }

        await Exited;
        _process.Dispose();
    }

    /// <summary>Starts a program as it is given, on whatever host the command line enters.</summary>
    internal static LabProcess Start(string description, string fileName, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(fileName, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        try
        {
            Process process = Process.Start(start)!;
            process.StandardInput.AutoFlush = true;
            return new LabProcess(process, description);
        }
        catch (Win32Exception error)
        {
            throw new NetworkLabException($"starting {description}", error.Message + ".", $"Is '{fileName}' installed and executable?", error);
        }
    }

    /// <summary>Sends SIGKILL to a process that nobody here started; one that is gone already is fine.</summary>
    internal static void Kill(int processId) => _ = SendSignal(processId, SignalKill);

    private async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
