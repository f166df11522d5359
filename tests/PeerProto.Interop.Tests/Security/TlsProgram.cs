using System.Diagnostics;

namespace PeerProto.Interop.Tests.Security;

/// <summary>A program that speaks TLS by itself, its input and output at hand. Disposing it ends it.</summary>
internal sealed class TlsProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private TlsProgram(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public Process Process => _process;

    /// <remarks>By way of <c>stdbuf</c>, so that what the program says comes line by line and not when there is much of it.</remarks>
    public static TlsProgram Start(string program, params IEnumerable<string> arguments) => new(Process.Start(new ProcessStartInfo("stdbuf", ["-oL", program, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!);

    /// <summary>Reads lines of the output up to one that begins so, and returns it.</summary>
    public async Task<string> LineAsync(string start, CancellationToken cancellationToken)
    {
        List<string> seen = [];
        try
        {
            while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line.StartsWith(start, StringComparison.Ordinal))
                    return line;
                seen.Add(line);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The program did not come to a line '{start}…'. It said: {string.Join('\n', seen)}");
        }

        await _process.WaitForExitAsync(cancellationToken);
        throw new InvalidOperationException(
            $"The program ended with {_process.ExitCode} before a line '{start}…'. It said: {string.Join('\n', seen)}\n{await _errors.WaitAsync(cancellationToken)}");
    }

    /// <summary>Writes a line to the input.</summary>
    public async Task SayAsync(string line, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteAsync($"{line}\n".AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        await _errors;
        _process.Dispose();
    }
}
