using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Text.RegularExpressions;

namespace PeerProto.Diagnostics.Tests.Dhcp;

public sealed partial class DhcpObserverTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly PhysicalAddress[] Strangers = [.. Enumerable.Range(0, 20_000).Select(static i => new PhysicalAddress([2, 1, 0, 0, (byte)(i >> 8), (byte)i]))];

    private DhcpObserver _observer = new();

    [Fact]
    public void FirstLease_IsDiscoverOfferSelectAck()
    {
        Frame(0, Frames.Discover());
        Frame(10, Frames.Offer());
        Frame(20, Frames.Select());
        Frame(30, Frames.Ack());

        DhcpObservation[] seen = Take();
        Assert.Equal([DhcpObservationKind.Discover, DhcpObservationKind.Offer, DhcpObservationKind.Select, DhcpObservationKind.Ack], seen.Select(static one => one.Kind));
        Assert.Equal((Frames.Client, "phone", 1u), (seen[0].Client, seen[0].HostName, seen[0].TransactionId));
        Assert.Equal((Frames.ClientAddress, Frames.ServerAddress, TimeSpan.FromDays(1)), (seen[3].Address, seen[3].Server, seen[3].LeaseTime));
        Assert.All(seen, static one => Assert.False(one.NeedsAttention));
        Assert.Null(_observer.NextDeadline);
    }

    [Fact]
    public void Requests_AreToldApart()
    {
        Frame(0, Frames.InitReboot());
        Frame(1, Frames.Renew());
        Frame(2, Frames.Rebind());
        Frame(3, Frames.Nak());
        Frame(4, Frames.Dhcp(Frames.Message(DhcpMessageKind.Decline, options: (50, Frames.ClientAddress.GetAddressBytes()))));
        Frame(5, Frames.Dhcp(Frames.Message(DhcpMessageKind.Inform, client: Frames.ClientAddress)));
        Frame(6, Frames.Dhcp(Frames.Message(DhcpMessageKind.Release, client: Frames.ClientAddress)));
        Frame(7, Frames.Dhcp(Frames.Message(DhcpMessageKind.Request))); // asks for nothing

        DhcpObservation[] seen = Take();
        Assert.Equal(
            [DhcpObservationKind.InitReboot, DhcpObservationKind.Renew, DhcpObservationKind.Rebind, DhcpObservationKind.Nak, DhcpObservationKind.Decline, DhcpObservationKind.Inform, DhcpObservationKind.Release],
            seen.Select(static one => one.Kind));
        Assert.All(seen.Where(static one => one.Kind != DhcpObservationKind.Nak), static one => Assert.Equal(Frames.ClientAddress, one.Address));
        Assert.EndsWith("it says: wrong network", seen[3].Meaning, StringComparison.Ordinal);
        Assert.Equal([DhcpObservationKind.Rebind, DhcpObservationKind.Nak, DhcpObservationKind.Decline], seen.Where(static one => one.NeedsAttention).Select(static one => one.Kind));
    }

    // "turned off and back on within a short time frame (2-4 seconds)"
    [Fact]
    public void ClientOfThePost_IsFoundForEachLengthOfTheInterruption()
    {
        Match range = Interruption().Match(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Posts", "17-dhcp.txt")));
        int shortest = int.Parse(range.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        int longest = int.Parse(range.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        Assert.Equal((2, 4), (shortest, longest));
        for (int seconds = shortest; seconds <= longest; seconds++)
        {
            _observer = new DhcpObserver();
            Frame(0, Frames.Discover());
            Frame(10, Frames.Offer());
            Frame(20, Frames.Select());
            Frame(30, Frames.Ack());
            _observer.HandleLink(At(60_000), isUp: false);
            double up = 60_000 + (seconds * 1000);
            _observer.HandleLink(At(up), isUp: true);
            Frame(up + 100, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress)); // the router by ARP, and no DHCP
            Take();

            _observer.HandleTime(_observer.NextDeadline!.Value);

            DhcpObservation reuse = Assert.Single(Take());
            Assert.Equal((DhcpObservationKind.SilentReuse, Frames.Client, Frames.ClientAddress, true, ArpEvidence.Request), (reuse.Kind, reuse.Client, reuse.Address, reuse.IsCertain, reuse.Evidence));
            Assert.Contains("learn address and hardware address from ARP", reuse.NextStep, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ClientThatUsesItsAddressAndAsksAtOnce_IsNotSilent()
    {
        _observer.HandleTime(At(0));
        for (int i = 0; i < 6; i++)
            Frame(20 * i, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress)); // Apple's router ARP
        Frame(300, Frames.InitReboot());
        Frame(310, Frames.Ack(2));
        Frame(5000, Frames.Packet(Frames.Client, Frames.ClientAddress, Frames.ServerAddress));

        Assert.Equal([DhcpObservationKind.InitReboot, DhcpObservationKind.Ack], Take().Select(static one => one.Kind));
    }

    [Theory]
    [InlineData(ArpEvidence.Request)]
    [InlineData(ArpEvidence.Reply)]
    [InlineData(ArpEvidence.Announcement)]
    [InlineData(ArpEvidence.Packet)]
    public void AnyUse_ShowsSilentReuse(ArpEvidence evidence)
    {
        _observer = new DhcpObserver(new DhcpObserverOptions { Network = IPNetwork.Parse("192.168.4.0/24"), KnownLeases = [new(Frames.ClientAddress, Frames.Client)] });
        Frame(0, evidence switch
        {
            ArpEvidence.Request => Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress),
            ArpEvidence.Reply => Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress, isRequest: false),
            ArpEvidence.Announcement => Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ClientAddress),
            _ => Frames.Packet(Frames.Client, Frames.ClientAddress, IPAddress.Parse("203.0.113.7")),
        });
        Frame(499, Frames.Packet(Frames.Client, Frames.ClientAddress, Frames.ServerAddress));
        Assert.Empty(Take());
        Frame(501, Frames.Packet(Frames.Client, Frames.ClientAddress, Frames.ServerAddress));

        DhcpObservation reuse = Assert.Single(Take());
        Assert.Equal((DhcpObservationKind.SilentReuse, evidence, true, At(0)), (reuse.Kind, reuse.Evidence, reuse.IsCertain, reuse.Time));
        Frame(2000, Frames.Packet(Frames.Client, Frames.ClientAddress, Frames.ServerAddress));
        Assert.Null(_observer.NextDeadline); // told once
    }

    [Fact]
    public void AddressOfUnknownOrigin_IsLikelyOnly()
    {
        Frame(0, Frames.Arp(Frames.Other, IPAddress.Parse("192.168.4.9"), Frames.ServerAddress));
        _observer.HandleTime(At(600));
        Assert.False(Assert.Single(Take()).IsCertain);
    }

    [Fact]
    public void Announcement_BeginsAnewUnlessTheClientHasJustAsked()
    {
        Frame(0, Frames.InitReboot());
        Frame(10, Frames.Ack(2));
        Frame(20, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ClientAddress));
        Frame(2020, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ClientAddress));
        _observer.HandleTime(At(60_000));
        Assert.Equal([DhcpObservationKind.InitReboot, DhcpObservationKind.Ack], Take().Select(static one => one.Kind));

        Frame(60_000, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ClientAddress));
        Frame(62_000, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ClientAddress));
        _observer.HandleTime(At(70_000));
        Assert.Equal(DhcpObservationKind.SilentReuse, Assert.Single(Take()).Kind);
    }

    [Fact]
    public void FrameAfterTheLinkWentDown_SaysThatItIsUp()
    {
        Frame(0, Frames.Discover());
        _observer.HandleLink(At(1000), isUp: false);
        Frame(1050, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress)); // was in the queue
        Frame(4000, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress));
        _observer.HandleLink(At(4001), isUp: true); // told late
        _observer.HandleTime(At(5000));

        Assert.Equal([DhcpObservationKind.Discover, DhcpObservationKind.LinkDown, DhcpObservationKind.LinkUp, DhcpObservationKind.SilentReuse], Take().Select(static one => one.Kind));
    }

    [Fact]
    public void QuestionWithoutAnswer_IsToldOnce()
    {
        Frame(0, Frames.InitReboot());
        Frame(1000, Frames.InitReboot());
        _observer.HandleTime(At(1999));
        Assert.Equal(2, Take().Length);
        _observer.HandleTime(At(2000));

        DhcpObservation silence = Assert.Single(Take());
        Assert.Equal((DhcpObservationKind.Unanswered, Frames.ClientAddress), (silence.Kind, silence.Address));
        Assert.Equal("no server answered the client: InitReboot", silence.Meaning);
        Assert.Contains("authoritative", silence.NextStep, StringComparison.Ordinal);
        Frame(3000, Frames.InitReboot());
        Assert.Null(_observer.NextDeadline);
        Frame(4000, Frames.Discover());
        Assert.Equal(At(6000), _observer.NextDeadline);
    }

    [Fact]
    public void StationsThatAreNoClients_AreNotTold()
    {
        _observer = new DhcpObserver(new DhcpObserverOptions { Ignored = [Frames.Other] });
        Frame(0, Frames.Arp(Frames.Other, IPAddress.Parse("192.168.4.9"), Frames.ServerAddress));
        Frame(1, Frames.Arp(Frames.Server, Frames.ServerAddress, Frames.ClientAddress)); // a server sees whether an address is free before it speaks as one
        Frame(2, Frames.Discover());
        Frame(3, Frames.Offer());
        Frame(4, Frames.Arp(Frames.Server, Frames.ServerAddress, Frames.ClientAddress));
        _observer.HandleTime(At(1000));

        Assert.Equal([DhcpObservationKind.Discover, DhcpObservationKind.Offer], Take().Select(static one => one.Kind));
    }

    [Fact]
    public void WhatIsNoMessage_IsCounted()
    {
        Frame(0, Frames.Dhcp([1, 2, 3]));
        Frame(1, Frames.Discover());
        Assert.Equal((2, 1, 1), (_observer.Frames, _observer.Messages, _observer.Malformed));
    }

    [Fact]
    public void FloodOfClients_StaysWithinTheBounds()
    {
        for (int i = 0; i < Strangers.Length; i++)
        {
            Frame(i / 100.0, Frames.Arp(Strangers[i], new IPAddress([10, 0, (byte)(i >> 8), (byte)i]), Frames.ServerAddress));
            Frame(i / 100.0, Frames.Dhcp(Frames.Message(DhcpMessageKind.Discover, (uint)i, hardware: Strangers[^(i + 1)])));
        }

        _observer.HandleTime(At(60_000));
        Assert.Equal((DhcpObserverOptions.DefaultMaximumClients, DhcpObserver.MaximumWaiting), (_observer.Learner.Count, Take().Length));
        Assert.True(_observer.Dropped >= Strangers.Length - DhcpObserver.MaximumWaiting, $"{_observer.Dropped} dropped");
        Assert.Null(_observer.NextDeadline);
    }

    private static DateTimeOffset At(double milliseconds) => Start.AddMilliseconds(milliseconds);

    private void Frame(double milliseconds, byte[] frame) => _observer.HandleFrame(At(milliseconds), 1, frame);

    private DhcpObservation[] Take()
    {
        List<DhcpObservation> seen = [];
        while (_observer.TryGetObservation(out DhcpObservation? observation))
            seen.Add(observation);
        return [.. seen];
    }

    [GeneratedRegex(@"\((\d)-(\d) seconds\)")]
    private static partial Regex Interruption();
}
