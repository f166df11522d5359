using PeerProto.Security.Passcode;
using PeerProto.Security.Plain;
using PeerProto.Security.Psk;
using PeerProto.Security.Trust;

namespace PeerProto;

/// <summary>
/// How connections are protected and which peers are welcome. Both sides of a connection need the same kind. Immutable; safe for concurrent use.
/// </summary>
public abstract class PeerSecurity
{
    private protected PeerSecurity()
    {
    }

    /// <summary>
    /// No encryption and no identity: everybody on the path can read and change everything. For links that are protected in another way, and for
    /// looking at the wire.
    /// </summary>
    public static PeerSecurity None { get; } = new PlainPeerSecurity();

    /// <summary>
    /// TLS with any peer that holds some key. It protects against those who only listen. It does not protect against those who answer in the
    /// peer's place or stand between both, since nobody's key is compared with anything.
    /// </summary>
    public static PeerSecurity Unverified { get; } = new UnverifiedPeerSecurity();

    /// <summary>TLS with the peers that a callback accepts.</summary>
    /// <param name="decide">
    /// Says whether a peer is trusted. Called once for each connection of a peer that has proved to hold its key, from any thread, several at a time.
    /// An exception refuses the peer.
    /// </param>
    public static PeerSecurity Trust(Func<PeerTrustContext, bool> decide)
    {
        ArgumentNullException.ThrowIfNull(decide);
        return new TrustPeerSecurity((context, _) => new ValueTask<bool>(decide(context)));
    }

    /// <summary>TLS with the peers that a callback accepts, which may take its time to ask a person or a server.</summary>
    /// <param name="decide">
    /// Says whether a peer is trusted. Called once for each connection of a peer that has proved to hold its key, from any thread, several at a time.
    /// An exception refuses the peer. The token is cancelled when <see cref="StreamSecurityOptions.TrustDeadline"/> has passed or nobody waits any more.
    /// </param>
    public static PeerSecurity Trust(Func<PeerTrustContext, CancellationToken, ValueTask<bool>> decide)
    {
        ArgumentNullException.ThrowIfNull(decide);
        return new TrustPeerSecurity(decide);
    }

    /// <summary>TLS with the peers that a policy accepts: <see cref="PeerTrustPolicy.Authorities"/>, or one of the app's own that tells refused peers why.</summary>
    /// <param name="policy">The policy.</param>
    public static PeerSecurity Trust(PeerTrustPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new PolicyPeerSecurity(policy);
    }

    /// <summary>TLS with exactly the peers that hold one of these keys.</summary>
    /// <param name="keys">The keys, at least one. <see cref="PeerIdentity.Key"/> tells a peer its own.</param>
    /// <exception cref="ArgumentException">There is no key.</exception>
    public static PeerSecurity Pinned(params PeerKey[] keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Length == 0)
            throw new ArgumentException("Nobody holds one of no keys: pin at least one.", nameof(keys));
        foreach (PeerKey key in keys)
            ArgumentNullException.ThrowIfNull(key, nameof(keys));
        return new PinnedPeerSecurity([.. keys]);
    }

    /// <summary>
    /// TLS between those who know one secret; no certificates. TLS 1.3 with an ephemeral key exchange, TLS 1.2 with one or, for Apple's Network framework, without
    /// (<c>TLS_PSK_WITH_AES_128_GCM_SHA256</c>). It keeps out everybody who does not know the secret. It does not tell those apart who do, so any of them can answer in another's place.
    /// Not for QUIC, whose TLS knows certificates only.
    /// </summary>
    /// <param name="identity">The name by which both sides mean the secret, 1 to <see cref="PeerProto.PreSharedKey.MaximumIdentityBytes"/> bytes of UTF-8. Everybody on the path can read it.</param>
    /// <param name="key">The secret: at least <see cref="PeerProto.PreSharedKey.MinimumSecretBytes"/> random bytes. It is copied. For a code that people type use a passcode, not this.</param>
    /// <param name="options">What connections may use, or null for the defaults.</param>
    /// <exception cref="ArgumentException">The identity or the secret is too short or too long, or the options contradict themselves.</exception>
    public static PeerSecurity PreSharedKey(string identity, ReadOnlySpan<byte> key, PreSharedKeyOptions? options = null) => PreSharedKey(new PreSharedKey(identity, key), options);

    /// <summary>TLS between those who know one secret, as <see cref="PreSharedKey(string, ReadOnlySpan{byte}, PreSharedKeyOptions?)"/> makes it.</summary>
    /// <param name="key">The name and the secret.</param>
    /// <param name="options">What connections may use, or null for the defaults.</param>
    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    public static PeerSecurity PreSharedKey(PreSharedKey key, PreSharedKeyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new PskPeerSecurity(key, options ?? new PreSharedKeyOptions());
    }

    /// <summary>
    /// TLS, and behind it the proof that both sides know a passcode (SPAKE2+, RFC 9383), bound to the keys that each side saw of the other. Whoever listens or stands between learns nothing to
    /// try passcodes on; each connection is one guess, and guesses are limited: 39 on the first day from one address, 395 from all together. Peers that know the passcode trust each other, whatever their keys.
    /// </summary>
    /// <param name="passcode">
    /// What people type in on each device: at least 6 characters, of which white space and hyphens do not count. It need not be long, and should be random: of six digits, a day of guessing finds
    /// one in 2,500; of eight, one in 250,000.
    /// </param>
    /// <param name="options">What else there is to say, or null for the defaults.</param>
    /// <exception cref="ArgumentException">The passcode is too short or too long.</exception>
    public static PeerSecurity Passcode(string passcode, PasscodeOptions? options = null) => new PasscodePeerSecurity(passcode, options ?? new PasscodeOptions());

    /// <summary>
    /// TLS with exactly the peers of a trust store, as it is at each moment: a peer that is added is welcome from then on, and one that is revoked is refused, and its connections end at once.
    /// A session notes in the store when peers are connected.
    /// </summary>
    /// <param name="store">The peers. The session does not dispose it.</param>
    public static PeerSecurity Paired(PeerTrustStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new PairedPeerSecurity(store);
    }

    /// <summary>Makes what secures the streams of one session.</summary>
    /// <param name="identity">Who this peer is. It must outlive the result. Not used by kinds that do not identify peers.</param>
    /// <param name="options">Deadlines, clock and log, or null for the defaults.</param>
    public abstract IStreamSecurity CreateStreamSecurity(PeerIdentity identity, StreamSecurityOptions? options = null);

    /// <summary>Makes the credentials for a transport that runs TLS itself, or null if this security is not one of certificates.</summary>
    /// <param name="identity">Who this peer is. It must outlive the result.</param>
    public abstract ITlsCredentials? CreateTlsCredentials(PeerIdentity identity);

    /// <summary>Makes what both sides of each link of one session prove to each other behind TLS, or null (the default) where this security asks for nothing there.</summary>
    /// <param name="identity">Who this peer is. It must outlive the result.</param>
    /// <param name="options">Clock and log, or null for the defaults.</param>
    public virtual ILinkAuthentication? CreateLinkAuthentication(PeerIdentity identity, StreamSecurityOptions? options = null) => null;

    /// <summary>
    /// Whether a connection proves the key of each side, by which peers are told apart. Where it does not, a session has a random identifier and no <c>Key</c>. True unless told otherwise.
    /// </summary>
    public virtual bool IdentifiesPeers => true;

    /// <summary>The store whose peers are welcome, and no others; null where something else decides.</summary>
    public virtual PeerTrustStore? Store => null;

    /// <summary>The store in which peers are kept once they have proved something else; null where none are. Who was revoked there is not welcome.</summary>
    public virtual PeerTrustStore? Remembers => null;

    /// <summary>Whether the decision about a peer may take its time, for example because a person is asked. False unless told otherwise.</summary>
    public virtual bool MayTakeTime => false;
}
