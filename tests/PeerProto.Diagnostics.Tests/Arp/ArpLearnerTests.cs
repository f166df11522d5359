using System.Net;
using System.Net.NetworkInformation;
using PeerProto.Diagnostics.Tests.Dhcp;

namespace PeerProto.Diagnostics.Tests.Arp;

public sealed class ArpLearnerTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AddressThatMoves_BelongsToTheLastOneSeen()
    {
        ArpLearner learner = new();
        learner.Handle(Now, 1, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress));
        learner.Handle(Now.AddSeconds(1), 1, Frames.Arp(Frames.Other, Frames.ClientAddress, Frames.ClientAddress, isRequest: false));

        Assert.True(learner.TryGet(Frames.ClientAddress, out ArpEntry? entry));
        Assert.Equal(new ArpEntry(Frames.ClientAddress, Frames.Other, ArpEvidence.Announcement, Now.AddSeconds(1)), entry);
        Assert.Equal([entry], learner.Entries);
    }

    [Theory]
    [InlineData("0.0.0.0")] // a probe: the address is not used yet
    [InlineData("169.254.1.1")]
    [InlineData("127.0.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("10.9.9.9")] // not of this network
    public void SenderThatCannotBeAClient_IsNotLearned(string address)
    {
        ArpLearner learner = new(IPNetwork.Parse("192.168.4.0/24"));
        Assert.Null(learner.Handle(Now, 1, Frames.Arp(Frames.Client, IPAddress.Parse(address), Frames.ServerAddress)));
        Assert.Null(learner.Handle(Now, 1, Frames.Packet(Frames.Client, IPAddress.Parse(address), Frames.ServerAddress)));
        Assert.False(learner.TryGet(IPAddress.Parse(address), out _));
    }

    [Fact]
    public void WhoSpeaksForAnother_IsNotLearned() =>
        Assert.Null(new ArpLearner().Handle(Now, 1, Frames.Arp(Frames.Server, Frames.ClientAddress, Frames.ServerAddress, isRequest: false, inside: Frames.Client)));

    [Fact]
    public void UnknownNetwork_LearnsFromPacketsThatNoRouterPasses()
    {
        ArpLearner learner = new();
        Assert.Null(learner.Handle(Now, 1, Frames.Packet(Frames.Server, IPAddress.Parse("203.0.113.7"), Frames.ClientAddress)));
        Assert.NotNull(learner.Handle(Now, 1, Frames.Packet(Frames.Client, Frames.ClientAddress, IPAddress.Parse("224.0.0.251"))));
        Assert.NotNull(learner.Handle(Now, 1, Frames.Packet(Frames.Other, IPAddress.Parse("192.168.4.9"), IPAddress.Broadcast)));
        Assert.Equal(2, learner.Count);
    }

    [Fact]
    public void Lease_TellsTheNetwork()
    {
        DhcpObserver observer = new();
        observer.HandleFrame(Now, 1, Frames.Ack());
        Assert.Equal(IPNetwork.Parse("192.168.4.0/24"), observer.Learner.Network);
        Assert.Equal(ArpEvidence.Lease, Assert.Single(observer.Learner.Entries).Evidence);
    }

    [Fact]
    public void OldestEntry_MakesRoom()
    {
        ArpLearner learner = new(maximumEntries: 2);
        foreach (byte last in (byte[])[1, 2, 1, 3])
            learner.Handle(Now, 1, Frames.Arp(Frames.Client, new IPAddress([10, 0, 0, last]), Frames.ServerAddress));
        Assert.Equal(["10.0.0.1", "10.0.0.3"], learner.Entries.Select(static entry => entry.Address.ToString()));
        Assert.Equal(1, learner.Evicted);
    }

    [Theory]
    [InlineData(113)]
    [InlineData(276)]
    public void CookedCapture_IsReadAsWell(int linkType)
    {
        byte[] arp = Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress)[14..];
        byte[] hardware = [.. Frames.Client.GetAddressBytes(), 0, 0];
        byte[] frame = linkType == 113 ? [0, 1, 0, 1, 0, 6, .. hardware, 8, 6, .. arp] : [8, 6, 0, 0, 0, 0, 0, 2, 0, 1, 1, 6, .. hardware, .. arp];
        Assert.Equal(Frames.Client, new ArpLearner().Handle(Now, linkType, frame)!.HardwareAddress);
    }

    [Theory]
    [InlineData(113)]
    [InlineData(276)]
    public void VlanInACookedCapture_IsReadAsWell(int linkType)
    {
        byte[] arp = [0, 5, 8, 6, .. Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress)[14..]];
        byte[] hardware = [.. Frames.Client.GetAddressBytes(), 0, 0];
        byte[] frame = linkType == 113 ? [0, 1, 0, 1, 0, 6, .. hardware, 0x81, 0, .. arp] : [0x81, 0, 0, 0, 0, 0, 0, 2, 0, 1, 1, 6, .. hardware, .. arp];
        Assert.Equal(Frames.Client, new ArpLearner().Handle(Now, linkType, frame)!.HardwareAddress);
    }

    [Fact]
    public void StationThatAnswersForSeveral_ShowsNothingByItsAnswers()
    {
        ArpLearner learner = new();
        IPAddress second = IPAddress.Parse("192.168.4.51"), own = IPAddress.Parse("192.168.4.1");
        Assert.NotNull(learner.Handle(Now, 1, Frames.Arp(Frames.Server, Frames.ClientAddress, own, isRequest: false)));
        Assert.Null(learner.Handle(Now, 1, Frames.Arp(Frames.Server, second, own, isRequest: false)));
        Assert.Null(learner.Handle(Now, 1, Frames.Arp(Frames.Server, Frames.ClientAddress, own, isRequest: false)));
        Assert.NotNull(learner.Handle(Now, 1, Frames.Arp(Frames.Server, own, second))); // what it asks is its own
        Assert.Equal(own, Assert.Single(learner.Entries).Address);
    }

    [Fact]
    public void FrameBehindPktap_IsRead()
    {
        byte[] header = [108, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, .. new byte[96]];
        byte[] frame = [.. header, .. Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress)];
        Assert.Equal(Frames.Client, new ArpLearner().Handle(Now, 258, frame)!.HardwareAddress);
        frame[4] = 0; // no packet follows
        Assert.Null(new ArpLearner().Handle(Now, 258, frame));
        (frame[4], frame[0]) = (1, 255); // longer than the frame
        Assert.Null(new ArpLearner().Handle(Now, 149, frame));
    }

    [Fact]
    public void FrameInsideVlans_IsRead()
    {
        byte[] frame = Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress);
        Assert.NotNull(new ArpLearner().Handle(Now, 1, [.. frame[..12], 0x88, 0xA8, 0, 5, 0x81, 0, 0, 6, .. frame[12..]]));
    }

    [Fact]
    public void FrameOfAGroup_ComesFromNoStation() =>
        Assert.Null(new ArpLearner().Handle(Now, 1, Frames.Arp(PhysicalAddress.Parse("01:00:5E:00:00:01"), Frames.ClientAddress, Frames.ServerAddress)));
}
