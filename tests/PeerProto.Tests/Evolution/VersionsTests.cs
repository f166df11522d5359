using PeerProto.Tests.Evolution.Newer;
using PeerProto.Tests.Evolution.Older;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Evolution;

/// <summary>Version 1 and version 2 of a contract talk to each other, whoever connects, in memory and over TCP; version 3 is refused.</summary>
public sealed class VersionsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task OlderAndNewerMeet_EachKnowsWhatTheOtherSupports(bool overTcp, bool olderConnects)
    {
        await using MeetingPlace place = new(overTcp);
        Acquaintance met = await place.ConnectAsync(olderConnects);
        Assert.Equal((1, 2), (met.OlderPeer.ContractVersion, met.NewerPeer.ContractVersion));
        Assert.Equal([1, 3, 4, 6, 11], Enumerable.Range(0, 20).Where(met.OlderPeer.Supports));
        Assert.Equal([1, 3, 4, 6, 11], Enumerable.Range(0, 20).Where(met.NewerPeer.Supports));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MessagesBothWays_AddedMembersGetDefaultsRemovedOnesAreNullWidenedOnesPassNewEnumValuesAreKept(bool overTcp)
    {
        await using MeetingPlace place = new(overTcp);
        Acquaintance met = await place.ConnectAsync();
        await using IAsyncEnumerator<ReceivedMessage<Line>> lines = met.Older.Everyone.Lines.ReadAllAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        await using IAsyncEnumerator<ReceivedMessage<Stroke>> strokes = met.Newer.Everyone.Strokes.ReadAllAsync(Cancellation).GetAsyncEnumerator(Cancellation);

        await met.NewerPeer.Contract.Lines.SendAsync(new Line(1, Older.Colour.Green, "label"), Cancellation).Guarded();
        await met.OlderPeer.Contract.Strokes.SendAsync(new Stroke(2, Newer.Colour.Blue, 9), Cancellation).Guarded();

        Assert.Equal(new Stroke(1, Newer.Colour.Green, 5), (await strokes.NextAsync()).Message);
        Assert.Equal(new Line(2, (Older.Colour)2, null), (await lines.NextAsync()).Message);
        await met.NewerPeer.FlushAsync(Cancellation).Guarded();
        await met.OlderPeer.FlushAsync(Cancellation).Guarded();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CallsBothWays_AddedArgumentsAndMembersGetDefaults(bool overTcp)
    {
        await using MeetingPlace place = new(overTcp);
        Acquaintance met = await place.ConnectAsync();

        Sheet sheet = await met.NewerPeer.Contract.GetSheetAsync("plan", Cancellation).Guarded();
        Page page = await met.OlderPeer.Contract.GetPageAsync("plan", 4, Cancellation).Guarded();

        Assert.Equal(("plan at 3", null), (sheet.Name, sheet.Note));
        Assert.Equal(new Line(1, (Older.Colour)2, null), Assert.Single(sheet.Lines));
        Assert.Equal(("plan", "nobody"), (page.Title, page.Owner));
        Assert.Equal(new Stroke(1, Newer.Colour.Green, 5), Assert.Single(page.Strokes));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task StreamsBothWays_Flow(bool overTcp)
    {
        await using MeetingPlace place = new(overTcp);
        Acquaintance met = await place.ConnectAsync();
        int strokes = 0, lines = 0;
        await foreach (Line line in met.NewerPeer.Contract.ReplayAsync(40, Cancellation))
            Assert.Equal(new Line(lines++, Older.Colour.Red, null), line);
        await foreach (Stroke stroke in met.OlderPeer.Contract.ReplayAsync(40, Cancellation))
            Assert.Equal(new Stroke(strokes++, Newer.Colour.Red, 5), stroke);
        Assert.Equal((40, 40), (lines, strokes));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AddedUnionCase_IsUnknownToTheOlderOneWhichSendsItBackUnchanged(bool overTcp)
    {
        await using MeetingPlace place = new(overTcp);
        Acquaintance met = await place.ConnectAsync();
        await using IAsyncEnumerator<ReceivedMessage<Older.Mark>> atOlder = met.Older.Everyone.Marks.ReadAllAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        await using IAsyncEnumerator<ReceivedMessage<Newer.Mark>> atNewer = met.Newer.Everyone.Marks.ReadAllAsync(Cancellation).GetAsyncEnumerator(Cancellation);

        await met.OlderPeer.Contract.Marks.SendAsync(new Newer.Dot(1), Cancellation).Guarded();
        await met.OlderPeer.Contract.Marks.SendAsync(new Ring(2, "round"), Cancellation).Guarded();
        Assert.Equal(new Older.Dot(1), (await atOlder.NextAsync()).Message);
        Older.Mark.Unknown unknown = Assert.IsType<Older.Mark.Unknown>((await atOlder.NextAsync()).Message);
        await met.NewerPeer.Contract.Marks.SendAsync(unknown, Cancellation).Guarded();

        Assert.Equal(1, unknown.CaseId);
        Assert.Equal(new Ring(2, "round"), (await atNewer.NextAsync()).Message);
    }

    [Fact]
    public async Task WhatThePeerLacks_ThrowsBeforeAByteIsSentAndTheConnectionGoesOn()
    {
        await using MeetingPlace place = new(overTcp: false);
        Acquaintance met = await place.ConnectAsync();
        IDrawing old = met.OlderPeer.Contract;

        AssertTold(await NotSupported(() => old.AskAsync("what", Cancellation).AsTask()), "call 8; AskAsync", 8, 1);
        AssertTold(await NotSupported(() => old.CountAsync(Cancellation).FirstAsync(Cancellation).AsTask()), "call 9; CountAsync", 9, 1);
        AssertTold(await NotSupported(() => old.SumAsync(TestService.CountUp(0, 3), Cancellation).AsTask()), "call 10; SumAsync", 10, 1);
        AssertTold(await NotSupported(() => old.Remarks.SendAsync("hm", Cancellation).AsTask()), "channel 7; Remarks", 7, 1);
        AssertTold(await NotSupported(() => met.NewerPeer.Contract.RetiredAsync(Cancellation).AsTask()), "call 5; RetiredAsync", 5, 2);
        AssertTold(await NotSupported(() => met.NewerPeer.Contract.Retired.SendAsync(1, Cancellation).AsTask()), "channel 2; Retired", 2, 2);
        await old.Remarks.FlushAsync(Cancellation).Guarded();

        Assert.Equal(0, old.Remarks.UnconfirmedMessages + met.OlderPeer.UnconfirmedMessages);
        Assert.Equal("plan", (await old.GetPageAsync("plan", cancellationToken: Cancellation).Guarded()).Title);

        static async Task<PeerNotSupportedException> NotSupported(Func<Task> use) => await Assert.ThrowsAsync<PeerNotSupportedException>(() => use().Guarded());

        static void AssertTold(PeerNotSupportedException told, string entry, int id, int version)
        {
            Assert.Equal((ConnectionStage.Established, PeerErrorCode.NotSupported, id, version), (told.Stage, told.Code, told.Id, told.ContractVersion));
            Assert.Contains($"speaks version {version} of contract 'evolving', which has no {entry}", told.Cause, StringComparison.Ordinal);
            Assert.Contains($"Supports({id})", told.Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task PeerLeft_UsingWhatItLackedTellsThatItLeft()
    {
        await using MeetingPlace place = new(overTcp: false);
        Acquaintance met = await place.ConnectAsync();
        await met.Older.DisposeAsync().Guarded();
        await met.OlderPeer.Disconnected.WhenCancelledAsync();
        await Assert.ThrowsAsync<PeerConnectionException>(() => met.OlderPeer.Contract.Remarks.SendAsync("hm", Cancellation).Guarded());
        await Assert.ThrowsAsync<PeerConnectionException>(() => met.OlderPeer.Contract.AskAsync("what", Cancellation).Guarded());
    }

    [Fact]
    public async Task SendToEveryone_PassesOverPeersThatLackTheChannel()
    {
        await using MeetingPlace place = new(overTcp: false);
        Acquaintance met = await place.ConnectAsync();
        PeerSession<IDrawing> another = await place.StartAsync(new NewerService(), "Another");
        await another.ConnectAsync(met.Newer.LocalEndpoints[0]).Guarded();
        await TestWorld.YieldUntilAsync(() => met.Newer.Peers.Count == 2);

        await met.Newer.Everyone.Remarks.SendAsync("hello", Cancellation).Guarded();
        await met.Newer.Everyone.Remarks.FlushAsync(Cancellation).Guarded();

        await using IAsyncEnumerator<ReceivedMessage<string>> remarks = another.Everyone.Remarks.ReadAllAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.Equal("hello", (await remarks.NextAsync()).Message);
        Assert.True(met.OlderPeer.IsConnected);
    }

    [Fact]
    public async Task VersionsDiffer_TheLogTellsWhatIsNotCommon()
    {
        await using MeetingPlace place = new(overTcp: false);
        await place.ConnectAsync();
        string old = (await place.LogOf("Old").WhenAsync(1014)).Message;
        Assert.StartsWith(
            "New speaks version 2 of the contract, this app version 1. What is not common: only here: 2 Retired, 5 RetiredAsync; only there: 7, 8, 9, 10; different: "
            + "channel 1 Lines: member 0 of the message is i64 there and i32 here, ",
            old,
            StringComparison.Ordinal);
        Assert.Contains("channel 6 Pens: the delivery is reliable-ordered there and latest-only here", old, StringComparison.Ordinal);
        string young = (await place.LogOf("New").WhenAsync(1014)).Message;
        Assert.StartsWith("Old speaks version 1 of the contract, this app version 2. What is not common: only here: 7 Remarks, 8 AskAsync", young, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ValueThatTheOlderTypeCannotHold_EndsTheConnectionAndNamesTheRange()
    {
        await using MeetingPlace place = new(overTcp: false);
        Acquaintance met = await place.ConnectAsync();
        await met.OlderPeer.Contract.Strokes.SendAsync(new Stroke(long.MaxValue, Newer.Colour.Red), Cancellation).Guarded();
        await met.OlderPeer.Disconnected.WhenCancelledAsync();
        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => met.OlderPeer.FlushAsync(Cancellation).Guarded());
        Assert.Contains("9223372036854775807", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ShapesDoNotFit_BothDevelopersReadWhatDiffers(bool overTcp)
    {
        await using MeetingPlace place = new(overTcp);
        PeerSession<IPaper> older = await place.StartAsync(new OlderService(), "Old");
        PeerSession<Foreign.IBook> foreign = await place.StartAsync(new ForeignService(), "Foreign");

        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => foreign.ConnectAsync(older.LocalEndpoints[0]).Guarded());

        Assert.Equal((ConnectionStage.Hello, PeerErrorCode.ContractMismatch), (refused.Stage, refused.Code));
        Assert.Equal(
            "the peer speaks contract 'evolving' version 1, this app version 3: channel 1 Lines: the message is (0:i32,1:i32,2:str?) there and str here; "
            + "call 3 GetLeafAsync: member 0 of the result is str there and i32 here; "
            + "call 3 GetLeafAsync: an element of member 1 of the result is (0:i32,1:i32,2:str?) there and bool here",
            refused.Cause);
        Assert.Contains(
            "the peer speaks contract 'evolving' version 3, this app version 1: channel 1 Lines: the message is str there and (0:i32,1:i32,2:str?) here",
            (await place.LogOf("Old").WhenAsync(1102)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherVersionIsDiscovered_TheTwoConnect()
    {
        await using MeetingPlace place = new(overTcp: true);
        FakeDiscovery discovery = new();
        PeerSession<IPaper> older = await place.StartAsync(new OlderService(), "Old", options => Discover(options, discovery));
        PeerSession<IDrawing> newer = await place.StartAsync(new NewerService(), "New", options => Discover(options, discovery));
        await using IAsyncEnumerator<PeerEvent<IPaper>> changes = older.PeersAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        Peer<IPaper> joined = (await changes.NextAsync()).Peer;
        Assert.Equal((newer.Id, 2), (joined.Id, joined.ContractVersion));
    }

    [Fact]
    public async Task VersionThatDoesNotFitIsDiscovered_ItIsToldOnceAndLeftAlone()
    {
        await using MeetingPlace place = new(overTcp: true);
        FakeDiscovery discovery = new();
        await place.StartAsync(new OlderService(), "Old", options => Discover(options, discovery));
        await place.StartAsync(new ForeignService(), "Foreign", options => Discover(options, discovery));
        Task<LogEntry> givenUp = await Task.WhenAny(place.LogOf("Old").WhenAsync(1015), place.LogOf("Foreign").WhenAsync(1015));
        Assert.Contains("the peer speaks contract 'evolving' version", (await givenUp).Message, StringComparison.Ordinal);
    }

    private static void Discover(PeerSessionOptions options, FakeDiscovery discovery)
    {
        options.UseDiscovery = true;
        options.Discovery = discovery;
    }
}
