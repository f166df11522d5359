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

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
