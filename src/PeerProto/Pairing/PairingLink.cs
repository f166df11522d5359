using PeerProto.Security.Exchanges;
using PeerProto.Security.Pairing;
using PeerProto.Sessions;

namespace PeerProto.Pairing;

/// <summary>One pairing over one link: TLS with the application protocol of pairings, the proofs within one deadline, people and cards within another, and the entry in the store.</summary>
internal sealed class PairingLink(PeerIdentity identity, PeerTrustStore store, PairingOptions options, PairingTerms terms, PeerKey? expected)
{
    private const int LingerBytes = 1024;

    private static readonly TimeSpan LingerDeadline = TimeSpan.FromSeconds(1);

    private readonly LinkOpener _opener = new(
        new PairingSecurity(
            (expected is null ? PeerSecurity.Trust(static _ => true) : PeerSecurity.Pinned(expected)).CreateStreamSecurity(
                identity, new StreamSecurityOptions { HandshakeDeadline = options.HandshakeDeadline, TimeProvider = options.TimeProvider, LoggerFactory = options.LoggerFactory })),
        new LinkAuthenticator(authentication: null, identity.Key, options.HandshakeDeadline, options.TimeProvider),
        options.HandshakeDeadline,
        options.TimeProvider);

    /// <summary>Joins: pairs with the first of several places where the expected device answers.</summary>
    /// <param name="ways">The places, at least one.</param>
    /// <param name="cancellationToken">Ends the pairing.</param>
    public async Task<TrustedPeer> JoinAsync(IReadOnlyList<LinkCandidate> ways, CancellationToken cancellationToken)
    {
        OpenLink link;
        try
        {
            (_, link) = await new LinkRace(_opener, mayAsk: false, options.TimeProvider).RunAsync(ways, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }

        await using ITransportConnection connection = link.Transport;
        return await RunAsync(connection, isInviter: false, _ => Task.FromResult(link), claim: null, cancellationToken);
    }

    /// <summary>Answers one that joins over a link, which the caller ends.</summary>
    /// <param name="connection">The link.</param>
    /// <param name="claim">
    /// Called with true before people hear of the other side: <see cref="ExchangeResult.Proved"/> where no other is at that point, otherwise what it is refused with. Called with false when it came to
    /// nothing.
    /// </param>
    /// <param name="cancellationToken">Ends the pairing.</param>
    public Task<TrustedPeer> AnswerAsync(ITransportConnection connection, Func<bool, ExchangeResult> claim, CancellationToken cancellationToken) =>
        RunAsync(connection, isInviter: true, token => _opener.SecureAsync(connection, isInitiator: false, token), claim, cancellationToken);

    private async Task<TrustedPeer> RunAsync(
        ITransportConnection connection, bool isInviter, Func<CancellationToken, Task<OpenLink>> open, Func<bool, ExchangeResult>? claim, CancellationToken cancellationToken)
    {
        PeerEndpoint remote = connection.RemoteEndpoint;
        Stream? stream = null;
        PairingExchange? proving = null;
        bool isClaimed = false;
        try
        {
            (PairingExchange exchange, PeerKey key, string? code) = await WithinAsync(
                options.HandshakeDeadline,
                remote,
                async token =>
                {
                    SecuredLink secured = (await open(token)).Secured;
                    stream = secured.Stream;
                    proving = new(new ExchangeStream(secured.Stream), isInviter, identity.Key, secured.RemoteKey!, terms, Claim);
                    (ExchangeResult proved, string? digits) = await proving.ProveAsync(token);
                    await ThrowUnlessProvedAsync(proved, stream, remote, token);
                    return (proving, secured.RemoteKey!, digits);
                },
                cancellationToken);
            TrustedPeer paired = await WithinAsync(options.PersonDeadline, remote, token => AgreeAsync(exchange, stream!, key, code, remote, token), cancellationToken);
            isClaimed = false; // it stays claimed
            return paired;
        }
        finally
        {
            proving?.Dispose();
            if (isClaimed)
                claim!(false);
            if (stream is not null)
                await stream.DisposeAsync();
        }

        ExchangeResult Claim()
        {
            ExchangeResult claimed = claim?.Invoke(true) ?? ExchangeResult.Proved;
            isClaimed = claim is not null && claimed.End == ExchangeEnd.Proved;
            return claimed;
        }
    }

    private async Task<TrustedPeer> AgreeAsync(PairingExchange exchange, Stream stream, PeerKey key, string? code, PeerEndpoint remote, CancellationToken cancellationToken)
    {
        (ExchangeResult agreed, PairingCard? card) = await exchange.AgreeAsync(
            (token) => options.Approve is { } approve ? approve(new PairingQuestion(terms.Way, key, code, remote), token) : new ValueTask<bool>(true), cancellationToken);
        await ThrowUnlessProvedAsync(agreed, stream, remote, cancellationToken);
        return await store.AddPairedAsync(key, card!.Name, card.DiscoveryKey, options.Permissions, cancellationToken);
    }

    private async Task ThrowUnlessProvedAsync(ExchangeResult result, Stream stream, PeerEndpoint remote, CancellationToken cancellationToken)
    {
        if (result.End == ExchangeEnd.Proved)
            return;
        if (!result.ByPeer)
            await LingerAsync(stream, cancellationToken);
        throw PairingFailure.Of(result, terms.Way, remote);
    }

    /// <summary>Lets the other side read why this one goes no further, before the link ends: what it writes to a link that has ended could cost it the reason.</summary>
    private async Task LingerAsync(Stream stream, CancellationToken cancellationToken)
    {
        using CancellationTokenSource enough = new(LingerDeadline, options.TimeProvider);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, enough.Token);
        byte[] rest = new byte[LingerBytes];
        try
        {
            await stream.ReadAtLeastAsync(rest, rest.Length, throwOnEndOfStream: false, ending.Token);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException or NotSupportedException)
        {
            // it has gone, or does not go, or a read of it is under way still
        }
    }

    private async Task<T> WithinAsync<T>(TimeSpan deadline, PeerEndpoint remote, Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        using CancellationTokenSource late = new(deadline, options.TimeProvider);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await step(ending.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or ObjectDisposedException && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or ObjectDisposedException && late.IsCancellationRequested)
        {
            throw PairingFailure.TimedOut(remote, deadline);
        }
        catch (Exception failure) when (failure is IOException and not PeerStoreException or ObjectDisposedException)
        {
            throw PairingFailure.Lost(remote, failure);
        }
    }
}
