namespace PeerProto;

/// <summary>
/// Somebody who may be a peer, as a source of peers knows it: whom to expect and where. Nothing of it is proven; the connection does that. Immutable; equal when everything in it is equal.
/// </summary>
public sealed class PeerCandidate : IEquatable<PeerCandidate>
{
    private readonly PeerEndpoint[] _endpoints;
    private readonly string[] _instanceNames;

    /// <summary>Describes somebody who may be a peer.</summary>
    /// <param name="endpoints">Where it may be reached, in the order of preference within a transport.</param>
    /// <param name="key">The key that it has to prove to hold, where it is known.</param>
    /// <param name="instanceNames">The names under which it is announced, where it is.</param>
    /// <param name="txt">Its TXT record; <see cref="TxtRecord.Empty"/> when left out.</param>
    /// <exception cref="ArgumentException">There is neither a key nor a name nor an endpoint, or one of them is null.</exception>
    public PeerCandidate(IEnumerable<PeerEndpoint> endpoints, PeerKey? key = null, IEnumerable<string>? instanceNames = null, TxtRecord? txt = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        _endpoints = [.. endpoints];
        _instanceNames = [.. instanceNames ?? []];
        if (Array.Exists(_endpoints, static endpoint => endpoint is null) || Array.Exists(_instanceNames, string.IsNullOrEmpty))
            throw new ArgumentException("An endpoint or a name is missing. Leave it out of the list.", nameof(endpoints));
        if (key is null && _instanceNames.Length == 0 && _endpoints.Length == 0)
            throw new ArgumentException("Nothing tells who this is. Give a key, a name or an endpoint.", nameof(endpoints));
        Key = key;
        Txt = txt ?? TxtRecord.Empty;
        Identity = key is not null ? $"key {key}" : _instanceNames.Length > 0 ? $"name {_instanceNames[0]}" : $"at {string.Join(' ', _endpoints.AsEnumerable())}";
    }

    /// <summary>
    /// Tells candidates apart: two of one identity are one peer. It is the key where that is known, else the name under which it is announced, else where it is reached.
    /// </summary>
    public string Identity { get; }

    /// <summary>The key that it has to prove to hold, or null where it is not known. A session connects to nobody else in its place.</summary>
    public PeerKey? Key { get; }

    /// <summary>The names under which it is announced. Anybody on the network can claim any name: they prove nothing.</summary>
    public IReadOnlyList<string> InstanceNames => _instanceNames;

    /// <summary>Where it may be reached.</summary>
    public IReadOnlyList<PeerEndpoint> Endpoints => _endpoints;

    /// <summary>What it says of itself before anybody connects; a claim like the rest.</summary>
    public TxtRecord Txt { get; }

    /// <inheritdoc/>
    public bool Equals(PeerCandidate? other) =>
        other is not null
        && Identity == other.Identity
        && Txt.Equals(other.Txt)
        && _instanceNames.AsSpan().SequenceEqual(other._instanceNames)
        && _endpoints.AsSpan().SequenceEqual(other._endpoints);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PeerCandidate);

    /// <inheritdoc/>
    public override int GetHashCode() => Identity.GetHashCode(StringComparison.Ordinal);

    /// <summary>Who it is and where, for logs.</summary>
    /// <returns>The written candidate.</returns>
    public override string ToString() => Key is null && _instanceNames.Length == 0 ? $"peer {Identity}" : $"peer of {Identity} at {string.Join(", ", _endpoints.AsEnumerable())}";
}
