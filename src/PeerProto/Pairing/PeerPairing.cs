using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using PeerProto.Networking;
using PeerProto.Pairing;
using PeerProto.Security.Pairing;
using PeerProto.Security.Passcode;
using PeerProto.Security.Spake2Plus;
using PeerProto.Sessions;

namespace PeerProto;

/// <summary>
/// Lets two devices come to trust each other: one invites, the other joins, and both have an entry in their store. It is a short connection of its own, encrypted, in which each side proves what the
/// way of pairing asks for, bound to the keys that the two see of each other: something that stands between them is found. From then on <c>PeerSecurity.Paired</c> connects them.
/// </summary>
public static class PeerPairing
{
    /// <summary>The service type under which invitations are advertised.</summary>
    public const string ServiceTypeName = "_peerproto-pair._tcp";

    private const string WayKey = "w";
    private const int InstanceBytes = 8;
    private const int GeneratedDigits = 8;

    /// <summary>Invites another device. When the returned task completes, it can join.</summary>
    /// <param name="identity">Who this device is. It must outlive the invitation.</param>
    /// <param name="store">Where the other device is kept.</param>
    /// <param name="way">How to pair.</param>
    /// <param name="options">What else there is to say, or null for the defaults.</param>
    /// <param name="cancellationToken">Ends the start, not the invitation that came of it.</param>
    /// <exception cref="ArgumentException">An option makes no sense or is missing.</exception>
    /// <exception cref="PeerConnectionException">The port cannot be used.</exception>
    public static async Task<PeerInvitation> InviteAsync(PeerIdentity identity, PeerTrustStore store, PairingWay way, PairingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(store);
        options ??= new PairingOptions();
        options.Validate(way);
        string? passcode = way == PairingWay.Passcode ? options.Passcode ?? RandomNumberGenerator.GetString("0123456789", GeneratedDigits) : null;
        Spake2PlusSecret? secret = passcode is null ? null : PasscodeText.Stretch(PasscodeText.Normalize(passcode));
        ITransport transport = options.Transport.Create(new TransportSetup { TimeProvider = options.TimeProvider });
        ITransportListener listener = await transport.ListenAsync(new TransportListenOptions { Port = options.Port, Address = options.ListenAddress }, cancellationToken);
        IPeerDiscovery? ownDiscovery = null;
        try
        {
            PairingTicket? ticket = way == PairingWay.Ticket
                ? PairingTicket.Create(identity.Key, options.TimeProvider.GetUtcNow() + options.Lifetime, ReachableEndpoints.Of([listener.LocalEndpoint], network: null))
                : null;
            IServiceAdvertisement? advertisement = null;
            if (options.UseDiscovery && listener.LocalEndpoint.Port != 0)
            {
                ownDiscovery = options.Discovery is null ? CreateDiscovery(options) : null;
                ServiceAdvertisement offer = new(
                    options.InstanceName ?? RandomNumberGenerator.GetHexString(2 * InstanceBytes, lowercase: true),
                    ServiceType.Parse(ServiceTypeName),
                    listener.LocalEndpoint.Port,
                    TxtRecord.Empty.With(WayKey, NameOf(way)));
                advertisement = await (options.Discovery ?? ownDiscovery!).AdvertiseAsync(offer, cancellationToken);
            }

            InvitationGate gate = new();
            PairingTerms terms = new()
            {
                Way = way,
                Passcode = secret,
                TicketSecret = ticket?.Secret ?? default,
                Gate = way == PairingWay.Ticket ? new OpenGate() : gate, // nobody guesses a ticket, and strangers are not to void it
                Card = new PairingCard(options.DisplayName, store.DiscoveryKey),
            };
            return new PeerInvitation(identity, store, options, terms, gate, listener, passcode, ticket, ownDiscovery, advertisement);
        }
        catch
        {
            if (ownDiscovery is not null)
                await ownDiscovery.DisposeAsync();
            await listener.DisposeAsync();
            secret?.Dispose();
            throw;
        }
    }

    /// <summary>Joins a device that invites, by a passcode or by comparison. When the returned task completes, both are in each other's store.</summary>
    /// <param name="identity">Who this device is.</param>
    /// <param name="store">Where the other device is kept.</param>
    /// <param name="endpoint">Where the other device invites.</param>
    /// <param name="way">The way that the other device shows: <see cref="PairingWay.Passcode"/> with <see cref="PairingOptions.Passcode"/>, or <see cref="PairingWay.Compare"/> with <see cref="PairingOptions.Approve"/>.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ArgumentException">An option makes no sense or is missing.</exception>
    /// <exception cref="PeerConnectionException">It came to nothing; the exception says why and what helps.</exception>
    /// <exception cref="PeerStoreException">The devices agreed, and the other one cannot be kept.</exception>
    public static async Task<TrustedPeer> JoinAsync(
        PeerIdentity identity, PeerTrustStore store, PeerEndpoint endpoint, PairingWay way, PairingOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(options);
        if (way == PairingWay.Ticket)
            throw new ArgumentException("Give the ticket instead of an endpoint.", nameof(way));
        options.Validate(way);
        using Spake2PlusSecret? secret = way == PairingWay.Passcode
            ? PasscodeText.Stretch(PasscodeText.Normalize(options.Passcode ?? throw new ArgumentException("Set the passcode that the other device shows.", nameof(options))))
            : null;
        PairingTerms terms = new() { Way = way, Passcode = secret, Gate = new OpenGate(), Card = new PairingCard(options.DisplayName, store.DiscoveryKey) };
        return await JoinAsync([endpoint], new PairingLink(identity, store, options, terms, expected: null), options, cancellationToken);
    }

    /// <summary>Joins a device that shows a ticket. When the returned task completes, both are in each other's store.</summary>
    /// <param name="identity">Who this device is.</param>
    /// <param name="store">Where the other device is kept.</param>
    /// <param name="ticket">The ticket that was read.</param>
    /// <param name="options">What else there is to say, or null for the defaults.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    /// <exception cref="PeerConnectionException">It came to nothing; the exception says why and what helps.</exception>
    /// <exception cref="PeerStoreException">The devices agreed, and the other one cannot be kept.</exception>
    public static async Task<TrustedPeer> JoinAsync(PeerIdentity identity, PeerTrustStore store, PairingTicket ticket, PairingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(ticket);
        options ??= new PairingOptions();
        options.Validate(PairingWay.Ticket);
        if (ticket.Endpoints.Count == 0)
            throw new ArgumentException("The ticket names no endpoint: the other device has no address in a network.", nameof(ticket));
        if (options.TimeProvider.GetUtcNow() > ticket.Expires)
            throw PairingFailure.Expired(ticket.Endpoints[0]);
        PairingTerms terms = new() { Way = PairingWay.Ticket, TicketSecret = ticket.Secret, Gate = new OpenGate(), Card = new PairingCard(options.DisplayName, store.DiscoveryKey) };
        return await JoinAsync(ticket.Endpoints, new PairingLink(identity, store, options, terms, ticket.Key), options, cancellationToken);
    }

    /// <summary>Finds invitations in the local network, until it is cancelled.</summary>
    /// <param name="options">What finds them, or null for what <see cref="PeerDiscovery.CreateDefault"/> makes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DiscoveryException">The network cannot be searched.</exception>
    public static async IAsyncEnumerable<FoundInvitation> FindAsync(PairingOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        options ??= new PairingOptions();
        await using IPeerDiscovery? own = options.Discovery is null ? CreateDiscovery(options) : null;
        await foreach (ServiceChange change in (options.Discovery ?? own!).BrowseAsync(ServiceType.Parse(ServiceTypeName), cancellationToken))
        {
            if (change.Kind == ServiceChangeKind.Removed)
                continue;
            string? way = change.Service.Txt.GetText(WayKey);
            yield return new FoundInvitation(
                change.Service.InstanceName,
                Enum.GetValues<PairingWay>().Where(known => NameOf(known) == way).Select(static known => (PairingWay?)known).FirstOrDefault(),
                AdvertisedPorts.EndpointsOf(change.Service));
        }
    }

    private static async Task<TrustedPeer> JoinAsync(IReadOnlyList<PeerEndpoint> endpoints, PairingLink link, PairingOptions options, CancellationToken cancellationToken)
    {
        ITransport transport = options.Transport.Create(new TransportSetup { TimeProvider = options.TimeProvider });
        LinkCandidate[] ways = [.. endpoints.Where(transport.CanReach).Select(endpoint => new LinkCandidate(transport, endpoint))];
        return ways.Length > 0
            ? await link.JoinAsync(ways, cancellationToken)
            : throw new PeerConnectionException(
                ConnectionStage.Connect, PeerErrorCode.EndpointNotSupported, $"Pairing over '{transport.Name}' cannot reach {string.Join(", ", endpoints)}", "Set PairingOptions.Transport to one that can");
    }

    private static IPeerDiscovery CreateDiscovery(PairingOptions options) => PeerDiscovery.CreateDefault(
        new PeerDiscoveryOptions { TimeProvider = options.TimeProvider, LoggerFactory = options.LoggerFactory });

    private static string NameOf(PairingWay way) => way.ToString().ToLowerInvariant();
}
