using System.Diagnostics;
using System.Net;

namespace PeerProto.Interop.Tests.Dns;

/// <summary>The <c>dig</c> program of BIND.</summary>
internal static class Dig
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(1);

    /// <summary>The records of the answer, one a line.</summary>
    public static Task<string> ShortAsync(IPEndPoint server, string name, params string[] further) => RunAsync(server, [name, "+short", .. further]);

    /// <summary>All that dig prints.</summary>
    public static async Task<string> RunAsync(IPEndPoint server, params string[] arguments)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        using Process process = Process.Start(new ProcessStartInfo("dig", [$"@{server.Address}", "-p", $"{server.Port}", "+tries=1", "+time=20", "+noidnout", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(token);
        string output = await process.StandardOutput.ReadToEndAsync(token).WaitAsync(Guard, token);
        await process.WaitForExitAsync(token);
        Assert.True(process.ExitCode == 0, $"dig {string.Join(' ', arguments)}: {output}{await errors}");
        return output.TrimEnd();
    }
}
