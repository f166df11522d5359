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
        ComeUp();
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
        ComeUp();
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
        ComeUp();
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
        DhcpObservation reuse = Assert.Single(Take());
        Assert.Equal((DhcpObservationKind.SilentReuse, false), (reuse.Kind, reuse.IsCertain)); // it may be something else than a join
    }

    // keepalived, bonding and others announce again and again; so does a client that defends its address (RFC 5227 section 2.4)
    [Fact]
    public void FurtherAnnouncements_AreNoFurtherJoins()
    {
        for (int minute = 0; minute < 5; minute++)
            Frame(minute * 60_000, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ClientAddress));
        _observer.HandleTime(At(600_000));
        Assert.Equal(DhcpObservationKind.SilentReuse, Assert.Single(Take()).Kind);

        Frame(600_000, Frames.InitReboot());
        Frame(600_010, Frames.Ack(2));
        Frame(660_000, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ClientAddress)); // has asked since, so this may be another join
        _observer.HandleTime(At(670_000));
        Assert.Equal(DhcpObservationKind.SilentReuse, Take()[^1].Kind);
    }

    [Fact]
    public void Announcement_IsNoJoinWhereTheLinkIsKnown()
    {
        _observer.HandleLink(At(-1), isUp: true);
        for (int minute = 0; minute < 5; minute++)
            Frame(minute * 60_000, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ClientAddress));
        _observer.HandleTime(At(600_000));
        Assert.Equal(DhcpObservationKind.Known, Assert.Single(Take()).Kind);
    }

    [Fact]
    public void ClientOfARunningNetwork_IsKnownAndNoFaultUntilTheLinkComesUp()
    {
        _observer = new DhcpObserver(new DhcpObserverOptions { KnownLeases = [new(Frames.ClientAddress, Frames.Client)] });
        _observer.HandleLink(At(-1), isUp: true);
        Frame(0, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress, isRequest: false)); // answers a probe
        _observer.HandleTime(At(1000));
        DhcpObservation known = Assert.Single(Take());
        Assert.Equal((DhcpObservationKind.Known, Frames.Client, Frames.ClientAddress, false), (known.Kind, known.Client, known.Address, known.NeedsAttention));
        Frame(5000, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress));
        Assert.Null(_observer.NextDeadline); // told once

        _observer.HandleLink(At(10_000), isUp: false);
        _observer.HandleLink(At(12_000), isUp: true);
        Frame(12_100, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress, isRequest: false));
        _observer.HandleTime(At(13_000));
        DhcpObservation reuse = Take()[^1];
        Assert.Equal((DhcpObservationKind.SilentReuse, true), (reuse.Kind, reuse.IsCertain));
    }

    [Fact]
    public void LinkThatIsDownAtTheBeginning_ComesUp()
    {
        _observer.HandleLink(At(0), isUp: false);
        _observer.HandleLink(At(1000), isUp: true);
        Assert.Equal([DhcpObservationKind.LinkDown, DhcpObservationKind.LinkUp], Take().Select(static one => one.Kind));
    }

    [Theory]
    [InlineData(256)] // of the frame: the options are cut off
    [InlineData(285)] // within option 50
    [InlineData(80)] // the hardware address of the client is there
    [InlineData(60)] // it is not
    public void QuestionThatIsCut_IsAQuestionAllTheSame(int length)
    {
        ComeUp();
        Frame(0, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress));
        Frame(100, Frames.InitReboot()[..length]);
        Frame(5000, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress));
        _observer.HandleTime(At(6000));
        Assert.Empty(Take());
        Assert.Equal((1, 0, 0), (_observer.Cut, _observer.Malformed, _observer.Messages));
    }

    [Fact]
    public void FirstFragment_IsACutMessage()
    {
        ComeUp();
        byte[] frame = Frames.InitReboot();
        frame[14 + 6] = 0x20; // more fragments follow
        frame = frame[..(14 + 20 + 240)]; // up to a multiple of eight bytes
        Frame(0, frame);
        Frame(100, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress));
        _observer.HandleTime(At(6000));
        Assert.Empty(Take());
        Assert.Equal((1, 0), (_observer.Cut, _observer.Malformed));
    }

    [Fact]
    public void MessageWhosePaddingIsCut_IsRead()
    {
        byte[] padded = Frames.Dhcp([.. Frames.Message(DhcpMessageKind.Discover), .. new byte[60]]);
        Frame(0, padded[..^60]);
        Assert.Equal(DhcpObservationKind.Discover, Assert.Single(Take()).Kind);
        Assert.Equal(0, _observer.Cut);
    }

    [Fact]
    public void AnswerThatIsCut_IsAnAnswer()
    {
        Frame(0, Frames.Discover());
        Frame(10, Frames.Offer()[..200]);
        Assert.Null(_observer.NextDeadline);
    }

    [Fact]
    public void ClientOfAnotherNetworkOfIeee802_IsRead()
    {
        byte[] message = Frames.Message(DhcpMessageKind.Discover);
        message[1] = 6;
        Frame(0, Frames.Dhcp(message));
        Assert.Equal((DhcpObservationKind.Discover, Frames.Client), (Take()[0].Kind, Frames.Client));
    }

    [Fact]
    public void RequestThatARelayPassesOn_WasSentToAll()
    {
        byte[] message = Frames.Message(DhcpMessageKind.Request, client: Frames.ClientAddress);
        IPAddress.Parse("192.168.4.2").GetAddressBytes().CopyTo(message, 24);
        Frame(0, Frames.Dhcp(message, from: IPAddress.Parse("192.168.4.2"), to: Frames.ServerAddress, sender: Frames.Other));
        Assert.Equal(DhcpObservationKind.Rebind, Assert.Single(Take()).Kind);
    }

    [Fact]
    public void StationThatSpeaksNoWordOfAServer_IsAClientAllTheSame()
    {
        ComeUp();
        byte[] bootp = Frames.Message(DhcpMessageKind.Offer);
        bootp[242] = 99; // a reply, but none of DHCP's
        Frame(0, Frames.Dhcp(bootp, isReply: true, sender: Frames.Other));
        Frame(1, Frames.Arp(Frames.Other, IPAddress.Parse("192.168.4.9"), Frames.ServerAddress));
        _observer.HandleTime(At(1000));
        Assert.Equal((DhcpObservationKind.SilentReuse, Frames.Other), (Take()[^1].Kind, Frames.Other));
    }

    [Fact]
    public void ServersThatAreMany_DoNotKeepOutTheLast()
    {
        for (int i = 0; i < 100; i++)
            Frame(i, Frames.Dhcp(Frames.Message(DhcpMessageKind.Offer, your: Frames.ClientAddress), isReply: true, sender: Strangers[i]));
        Frame(200, Frames.Arp(Strangers[99], IPAddress.Parse("192.168.4.9"), Frames.ServerAddress));
        Assert.Null(_observer.NextDeadline);
    }

    [Fact]
    public void ProxyThatAnswersForAll_IsNoClient()
    {
        _observer = new DhcpObserver(new DhcpObserverOptions { KnownLeases = [new(Frames.ClientAddress, Frames.Client)] });
        ComeUp();
        Frame(0, Frames.Arp(Frames.Other, Frames.ClientAddress, Frames.ServerAddress, isRequest: false));
        Frame(1, Frames.Arp(Frames.Other, IPAddress.Parse("192.168.4.51"), Frames.ServerAddress, isRequest: false));
        Frame(2, Frames.Arp(Frames.Other, IPAddress.Parse("192.168.4.52"), Frames.ServerAddress, isRequest: false));
        _observer.HandleTime(At(1000));
        Assert.Empty(Take());
        Assert.Empty(_observer.Learner.Entries);
    }

    [Theory]
    [InlineData(DhcpMessageKind.Decline)]
    [InlineData(DhcpMessageKind.Nak)]
    public void AddressThatIsGivenUp_IsNoLease(DhcpMessageKind kind)
    {
        Frame(0, Frames.Ack());
        Frame(10, kind == DhcpMessageKind.Nak ? Frames.Nak() : Frames.Dhcp(Frames.Message(kind, options: (50, Frames.ClientAddress.GetAddressBytes()))));
        _observer.HandleLink(At(1000), isUp: false);
        _observer.HandleLink(At(2000), isUp: true);
        Frame(2100, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress));
        _observer.HandleTime(At(3000));
        Assert.Equal((DhcpObservationKind.SilentReuse, false), (Take()[^1] is var last ? last.Kind : default, last.IsCertain));
    }

    [Fact]
    public void RequestForNoAddress_IsNoInitReboot()
    {
        Frame(0, Frames.Dhcp(Frames.Message(DhcpMessageKind.Request, options: (50, [0, 0, 0, 0]))));
        Assert.Empty(Take());
    }

    // A repeater passes on the DHCP of its stations with their hardware addresses, and speaks ARP with its own.
    [Fact]
    public void StationBehindARepeater_HasAsked()
    {
        ComeUp();
        Frame(0, Frames.Discover());
        Frame(10, Frames.Ack());
        Frame(20, Frames.Arp(Frames.Other, Frames.ClientAddress, Frames.ServerAddress));
        Frame(30, Frames.Arp(Frames.Other, Frames.ClientAddress, Frames.ServerAddress));
        _observer.HandleTime(At(1000));
        Assert.DoesNotContain(Take(), static one => one.Kind == DhcpObservationKind.SilentReuse);
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

    private void ComeUp()
    {
        _observer.HandleLink(At(-2000), isUp: false);
        _observer.HandleLink(At(-1000), isUp: true);
        Take();
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
