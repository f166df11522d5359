using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Conformance;
using PeerProto.Discovery.Tests.Simulation;

namespace PeerProto.Discovery.Tests.Mdns;

/// <summary>How a name is probed for, and what becomes of it when another host has it or wants it.</summary>
public sealed class ProbingTests
{
    private static readonly IPEndPoint Stranger = new(IPAddress.Parse("192.0.2.99"), MdnsNames.Port);
    private static readonly DnsName Instance = VirtualNetwork.BoardName.Child("Ana");

    private readonly VirtualNetwork _network = new();

    [Fact]
    [Conforms("6762-2-a", "6762-5-a", "6762-8-a", "6762-8.1-a", "6762-8.1-c", "6762-8.3-c")]
    public void NewService_IsProbedThreeTimesThenAnnouncedTwice()
    {
        VirtualHost host = _network.AddHost("192.0.2.1");
        TimeSpan start = _network.Now;
        host.Advertise("Ana");
        _network.RunFor(10);

        TimeSpan[] probes = [.. _network.Sent.Where(message => message.IsProbe).Select(message => message.At - start)];
        TimeSpan[] announcements = [.. _network.Sent.Where(message => message.IsResponse).Select(message => message.At - start)];
        Assert.Equal(3, probes.Length);
        Assert.InRange(probes[0].TotalMilliseconds, 0, 250);
        Assert.Equal(250, (probes[1] - probes[0]).TotalMilliseconds);
        Assert.Equal(250, (probes[2] - probes[1]).TotalMilliseconds);
        Assert.Equal(2, announcements.Length);
        Assert.Equal(250, (announcements[0] - probes[2]).TotalMilliseconds);
        Assert.Equal(1000, (announcements[1] - announcements[0]).TotalMilliseconds);
        Assert.Equal(5, _network.Sent.Count);
    }

    [Fact]
    [Conforms("6762-8.1-c")]
    public void FirstProbe_WaitsAnyTimeUpToAQuarterSecond()
    {
        var delays = new List<double>();
        for (int seed = 0; seed < 300; seed++)
        {
            var network = new VirtualNetwork();
            TimeSpan start = network.Now;
            network.AddHost("192.0.2.1", seed).Advertise("Ana");
            network.RunFor(0.3);
            delays.Add((network.Sent.First(message => message.IsProbe).At - start).TotalMilliseconds);
        }

        AssertEvenlySpread(delays, 0, 250);
    }

    [Fact]
    [Conforms("6762-8.1-b", "6762-8.2-a")]
    public void Probe_AsksForTheNamesAndProposesRecordsWithoutTheCacheFlushBit()
    {
        VirtualHost host = _network.AddHost("192.0.2.1");
        host.Advertise("Ana");
        _network.RunFor(0.3);

        DnsMessage probe = _network.Sent.First(message => message.IsProbe).Message;
        Assert.Equal([host.Engine.Responder.HostName, Instance], probe.Questions.Select(question => question.Name).OrderBy(name => name.Equals(Instance)));
        Assert.All(probe.Questions, question => Assert.True(question is { Type: DnsRecordType.Any, WantsUnicast: false }));
        Assert.Equal([DnsRecordType.A, DnsRecordType.Txt, DnsRecordType.Srv], probe.Authorities.Select(record => record.Type).Order());
        Assert.All(probe.Authorities, record => Assert.False(record.IsUnique));
    }

    [Fact]
    [Conforms("6762-3-a", "6762-3-b", "6762-8.1-g")]
    public void NameThatAnotherHostHas_IsLeftToItAndNumbered()
    {
        VirtualHost first = Established();
        VirtualHost second = _network.AddHost("192.0.2.2", seed: 2);
        second.Advertise("Ana", port: 4712);
        _network.RunFor(5);

        Assert.Equal("Ana", first.Engine.Responder.InstanceNameOf(1));
        Assert.Equal("Ana (2)", second.Engine.Responder.InstanceNameOf(1));
        Assert.True(second.Engine.Responder.IsClaimed(1));
        Assert.DoesNotContain(_network.SentBy(second), message => message.IsResponse && message.Message.Answers.Any(record => record.Name.Equals(Instance)));
    }

    [Fact]
    [Conforms("6762-8.2-c")]
    public void HostsThatClaimOneNameAtOnce_EndWithDifferentNames()
    {
        for (int seed = 1; seed <= 15; seed++)
        {
            var network = new VirtualNetwork();
            VirtualHost[] hosts = [.. Enumerable.Range(1, 4).Select(i => network.AddHost("192.0.2." + i, seed * 10 + i))];
            foreach (VirtualHost host in hosts)
                host.Advertise("Ana");
            network.RunFor(30);

            Assert.All(hosts, host => Assert.True(host.Engine.Responder.IsClaimed(1)));
            Assert.Equal(
                ["Ana", "Ana (2)", "Ana (3)", "Ana (4)"],
                hosts.Select(host => host.Engine.Responder.InstanceNameOf(1)).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void TwoServicesOfOneHostWithOneName_AreNumbered()
    {
        VirtualHost host = Established();
        host.Advertise("Ana", id: 2);
        Assert.Equal("Ana (2)", host.Engine.Responder.InstanceNameOf(2));
    }

    [Fact]
    [Conforms("6762-3-a", "6762-9-a", "6762-9-b")]
    public void ConflictOnAnEstablishedName_LeadsToANewNameEverywhere()
    {
        VirtualHost host = Established();
        VirtualHost intruder = _network.AddHost("192.0.2.2", seed: 2);
        intruder.IsCutOff = true;
        intruder.Advertise("Ana", port: 9);
        _network.RunFor(5);

        intruder.IsCutOff = false;
        intruder.Unplug();
        intruder.PlugIn();
        _network.RunFor(10);

        Assert.Equal(["Ana", "Ana (2)"], new[] { host, intruder }.Select(each => each.Engine.Responder.InstanceNameOf(1)).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Conforms("6762-8.1-h")]
    public void StaleResponseBeforeTheFirstProbe_IsNoConflict()
    {
        VirtualHost host = _network.AddHost("192.0.2.1");
        host.Advertise("Ana");
        host.Engine.HandleDatagram(VirtualHost.Link, Claim(4444), Stranger, isMulticast: true, _network.Now);
        _network.RunFor(5);

        Assert.Equal("Ana", host.Engine.Responder.InstanceNameOf(1));
    }

    [Fact]
    [Conforms("6762-8.1-j")]
    public void EndlessConflicts_SlowTheProbingDown()
    {
        VirtualHost host = _network.AddHost("192.0.2.1");
        host.Advertise("Ana");
        for (int i = 0; i < 6000; i++)
        {
            // Somebody refuses every name that is probed for.
            int before = _network.Sent.Count;
            _network.RunFor(TimeSpan.FromMilliseconds(10));
            foreach (SentMessage probe in _network.Sent.Skip(before).Where(message => message.IsProbe).ToArray())
            {
                var refusal = new DnsMessage { IsResponse = true };
                refusal.Answers.Add(new DnsRecord(
                    VirtualNetwork.BoardName.Child(host.Engine.Responder.InstanceNameOf(1)), DnsRecordType.Srv, new ServiceData(0, 0, 1, DnsName.Parse("x.local")), 120, IsUnique: true));
                _network.Inject(refusal, Stranger);
            }
        }

        // A minute of refusals: fifteen quickly, then at most one in five seconds.
        Assert.InRange(host.Engine.Responder.Conflicts, 15, 15 + 13);
        Assert.False(host.Engine.Responder.IsClaimed(1));
    }

    [Theory]
    [InlineData("Ana", 2, "Ana (2)")]
    [InlineData("012345678901234567890123456789012345678901234567890123456789012", 10, "0123456789012345678901234567890123456789012345678901234567 (10)")]
    [InlineData("画画画画画画画画画画画画画画画画画画画画画", 2, "画画画画画画画画画画画画画画画画画画画 (2)")]
    public void NumberedName_FitsALabel(string name, int attempt, string expected) => Assert.Equal(expected, ServiceClaim.Number(name, attempt));

    /// <summary>Within the range, at both its ends, and about as often in each half.</summary>
    internal static void AssertEvenlySpread(List<double> delays, double from, double to)
    {
        double tenth = (to - from) / 10;
        Assert.All(delays, delay => Assert.InRange(delay, from, to));
        Assert.True(delays.Min() < from + tenth && delays.Max() > to - tenth, "The delays should fill the whole range.");
        // Five standard deviations of a fair coin.
        int early = delays.Count(delay => delay < (from + to) / 2);
        Assert.InRange(early, delays.Count / 2.0 - 2.5 * Math.Sqrt(delays.Count), delays.Count / 2.0 + 2.5 * Math.Sqrt(delays.Count));
    }

    private static byte[] Claim(ushort port)
    {
        var response = new DnsMessage { IsResponse = true };
        response.Answers.Add(new DnsRecord(Instance, DnsRecordType.Srv, new ServiceData(0, 0, port, DnsName.Parse("x.local")), 120, IsUnique: true));
        return Assert.Single(DnsMessagePacker.Pack(response));
    }

    private VirtualHost Established()
    {
        VirtualHost host = _network.AddHost("192.0.2.1");
        host.Advertise("Ana");
        _network.RunFor(10);
        return host;
    }
}
