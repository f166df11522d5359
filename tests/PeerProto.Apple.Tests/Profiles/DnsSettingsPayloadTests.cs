using System.Text;

namespace PeerProto.Apple.Tests;

public sealed class DnsSettingsPayloadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void WhatIsWritten_IsReadTheSame()
    {
        ConfigurationProfile read = ConfigurationProfile.Read(DnsSamples.Profile(DnsSamples.Payload).Write());

        DnsSettingsPayload payload = Assert.IsType<DnsSettingsPayload>(read.Payloads[0]);
        Assert.Equal(
            (DnsSettingsProtocol.Tls, "dns.example.com", (string?)null, false, true),
            (payload.Settings!.Protocol!.Value, payload.Settings.ServerName, payload.Settings.ServerUrl, payload.Settings.AllowsFailover, payload.ProhibitsDisablement));
        Assert.Equal(["example.com", "corp.example"], payload.Settings.MatchDomains);
        Assert.Equal(["10.8.0.1", "2001:db8::1"], payload.Settings.ServerAddresses);
        Assert.Equal(
            [
                "EvaluateConnection (NeverConnect test.example.com public.example.com) on WiFi, in the network Office or Lab",
                "Disconnect on Cellular, with the search domain example.net, with the name server 17.*, where http://probe.example.com/ answers",
                "Connect everywhere",
            ],
            payload.OnDemandRules.Select(static rule => rule.ToString()));
        Assert.Equal(DnsSamples.Profile(DnsSamples.Payload).Write(), read.Write());
    }

    [Fact]
    public void AbsentDomains_AreNotAnEmptyList()
    {
        Assert.Null(Read(DnsSamples.Payload with { Settings = DnsSamples.Settings with { MatchDomains = null } }).Settings!.MatchDomains);
        Assert.Empty(Read(DnsSamples.Payload with { Settings = DnsSamples.Settings with { MatchDomains = [] } }).Settings!.MatchDomains!);
    }

    [Fact]
    public void UnknownKeys_AreKept()
    {
        byte[] written = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(DnsSamples.Profile(DnsSamples.Payload).Write())
            .Replace("<key>DNSProtocol</key>", "<key>Later</key><integer>7</integer><key>DNSProtocol</key>", StringComparison.Ordinal)
            .Replace("<key>OnDemandRules</key>", "<key>AlsoLater</key><true/><key>OnDemandRules</key>", StringComparison.Ordinal));

        DnsSettingsPayload read = Assert.IsType<DnsSettingsPayload>(ConfigurationProfile.Read(written).Payloads[0]);

        Assert.Equal(7, read.Settings!.Other["Later"].Number);
        Assert.True(read.Other["AlsoLater"].Truth);
        Assert.Equal(7, Read(read).Settings!.Other["Later"].Number);
    }

    [Fact]
    public async Task PythonsPlistlib_ReadsIt()
    {
        string output = await OtherProgram.RunAsync(
            "python3",
            ["-c", "import sys,plistlib;p=plistlib.loads(sys.stdin.buffer.read())['PayloadContent'][0];print(p['PayloadType'],p['DNSSettings']['SupplementalMatchDomains'],p['OnDemandRules'][0]['ActionParameters'][0]['DomainAction'],p['ProhibitDisablement'])"],
            Encoding.UTF8.GetString(DnsSamples.Profile(DnsSamples.Payload).Write()),
            Token);

        Assert.Equal("com.apple.dnsSettings.managed ['example.com', 'corp.example'] NeverConnect True", output.Trim());
    }

    [Fact]
    public async Task Plistutil_ReadsIt()
    {
        string xml = await OtherProgram.RunAsync("plistutil", ["-i", "-", "-o", "-", "-f", "xml"], Encoding.UTF8.GetString(DnsSamples.Profile(DnsSamples.Payload).Write()), Token);

        Assert.Equal(DnsSamples.Profile(DnsSamples.Payload).Write(), ConfigurationProfile.Read(Encoding.UTF8.GetBytes(xml)).Write());
    }

    [Fact]
    public void MutatedProfile_IsReadOrRefusedAndChecked()
    {
        byte[] profile = DnsSamples.Profile(DnsSamples.Payload).Write();
        byte[] binary = PropertyList.WriteBinary(DnsSamples.Profile(DnsSamples.Payload).ToPropertyList());
        int readable = 0;
        for (int seed = 0; seed < Mutations.Count; seed++)
        {
            try
            {
                ConfigurationProfile read = ConfigurationProfile.Read(Mutations.Of(seed % 4 == 0 ? profile : binary, seed));
                ProfileLint.Check(read);
                readable++;
            }
            catch (ProfileException failure)
            {
                Assert.NotEmpty(failure.Remedy);
            }
        }

        Assert.InRange(readable, 1, Mutations.Count);
    }

    private static DnsSettingsPayload Read(DnsSettingsPayload payload) => Assert.IsType<DnsSettingsPayload>(ConfigurationProfile.Read(DnsSamples.Profile(payload).Write()).Payloads[0]);
}
