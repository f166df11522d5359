using PeerProto.Security.Exchanges;
using PeerProto.Security.Spake2Plus;

namespace PeerProto.Security.Passcode;

/// <summary>
/// SPAKE2+ over a link: share, answer, proof. Neither side gives away more than whether one guess is right, and only after its gate has let that guess through.
/// </summary>
/// <param name="exchange">The link.</param>
/// <param name="secret">What the passcode was made into.</param>
/// <param name="parties">Who talks, as this side sees it.</param>
/// <param name="gate">Whether the other side may guess now.</param>
internal sealed class PasscodeExchange(ExchangeStream exchange, Spake2PlusSecret secret, Spake2PlusParties parties, IGuessGate gate)
{
    /// <summary>Runs the side that opened the link.</summary>
    public async ValueTask<ExchangeResult> ProveAsync(CancellationToken cancellationToken)
    {
        if (gate.HeldBack is { } heldBack)
            return await EndAsync(heldBack, cancellationToken);
        using Spake2PlusProver prover = new(secret, parties);
        await exchange.WriteAsync(ExchangeKind.Share, prover.Share, cancellationToken);
        ExchangeFrame answer = await exchange.ReadAsync(cancellationToken);
        if (answer.Kind != ExchangeKind.Answer)
            return await EndAsync(ExchangeResult.Unexpected(answer), cancellationToken);
        if (answer.Body.Length < Spake2PlusGroup.PointBytes + Spake2PlusKeys.ConfirmationBytes)
            return await EndAsync(new(ExchangeEnd.Malformed), cancellationToken);

        // From here on the other side can tell by what this one does whether its guess was right.
        (Guess? begun, ExchangeResult refusal) = await gate.BeginAsync(cancellationToken);
        using Guess? guess = begun;
        if (guess is null)
            return await EndAsync(refusal, cancellationToken);
        Spake2PlusOutcome outcome = prover.TryConfirm(
            answer.Body.AsSpan(0, Spake2PlusGroup.PointBytes), answer.Body.AsSpan(Spake2PlusGroup.PointBytes, Spake2PlusKeys.ConfirmationBytes), out byte[]? proof);
        if (outcome != Spake2PlusOutcome.Proved)
            return await EndAsync(new(outcome == Spake2PlusOutcome.Wrong ? ExchangeEnd.Wrong : ExchangeEnd.Malformed), cancellationToken);
        guess.Prove();
        await exchange.WriteAsync(ExchangeKind.Proof, proof, cancellationToken);
        return ExchangeResult.Proved;
    }

    /// <summary>Runs the side that accepted the link.</summary>
    public async ValueTask<ExchangeResult> VerifyAsync(CancellationToken cancellationToken)
    {
        ExchangeFrame share = await exchange.ReadAsync(cancellationToken);
        if (share.Kind != ExchangeKind.Share)
            return await EndAsync(ExchangeResult.Unexpected(share), cancellationToken);
        (Guess? begun, ExchangeResult refusal) = await gate.BeginAsync(cancellationToken);
        using Guess? guess = begun;
        if (guess is null)
            return await EndAsync(refusal, cancellationToken);
        using Spake2PlusVerifier verifier = new(secret, parties);
        if (share.Body.Length < Spake2PlusGroup.PointBytes || !verifier.TryAnswer(share.Body.AsSpan(0, Spake2PlusGroup.PointBytes), out byte[]? own, out byte[]? confirmation))
            return await EndAsync(new(ExchangeEnd.Malformed), cancellationToken);
        await exchange.WriteAsync(ExchangeKind.Answer, (byte[])[.. own!, .. confirmation!], cancellationToken);

        ExchangeFrame proof = await exchange.ReadAsync(cancellationToken);
        if (proof.Kind != ExchangeKind.Proof)
            return await EndAsync(ExchangeResult.Unexpected(proof), cancellationToken);
        if (proof.Body.Length < Spake2PlusKeys.ConfirmationBytes || verifier.Check(proof.Body.AsSpan(0, Spake2PlusKeys.ConfirmationBytes)) != Spake2PlusOutcome.Proved)
            return await EndAsync(new(ExchangeEnd.Wrong), cancellationToken);
        guess.Prove();
        return ExchangeResult.Proved;
    }

    private async ValueTask<ExchangeResult> EndAsync(ExchangeResult result, CancellationToken cancellationToken)
    {
        if (result.ByPeer || result.End == ExchangeEnd.Foreign)
            return result;
        try
        {
            await exchange.WriteAsync(ExchangeKind.Refuse, result.ToBody(), cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // the other side has gone: it need not be told
        }

        return result;
    }
}
