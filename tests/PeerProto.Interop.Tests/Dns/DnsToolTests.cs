using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace PeerProto.Interop.Tests.Dns;

/// <summary>dig asks <c>peerproto dns forward</c>, a process of its own.</summary>
public sealed class DnsToolTests
{
    private const string Tunnel = "10.8.0.80";
    private const string System = "192.0.2.80";

    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tool_ForwardsByTheRulesOfAFile()
    {
        Peers.RequireTool("dig");
        await using DnsProgram tunnel = await DnsProgram.StartDnsmasqAsync(Tunnel, Token);
        await using DnsProgram system = await DnsProgram.StartDnsmasqAsync(System, Token);
        string rules = $$"""
            {
              "upstreams": { "tunnel": { "servers": ["{{tunnel.Address}}"] }, "system": { "servers": ["{{system.Address}}"] } },
              "rules": [ { "match": ["=example.com", "corp.example", "!public.corp.example"], "upstream": "tunnel" } ],
              "default": "system"
            }
            """;
        using Process tool = Process.Start(new ProcessStartInfo("dotnet", [LabPrograms.PeerProtoTool, "dns", "forward", "--config", "-", "--listen", "127.0.0.1:0", "--json"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            await tool.StandardInput.WriteAsync(rules.AsMemory(), Token);
            tool.StandardInput.Close();
            string? line = await tool.StandardOutput.ReadLineAsync(Token).AsTask().WaitAsync(Guard, Token);
            IPEndPoint forwarder = IPEndPoint.Parse(JsonDocument.Parse(line!).RootElement.GetProperty("listening").GetString()!);

            Assert.Equal(Tunnel, await Dig.ShortAsync(forwarder, "example.com"));
            Assert.Equal(System, await Dig.ShortAsync(forwarder, "test.example.com"));
            Assert.Equal(Tunnel, await Dig.ShortAsync(forwarder, "www.corp.example", "+tcp"));
            Assert.Equal(System, await Dig.ShortAsync(forwarder, "www.public.corp.example"));
        }
        finally
        {
            tool.Kill();
            await tool.WaitForExitAsync(CancellationToken.None);
        }
    }
}
