using Microsoft.Extensions.Logging;
using PeerProto.Security.Exchanges;
using PeerProto.Security.Spake2Plus;

namespace PeerProto.Security.Passcode;

/// <summary>
/// The proof of a passcode on each link of one session. Who the two are is in it by the keys that TLS showed each of them: something that stands between them shows other keys, and the proof fails.
/// </summary>
internal sealed class PasscodeAuthentication(Spake2PlusSecret secret, PeerTrustStore? remember, TimeProvider timeProvider, ILogger logger) : ILinkAuthentication
{
    private static readonly byte[] Use = "peerproto/0 passcode"u8.ToArray();

    private readonly GuessLimit _guesses = new(timeProvider);

    public string Name => "passcode";

    public async ValueTask AuthenticateAsync(Stream stream, LinkAuthenticationContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(context);
        if (context.LocalKey is not { } local || context.RemoteKey is not { } remote)
            throw PasscodeFailure.WithoutKeys(context.RemoteEndpoint);
        (PeerKey prover, PeerKey verifier) = context.IsInitiator ? (local, remote) : (remote, local);
        PasscodeExchange exchange = new(
            new ExchangeStream(stream),
            secret,
            new Spake2PlusParties(Use, prover.Span.ToArray(), verifier.Span.ToArray()),
            new SessionGuessGate(_guesses, context.RemoteEndpoint.Host, remote));
        ExchangeResult result = context.IsInitiator ? await exchange.ProveAsync(cancellationToken) : await exchange.VerifyAsync(cancellationToken);
        if (result.End != ExchangeEnd.Proved)
            throw PasscodeFailure.Of(result, context.RemoteEndpoint);
        await RememberAsync(remote, cancellationToken);
    }

    public void Dispose() => secret.Dispose();

    private async ValueTask RememberAsync(PeerKey peer, CancellationToken cancellationToken)
    {
        if (remember is null)
            return;
        try
        {
            await remember.RememberAsync(peer, cancellationToken);
        }
        catch (PeerStoreException failure)
        {
            SecurityLog.NotRemembered(logger, peer, failure);
        }
    }
}
