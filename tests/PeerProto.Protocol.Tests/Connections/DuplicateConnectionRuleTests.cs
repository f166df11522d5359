using PeerProto.Protocol.Connections;

namespace PeerProto.Protocol.Tests.Connections;

public sealed class DuplicateConnectionRuleTests
{
    private static readonly PeerKey Key = PeerKey.FromBytes(new byte[32]);
    private static readonly PeerId Smaller = new(new byte[PeerId.Length]);
    private static readonly PeerId Larger = new([1, .. new byte[PeerId.Length - 1]]);

    private static ConnectionFacts Ours => new(Key, "instance", IsLocallyInitiated: true, IsReady: true, IsSettled: false);

    private static ConnectionFacts Theirs => Ours with { IsLocallyInitiated = false };

    [Fact]
    public void KeysAreNotProved_WhatExistsStays()
    {
        Assert.False(Takes(Ours with { Key = null }, Theirs with { Key = null }));
        Assert.False(Takes(Ours with { Key = null }, Theirs with { Key = null, Instance = "another" }));
        Assert.False(DuplicateConnectionRule.TakesCandidate(Ours with { Key = null }, Theirs with { Key = null }, Larger, Smaller));
    }

    [Fact]
    public void AnotherKeyProved_WhatExistsStays() =>
        Assert.False(Takes(Ours, Theirs with { Key = PeerKey.FromBytes([1, .. new byte[31]]) }));

    [Fact]
    public void BothConnectedAtTheSameTime_TheOneOfTheSmallerIdentifierStays()
    {
        Assert.False(Takes(Ours, Theirs));
        Assert.False(Takes(Theirs, Ours with { IsReady = false, IsLocallyInitiated = true }));
    }

    [Fact]
    public void TheOtherSideDecides_ItsChoiceIsFollowed() =>
        Assert.True(DuplicateConnectionRule.TakesCandidate(Ours, Theirs, Larger, Smaller));

    [Fact]
    public void AdmissionIsUnderWay_NoSecondOneBegins()
    {
        Assert.False(Takes(Ours with { IsReady = false }, Theirs));
        Assert.False(Takes(Theirs with { IsReady = false }, Ours));
        Assert.False(Takes(Theirs with { IsReady = false }, Theirs));
    }

    [Fact]
    public void PeerWasStartedAnew_TheNewOneIsTaken()
    {
        Assert.True(Takes(Ours, Theirs with { Instance = "another" }));
        Assert.True(Takes(Ours with { IsReady = false }, Theirs with { Instance = "another" }));
    }

    [Fact]
    public void PeerConnectsAgain_ItHasLostTheOneThatExists()
    {
        Assert.True(Takes(Theirs, Theirs));
        Assert.True(Takes(Ours with { IsSettled = true }, Theirs));
    }

    private static bool Takes(ConnectionFacts existing, ConnectionFacts candidate) =>
        DuplicateConnectionRule.TakesCandidate(existing, candidate, Smaller, Larger);
}
