using System.ComponentModel;
using System.Diagnostics;

namespace PeerProto;

/// <summary>Switches Wi-Fi off and on by <c>networksetup</c>, on macOS. Elsewhere its <see cref="Commands"/> can be shown, and nothing is run.</summary>
public sealed class WifiPowerCycle
{
    private const string Program = "/usr/sbin/networksetup";
    private const int MaximumDeviceLength = 15;

    private readonly string[] _program;

    /// <summary>Makes the plan for a device.</summary>
    /// <param name="device">The Wi-Fi device, as <c>networksetup -listallhardwareports</c> names it; <c>en0</c> on most machines.</param>
    /// <exception cref="ArgumentException">It is no name of a device: letters and digits, at most 15.</exception>
    public WifiPowerCycle(string device)
        : this(device, [Program])
    {
    }

    /// <summary>With a program and its first arguments in place of macOS' own.</summary>
    internal WifiPowerCycle(string device, string[] program)
    {
        ArgumentException.ThrowIfNullOrEmpty(device);
        if (device.Length > MaximumDeviceLength || !device.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException($"'{device}' is no name of a device. 'networksetup -listallhardwareports' lists them.", nameof(device));
        Device = device;
        _program = program;
    }

    /// <summary>The Wi-Fi device.</summary>
    public string Device { get; }

    /// <summary>The commands, as a person would type them.</summary>
    public IReadOnlyList<string> Commands => [$"networksetup -setairportpower {Device} off", $"networksetup -setairportpower {Device} on"];

    /// <summary>Runs the commands. Needs an administrator's session where the network's settings ask for one. Wi-Fi is switched on again even when <paramref name="cancellationToken"/> is cancelled in between, and when switching it off has failed.</summary>
    /// <param name="cancellationToken">Ends it before Wi-Fi is off.</param>
    /// <exception cref="PlatformNotSupportedException">This is not macOS.</exception>
    /// <exception cref="InvalidOperationException">The program failed; the message holds what it said.</exception>
    public Task RunAsync(CancellationToken cancellationToken = default) => OperatingSystem.IsMacOS()
        ? SwitchAsync(cancellationToken)
        : throw new PlatformNotSupportedException($"Switching Wi-Fi off and on failed: 'networksetup' is a program of macOS. Use the tool of this system, or on the Mac: {string.Join("; ", Commands)}.");

    internal async Task SwitchAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        InvalidOperationException? off = await TrySetAsync("off");
        InvalidOperationException? on = await TrySetAsync("on"); // whatever became of "off": it may have switched before it failed
        if (off is not null && on is not null)
            throw new InvalidOperationException($"{off.Message} {on.Message}", new AggregateException(off, on));
        if ((off ?? on) is { } failure)
            throw failure;
    }

    private async Task<InvalidOperationException?> TrySetAsync(string state)
    {
        try
        {
            await SetAsync(state);
            return null;
        }
        catch (InvalidOperationException failure)
        {
            return failure;
        }
    }

    // Once begun it ends: a tool killed half-way would leave the radio in a state that nobody knows.
    private async Task SetAsync(string state)
    {
        using Process process = Start(state);
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        string said = $"{await output} {await errors}".Trim();
        // networksetup tells some failures in its output alone, with exit code 0.
        if (process.ExitCode != 0 || said.Contains("error", StringComparison.OrdinalIgnoreCase) || said.Contains("not a Wi-Fi interface", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"Switching Wi-Fi {state} failed: networksetup ended with {process.ExitCode}{(said.Length > 0 ? $" and said: {said[..Math.Min(said.Length, 500)]}" : "")}. Check the device with 'networksetup -listallhardwareports', and that an administrator runs this.");
    }

    private Process Start(string state)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(_program[0], [.. _program[1..], "-setairportpower", Device, state]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception failure)
        {
            throw new InvalidOperationException($"Switching Wi-Fi {state} failed: {_program[0]} could not be started: {failure.Message}. Is this macOS, and the path right?", failure);
        }
    }
}
