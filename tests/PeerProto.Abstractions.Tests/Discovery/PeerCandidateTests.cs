namespace PeerProto.Abstractions.Tests.Discovery;

public sealed class PeerCandidateTests
{
    private static readonly PeerEndpoint Here = PeerEndpoint.Parse("tcp://192.0.2.1:1");
    private static readonly PeerEndpoint There = PeerEndpoint.Parse("tcp://192.0.2.2:1");
    private static readonly PeerKey Key = PeerKey.FromBytes(new byte[PeerKey.Length]);

    [Fact]
    public void Identity_IsTheKeyElseTheNameElseThePlace()
    {
        Assert.Equal($"key {Key}", new PeerCandidate([Here], Key, ["a"]).Identity);
        Assert.Equal("name a", new PeerCandidate([Here], key: null, ["a", "b"]).Identity);
        Assert.Equal($"at {Here} {There}", new PeerCandidate([Here, There]).Identity);
    }

    [Fact]
    public void Candidates_AreEqualWhenEverythingIs()
    {
        TxtRecord txt = TxtRecord.Empty.With("a", "1");
        PeerCandidate candidate = new([Here], Key, ["a"], txt);

        Assert.Equal(candidate, new PeerCandidate([Here], Key, ["a"], txt));
        Assert.NotEqual(candidate, new PeerCandidate([There], Key, ["a"], txt));
        Assert.NotEqual(candidate, new PeerCandidate([Here], null, ["a"], txt));
        Assert.NotEqual(candidate, new PeerCandidate([Here], Key, ["b"], txt));
        Assert.NotEqual(candidate, new PeerCandidate([Here], Key, ["a"]));
    }

    [Fact]
    public void CandidateThatIsNobody_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new PeerCandidate([]));
        Assert.Throws<ArgumentException>(() => new PeerCandidate([null!]));
        Assert.Throws<ArgumentException>(() => new PeerCandidate([Here], key: null, [""]));
    }
}
