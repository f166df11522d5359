using CsCheck;
using PeerProto.Discovery;

namespace PeerProto.Tests.Discovery;

public sealed class CandidateMergeTests
{
    private static readonly PeerEndpoint[] Places = [.. Enumerable.Range(0, 6).Select(static i => PeerEndpoint.Parse($"tcp://192.0.2.{i}:1"))];
    private static readonly PeerKey[] Keys = [.. Enumerable.Range(0, 3).Select(static i => PeerKey.FromBytes([.. Enumerable.Repeat((byte)i, PeerKey.Length)]))];

    [Fact]
    public void NameThatTwoSourcesTell_IsOnePeerWithThePlacesOfBoth()
    {
        CandidateMerge merge = new(sources: 2);
        merge.Take(1, Added(new PeerCandidate([Places[1], Places[0]], null, ["a"], TxtRecord.Empty.With("from", "second"))));
        merge.Take(0, Added(new PeerCandidate([Places[0]], null, ["a"])));

        PeerCandidateChange change = Assert.Single(merge.TakeDifference());

        Assert.Equal(ServiceChangeKind.Added, change.Kind);
        Assert.Equal([Places[0], Places[1]], change.Candidate.Endpoints);
        Assert.Equal(["a"], change.Candidate.InstanceNames);
        Assert.Equal("second", change.Candidate.Txt.GetText("from"));
    }

    [Fact]
    public void NameOfOneWithAKey_BelongsToIt()
    {
        CandidateMerge merge = new(sources: 2);
        merge.Take(0, Added(new PeerCandidate([Places[0]], null, ["a"])));
        Assert.Equal("name a", Assert.Single(merge.TakeDifference()).Candidate.Identity);

        merge.Take(1, Added(new PeerCandidate([Places[1]], Keys[0], ["a"])));

        Assert.Equal(
            [(ServiceChangeKind.Removed, "name a", 1), (ServiceChangeKind.Added, $"key {Keys[0]}", 2)],
            merge.TakeDifference().Select(static change => (change.Kind, change.Candidate.Identity, change.Candidate.Endpoints.Count)));
    }

    [Fact]
    public void NamesThatAreRecognised_AreThePeerOfTheirKey()
    {
        CandidateMerge merge = new(sources: 2, static name => name.StartsWith("ana", StringComparison.Ordinal) ? Keys[1] : null);
        merge.Take(0, Added(new PeerCandidate([Places[0]], null, ["ana-1"])));
        merge.Take(0, Added(new PeerCandidate([Places[0]], null, ["ana-2"])));
        merge.Take(0, Added(new PeerCandidate([Places[2]], null, ["ben-1"])));
        merge.Take(1, Added(new PeerCandidate([Places[1]], Keys[1])));

        List<PeerCandidateChange> changes = merge.TakeDifference();

        Assert.Equal(["name ben-1", $"key {Keys[1]}"], changes.Select(static change => change.Candidate.Identity).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["ana-1", "ana-2"], changes.Single(static change => change.Candidate.Key is not null).Candidate.InstanceNames);

        merge.Take(0, new PeerCandidateChange(ServiceChangeKind.Removed, new PeerCandidate([Places[0]], null, ["ana-1"])));

        PeerCandidateChange change = Assert.Single(merge.TakeDifference());
        Assert.Equal((ServiceChangeKind.Changed, "ana-2"), (change.Kind, Assert.Single(change.Candidate.InstanceNames)));
    }

    [Fact]
    public void PeerGoesAndComesBetweenTwoLooks_IsToldAnew()
    {
        CandidateMerge merge = new(sources: 2);
        merge.Take(0, Added(new PeerCandidate([Places[0]])));
        merge.Take(0, Added(new PeerCandidate([Places[1]], null, ["a"])));
        merge.Take(1, Added(new PeerCandidate([Places[1]], null, ["a"])));
        merge.TakeDifference();

        merge.Take(0, new PeerCandidateChange(ServiceChangeKind.Removed, new PeerCandidate([Places[0]])));
        merge.Take(0, Added(new PeerCandidate([Places[0]])));
        merge.Take(0, new PeerCandidateChange(ServiceChangeKind.Removed, new PeerCandidate([Places[1]], null, ["a"])));
        merge.Take(0, Added(new PeerCandidate([Places[1]], null, ["a"]))); // the other source told of it all the time

        Assert.Equal([ServiceChangeKind.Removed, ServiceChangeKind.Added], merge.TakeDifference().Select(static change => change.Kind));
    }

    [Fact]
    public void TwoKeysUnderOneName_StayTwoPeers()
    {
        CandidateMerge merge = new(sources: 2);
        merge.Take(0, Added(new PeerCandidate([Places[0]], Keys[0], ["a"])));
        merge.Take(1, Added(new PeerCandidate([Places[1]], Keys[1], ["a"])));

        Assert.Equal(2, merge.TakeDifference().Count);
    }

    [Fact]
    public void PlaceThatAnotherClaims_MakesThemNotOne()
    {
        CandidateMerge merge = new(sources: 2);
        merge.Take(0, Added(new PeerCandidate([Places[0]])));
        merge.Take(1, Added(new PeerCandidate([Places[0]], null, ["a stranger"])));

        Assert.Equal(2, merge.TakeDifference().Count);
    }

    /// <summary>Whatever is told, the differences add up to what one would merge from the present entries alone.</summary>
    [Fact]
    public void DifferencesOfRandomChanges_AddUpToThePresent()
    {
        Gen<(int Source, bool IsRemoved, int Key, int Name, int Place)> change = Gen.Select(Gen.Int[0, 2], Gen.Bool, Gen.Int[-2, 2], Gen.Int[-1, 3], Gen.Int[0, 5]);
        change.Array[1, 60].Sample(changes =>
        {
            CandidateMerge merge = new(sources: 3);
            Dictionary<(int, string), PeerCandidate> present = [];
            Dictionary<string, PeerCandidate> told = [];
            foreach ((int source, bool isRemoved, int key, int name, int place) in changes)
            {
                PeerCandidate candidate = new([Places[place]], key >= 0 ? Keys[key] : null, name >= 0 ? [$"n{name}"] : []);
                merge.Take(source, new PeerCandidateChange(isRemoved ? ServiceChangeKind.Removed : ServiceChangeKind.Added, candidate));
                if (isRemoved)
                    present.Remove((source, candidate.Identity));
                else
                    present[(source, candidate.Identity)] = candidate;
                if (place == 0)
                    Apply(merge.TakeDifference(), told);
            }

            Apply(merge.TakeDifference(), told);
            CandidateMerge afresh = new(sources: 3);
            foreach (((int source, _), PeerCandidate candidate) in present)
                afresh.Take(source, Added(candidate));
            Dictionary<string, PeerCandidate> expected = [];
            Apply(afresh.TakeDifference(), expected);
            Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), told.Keys.Order(StringComparer.Ordinal));
            foreach ((string identity, PeerCandidate candidate) in expected)
                Assert.Equal(candidate.Endpoints.Order(ByText), told[identity].Endpoints.Order(ByText));
            Assert.Empty(merge.TakeDifference());
        }, iter: 2_000);
    }

    private static Comparer<PeerEndpoint> ByText { get; } = Comparer<PeerEndpoint>.Create(static (left, right) => string.CompareOrdinal(left.ToString(), right.ToString()));

    private static PeerCandidateChange Added(PeerCandidate candidate) => new(ServiceChangeKind.Added, candidate);

    private static void Apply(List<PeerCandidateChange> changes, Dictionary<string, PeerCandidate> told)
    {
        foreach (PeerCandidateChange change in changes)
        {
            if (change.Kind == ServiceChangeKind.Removed)
                Assert.True(told.Remove(change.Candidate.Identity), "What was not told is removed.");
            else if (change.Kind == ServiceChangeKind.Added)
                Assert.True(told.TryAdd(change.Candidate.Identity, change.Candidate), "What was told is added.");
            else
                told[change.Candidate.Identity] = change.Candidate;
        }
    }
}
