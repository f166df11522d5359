namespace PeerProto.Interop.Tests.Dhcp;

/// <summary>What a watch tells, read as it comes and kept.</summary>
internal sealed class Observations(DhcpWatch watch, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<DhcpObservation> _source = watch.ObserveAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    public List<DhcpObservation> All { get; } = [];

    public IEnumerable<DhcpObservationKind> Kinds => All.Select(static one => one.Kind);

    /// <summary>Reads on until something of a kind comes.</summary>
    public async Task<DhcpObservation> NextAsync(DhcpObservationKind kind)
    {
        while (await _source.MoveNextAsync())
        {
            All.Add(_source.Current);
            if (_source.Current.Kind == kind)
                return _source.Current;
        }

        throw new InvalidOperationException($"The watch ended before {kind} came; it told {string.Join(", ", Kinds)}.");
    }

    /// <summary>Asserts what was told: all of this in this order. What the protocols may say again, such as a question that was not answered at once, may come more often; nothing else may.</summary>
    public void AssertTold(params DhcpObservationKind[] story)
    {
        int told = 0;
        foreach (DhcpObservationKind kind in Kinds)
        {
            if (told < story.Length && kind == story[told])
                told++;
        }

        Assert.True(told == story.Length, $"Told were {string.Join(", ", Kinds)}, and {string.Join(", ", story)} was to be.");
        Assert.Subset(story.ToHashSet(), Kinds.ToHashSet());
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
