namespace PeerProto.Security.Exchanges;

/// <summary>Decides whether the other side may guess now.</summary>
internal interface IGuessGate
{
    /// <summary>What the exchange ends with without any work, because a guess would not be let through now; null where one may be.</summary>
    ExchangeResult? HeldBack => null;

    /// <summary>Asks for a guess, right before this side gives away whether it is right.</summary>
    /// <param name="cancellationToken">Ends the wait for guesses that are under way.</param>
    /// <returns>The guess; or none, and how the exchange ends.</returns>
    ValueTask<(Guess? Guess, ExchangeResult Refusal)> BeginAsync(CancellationToken cancellationToken);
}
