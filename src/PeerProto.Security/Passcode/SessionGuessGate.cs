using PeerProto.Security.Exchanges;

namespace PeerProto.Security.Passcode;

/// <summary>The guesses that come over one link of a session.</summary>
internal sealed class SessionGuessGate(GuessLimit limit, string address, PeerKey key) : IGuessGate
{
    public ExchangeResult? HeldBack => limit.WaitFor(address, key) is var wait && wait > TimeSpan.Zero ? new ExchangeResult(ExchangeEnd.TooManyGuesses, Wait: wait) : null;

    public async ValueTask<(Guess? Guess, ExchangeResult Refusal)> BeginAsync(CancellationToken cancellationToken)
    {
        (bool isTaken, TimeSpan wait) = await limit.BeginAsync(address, key, cancellationToken);
        return isTaken ? (new LimitedGuess(limit, address, key), default) : (null, new ExchangeResult(ExchangeEnd.TooManyGuesses, Wait: wait));
    }

    private sealed class LimitedGuess(GuessLimit limit, string address, PeerKey key) : Guess
    {
        protected override void End(bool isRight) => limit.End(address, key, isRight);
    }
}
