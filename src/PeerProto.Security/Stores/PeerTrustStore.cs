using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using PeerProto.Security.Stores;

namespace PeerProto;

/// <summary>
/// The peers that this app trusts, in memory or in a file that only its owner may use. Several programs may share one file: every change reads it anew, is made by one program at a time, and
/// puts a whole file in the place of the old one. Safe for concurrent use.
/// </summary>
/// <remarks>
/// What other programs change is seen by the next decision about a peer, by every change made here, and by those who follow <see cref="ChangesAsync"/> within
/// <see cref="PeerTrustStoreOptions.RefreshInterval"/>. A file that is gone is one without peers.
/// </remarks>
public sealed partial class PeerTrustStore : IAsyncDisposable
{
    /// <summary>The length of a discovery key in bytes.</summary>
    public const int DiscoveryKeyLength = 32;

    /// <summary>The most peers that a store may be allowed to take: 10,000.</summary>
    public const int MaximumPeers = 10_000;

    /// <summary>The most keys that a store remembers as revoked: 10,000. Beyond that the one that was revoked first is forgotten.</summary>
    public const int MaximumRevoked = 10_000;

    /// <summary>The longest name of a peer in characters: 128.</summary>
    public const int MaximumNameLength = 128;

    /// <summary>The most permissions of a peer: 64.</summary>
    public const int MaximumPermissions = 64;

    /// <summary>The longest permission in characters: 128.</summary>
    public const int MaximumPermissionLength = 128;

    private const int ShortNameLength = 8;

    internal const int MaximumFileBytes = 16 * 1024 * 1024;

    private readonly PeerTrustStoreOptions _options;
    private readonly OwnerOnlyFile? _file;
    private readonly SemaphoreSlim _changing = new(1);
    private readonly Lock _fileGate = new(); // taken before the other
    private readonly Lock _gate = new();
    private TrustState _state;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FileStamp? _stamp;
    private DateTimeOffset _timesWritten;
    private bool _hasUnwrittenTimes;

    /// <summary>Makes an empty store that lives in memory only.</summary>
    /// <param name="options">How it works, or null for the defaults.</param>
    public PeerTrustStore(PeerTrustStoreOptions? options = null)
        : this(file: null, options ?? new PeerTrustStoreOptions()) => _state = TrustState.CreateEmpty();

    private PeerTrustStore(OwnerOnlyFile? file, PeerTrustStoreOptions options)
    {
        options.Validate();
        _file = file;
        _options = options;
        _timesWritten = options.TimeProvider.GetUtcNow();
        _state = null!;
    }

    /// <summary>Opens the store in a file, or makes both where there is none. Directories that are missing are made for their owner only.</summary>
    /// <param name="path">The file, or a symbolic link to it, which is followed once and stays. Beside the file appears one whose name ends in <c>.lock</c>.</param>
    /// <param name="options">How it works, or null for the defaults.</param>
    /// <exception cref="PeerStoreException">Others may use the file, everybody may change its directory, it cannot be read or written, or it is not what a store writes.</exception>
    public static PeerTrustStore Open(string path, PeerTrustStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        OwnerOnlyFile file = new(path, MaximumFileBytes);
        PeerTrustStore store = new(file, options ?? new PeerTrustStoreOptions());
        if (store.Read() is { } state)
        {
            store._state = state;
            return store;
        }

        state = TrustState.CreateEmpty();
        byte[] content = state.Write();
        bool isOurs = file.TryCreate(content);
        CryptographicOperations.ZeroMemory(content);
        store._state = isOurs ? state : store.Read() ?? state; // another program may have been faster
        return store;
    }

    /// <summary>The peers trusted now, in the order in which they came. Not changed afterwards.</summary>
    public IReadOnlyList<TrustedPeer> Peers => [.. Volatile.Read(ref _state).Peers.Values.OrderBy(static peer => peer.FirstSeen).ThenBy(static peer => peer.Key.ToString(), StringComparer.Ordinal)];

    /// <summary>Whether it outlives the program.</summary>
    internal bool IsInFile => _file is not null;

    /// <summary>The same in no order and without copying.</summary>
    internal IEnumerable<TrustedPeer> Unordered => Volatile.Read(ref _state).Peers.Values;

    /// <summary>
    /// The key by which trusted peers recognise this app before a connection, <see cref="DiscoveryKeyLength"/> random bytes made with the store. A secret that only trusted peers are told.
    /// </summary>
    public ReadOnlyMemory<byte> DiscoveryKey => Volatile.Read(ref _state).DiscoveryKey;

    /// <summary>The entry of a key, or null. It costs next to nothing, and does not look into the file.</summary>
    /// <param name="key">The key.</param>
    public TrustedPeer? Find(PeerKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Volatile.Read(ref _state).Peers.GetValueOrDefault(key);
    }

    /// <summary>
    /// Whether a key was revoked and has not been added since. Nobody who is revoked comes back unless a person pairs with or adds that key again. It costs next to nothing, and does not look into
    /// the file.
    /// </summary>
    /// <param name="key">The key.</param>
    public bool IsRevoked(PeerKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Volatile.Read(ref _state).Revoked.ContainsKey(key);
    }

    /// <summary>
    /// Trusts a peer, also one that was revoked. One that is known keeps the time when it was first seen, its permissions and its discovery key unless others are given.
    /// </summary>
    /// <param name="key">The peer's key.</param>
    /// <param name="name">A name for people, at most <see cref="MaximumNameLength"/> characters, none of which controls a terminal.</param>
    /// <param name="discoveryKey">The peer's discovery key, <see cref="DiscoveryKeyLength"/> bytes, or empty if it has told none. The bytes are copied.</param>
    /// <param name="permissions">What the peer may do, or null.</param>
    /// <param name="cancellationToken">Ends the wait for other programs.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="ArgumentException">Name, permissions or discovery key are longer than allowed.</exception>
    /// <exception cref="PeerStoreException">The store is full, or its file cannot be read or written.</exception>
    public ValueTask<TrustedPeer> AddAsync(
        PeerKey key, string name, ReadOnlyMemory<byte> discoveryKey = default, IEnumerable<string>? permissions = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(name);
        return KeepAsync(key, name, keepsName: false, discoveryKey, permissions, cancellationToken);
    }

    /// <summary>Trusts a peer that two people have paired. The name that it has here already, unless that is only the beginning of its fingerprint, stays.</summary>
    internal ValueTask<TrustedPeer> AddPairedAsync(PeerKey key, string told, ReadOnlyMemory<byte> discoveryKey, IEnumerable<string>? permissions, CancellationToken cancellationToken)
    {
        string name = PlainNames.Keep(told);
        return KeepAsync(key, name.Length > 0 ? name : ShortNameOf(key), keepsName: true, discoveryKey, permissions, cancellationToken);
    }

    private async ValueTask<TrustedPeer> KeepAsync(
        PeerKey key, string name, bool keepsName, ReadOnlyMemory<byte> discoveryKey, IEnumerable<string>? permissions, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _options.TimeProvider.GetUtcNow();
        TrustedPeer fresh = Checked(new TrustedPeer { Key = key, Name = name, FirstSeen = now, LastSeen = now, DiscoveryKey = discoveryKey.ToArray() });
        if (permissions is not null)
            fresh = Checked(fresh with { Permissions = TrustRules.Collect(permissions) });
        TrustedPeer added = fresh;
        await ChangeAsync(
            state =>
            {
                added = state.Peers.TryGetValue(key, out TrustedPeer? known)
                    ? known with
                    {
                        Name = keepsName && !key.ToString().StartsWith(known.Name, StringComparison.Ordinal) ? known.Name : name,
                        LastSeen = now,
                        Permissions = permissions is null ? known.Permissions : fresh.Permissions,
                        DiscoveryKey = discoveryKey.IsEmpty ? known.DiscoveryKey : fresh.DiscoveryKey,
                    }
                    : fresh;
                if (known is null && state.Peers.Count >= _options.MaximumPeers)
                    throw StoreFailure.Full(_options.MaximumPeers);
                return state.With(added);
            },
            cancellationToken);
        return added;
    }

    /// <summary>Trusts a peer that no person has looked at, unless it is known already or was revoked.</summary>
    internal ValueTask RememberAsync(PeerKey key, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _options.TimeProvider.GetUtcNow();
        if (Find(key) is not null || IsRevoked(key))
            return default;
        TrustedPeer fresh = new() { Key = key, Name = ShortNameOf(key), FirstSeen = now, LastSeen = now };
        return ChangeAsync(
            state => state.Peers.ContainsKey(key) || state.Revoked.ContainsKey(key) ? state
                : state.Peers.Count >= _options.MaximumPeers ? throw StoreFailure.Full(_options.MaximumPeers)
                : state.With(fresh),
            cancellationToken);
    }

    /// <summary>Gives a peer another name.</summary>
    /// <param name="key">The peer's key.</param>
    /// <param name="name">The name, as for <see cref="AddAsync"/>.</param>
    /// <param name="cancellationToken">Ends the wait for other programs.</param>
    /// <returns>Whether the peer is in the store.</returns>
    /// <exception cref="ArgumentException">The name is longer than allowed.</exception>
    /// <exception cref="PeerStoreException">The file cannot be read or written.</exception>
    public ValueTask<bool> RenameAsync(PeerKey key, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return EditAsync(key, peer => peer with { Name = name }, cancellationToken);
    }

    /// <summary>Says what a peer may do, in the place of what it might before.</summary>
    /// <param name="key">The peer's key.</param>
    /// <param name="permissions">At most <see cref="MaximumPermissions"/>, of at most <see cref="MaximumPermissionLength"/> characters each.</param>
    /// <param name="cancellationToken">Ends the wait for other programs.</param>
    /// <returns>Whether the peer is in the store.</returns>
    /// <exception cref="ArgumentException">There are more permissions or longer ones than allowed.</exception>
    /// <exception cref="PeerStoreException">The file cannot be read or written.</exception>
    public ValueTask<bool> SetPermissionsAsync(PeerKey key, IEnumerable<string> permissions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(permissions);
        ImmutableSortedSet<string> collected = TrustRules.Collect(permissions);
        return EditAsync(key, peer => peer with { Permissions = collected }, cancellationToken);
    }

    /// <summary>Remembers the key by which a peer is recognised before a connection.</summary>
    /// <param name="key">The peer's key.</param>
    /// <param name="discoveryKey"><see cref="DiscoveryKeyLength"/> bytes, or none to forget it. The bytes are copied.</param>
    /// <param name="cancellationToken">Ends the wait for other programs.</param>
    /// <returns>Whether the peer is in the store.</returns>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    /// <exception cref="PeerStoreException">The file cannot be read or written.</exception>
    public ValueTask<bool> SetDiscoveryKeyAsync(PeerKey key, ReadOnlyMemory<byte> discoveryKey, CancellationToken cancellationToken = default)
    {
        byte[] copy = discoveryKey.ToArray();
        return EditAsync(key, peer => peer with { DiscoveryKey = copy }, cancellationToken);
    }

    /// <summary>
    /// Trusts a peer no more. Sessions that use this store end its connections at once. The key is remembered as revoked, whether it was in the store or not: see <see cref="IsRevoked"/>.
    /// </summary>
    /// <param name="key">The peer's key.</param>
    /// <param name="cancellationToken">Ends the wait for other programs.</param>
    /// <returns>Whether the peer was in the store.</returns>
    /// <exception cref="PeerStoreException">The file cannot be read or written.</exception>
    public async ValueTask<bool> RevokeAsync(PeerKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        bool wasThere = false;
        DateTimeOffset now = _options.TimeProvider.GetUtcNow();
        await ChangeAsync(
            state =>
            {
                wasThere = state.Peers.ContainsKey(key);
                return state.Without(key, now);
            },
            cancellationToken);
        return wasThere;
    }

    /// <summary>Notes that a peer is connected. The file is written only once in <see cref="PeerTrustStoreOptions.LastSeenInterval"/> for that; the rest waits for the next change or the end.</summary>
    /// <param name="key">The peer's key. One that is not in the store is passed over.</param>
    /// <param name="cancellationToken">Ends the wait for other programs.</param>
    /// <exception cref="PeerStoreException">The file cannot be read or written.</exception>
    public ValueTask ReportSeenAsync(PeerKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        DateTimeOffset now = _options.TimeProvider.GetUtcNow();
        lock (_gate)
        {
            if (!_state.Peers.TryGetValue(key, out TrustedPeer? peer) || peer.LastSeen >= now)
                return default;
            _state = _state with { Peers = _state.Peers.SetItem(key, peer with { LastSeen = now }) };
            _hasUnwrittenTimes = true;
            if (_file is null || now - _timesWritten < _options.LastSeenInterval)
                return default;
        }

        return ChangeAsync(static state => state, cancellationToken);
    }

    /// <summary>Looks into the file, where there is one, whether another program has changed it.</summary>
    /// <exception cref="PeerStoreException">The file cannot be read, others may use it, or it is not what a store writes.</exception>
    public void Refresh()
    {
        if (_file is null)
            return;
        lock (_fileGate)
        {
            if (_stamp is { } known && known == _file.Stamp())
                return;
            TrustState read = Read() ?? Volatile.Read(ref _state) with { Peers = ImmutableDictionary<PeerKey, TrustedPeer>.Empty };
            lock (_gate)
                Take(read.WithTimesOf(_state));
        }
    }

    /// <summary>
    /// The peers trusted now, each as <see cref="TrustChangeKind.Added"/>, then every change. When a peer was last seen is none. Changes that follow each other closely may be told as one. A file
    /// that cannot be read for a while is passed over: decisions and changes tell of it.
    /// </summary>
    /// <param name="cancellationToken">Ends the reports.</param>
    public async IAsyncEnumerable<TrustChange> ChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ImmutableDictionary<PeerKey, TrustedPeer> told = ImmutableDictionary<PeerKey, TrustedPeer>.Empty;
        while (true)
        {
            TrustState now;
            Task changed;
            lock (_gate)
                (now, changed) = (_state, _changed.Task);
            foreach (TrustChange change in now.Since(told))
                yield return change;
            told = now.Peers;
            await WaitForChangeAsync(changed, cancellationToken);
        }
    }

    /// <summary>Writes when peers were last seen, if that has not been written.</summary>
    /// <param name="cancellationToken">Ends the wait for other programs.</param>
    /// <exception cref="PeerStoreException">The file cannot be read or written.</exception>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_file is null || !_hasUnwrittenTimes)
                return default;
        }

        return ChangeAsync(static state => state, cancellationToken);
    }

    /// <summary>Writes when peers were last seen, if that has not been written and can be. The store remains usable.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await FlushAsync();
        }
        catch (PeerStoreException)
        {
            // Only times are lost; every other change told its caller.
        }
    }
}
