using System.Security.Cryptography;
using PeerProto.Security.Exchanges;
using PeerProto.Security.Passcode;
using PeerProto.Security.Spake2Plus;

namespace PeerProto.Security.Pairing;

/// <summary>
/// One pairing over one link behind TLS: the joiner says which way, both prove what that way asks for, people agree, and each side gets the other's card. Every proof holds the keys that each side
/// saw of the other; what stands between them shows other keys.
/// </summary>
/// <param name="exchange">The link.</param>
/// <param name="isInviter">Whether this side accepted it.</param>
/// <param name="local">The key this side showed.</param>
/// <param name="remote">The key the other side showed.</param>
/// <param name="terms">What this side brings.</param>
/// <param name="claim">
/// Asked before people hear of the other side, and before a comparison gives anything away: <see cref="ExchangeResult.Proved"/> where it is the only one at that point, otherwise what it is refused
/// with. Null where there are no others.
/// </param>
internal sealed class PairingExchange(ExchangeStream exchange, bool isInviter, PeerKey local, PeerKey remote, PairingTerms terms, Func<ExchangeResult>? claim = null) : IDisposable
{
    private static readonly byte[] PasscodeUse = "peerproto-pair/0 passcode"u8.ToArray();

    private readonly PairingCodes _codes = isInviter ? new(remote, local) : new(local, remote);

    // What stands between knows the digits before people do, so a try to make them equal counts as wrong until people have agreed.
    private Guess? _compared;

    /// <summary>Runs the part that the two programs do by themselves.</summary>
    /// <returns>How it ended, and the six digits where there are any.</returns>
    public async ValueTask<(ExchangeResult Result, string? Code)> ProveAsync(CancellationToken cancellationToken)
    {
        if (!isInviter)
        {
            await exchange.WriteAsync(ExchangeKind.Begin, (byte[])[(byte)terms.Way], cancellationToken);
        }
        else
        {
            ExchangeFrame begin = await exchange.ReadAsync(cancellationToken);
            if (begin.Kind != ExchangeKind.Begin || begin.Body.Length < 1)
                return (await RefuseAsync(ExchangeResult.Unexpected(begin), cancellationToken), null);
            if (begin.Body[0] != (byte)terms.Way)
                return (await RefuseAsync(new(ExchangeEnd.OtherProof), cancellationToken), null);
        }

        return terms.Way switch
        {
            PairingWay.Compare => isInviter ? await CompareAsInviterAsync(cancellationToken) : await CompareAsJoinerAsync(cancellationToken),
            PairingWay.Ticket => (await ClaimAsync(isInviter ? await CheckTicketAsync(cancellationToken) : await ShowTicketAsync(cancellationToken), cancellationToken), null),
            _ => (await ClaimAsync(await ProvePasscodeAsync(cancellationToken), cancellationToken), null),
        };
    }

    /// <summary>Asks a person, where one is asked, and exchanges cards. A refusal of the other side ends the question.</summary>
    public async ValueTask<(ExchangeResult Result, PairingCard? Card)> AgreeAsync(Func<CancellationToken, ValueTask<bool>> approve, CancellationToken cancellationToken)
    {
        using CancellationTokenSource asking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<ExchangeFrame> reading = exchange.ReadAsync(cancellationToken).AsTask();
        Task<bool> approving = approve(asking.Token).AsTask();
        await Task.WhenAny(approving, reading);
        if (!approving.IsCompleted && (reading.IsFaulted || reading is { IsCompletedSuccessfully: true, Result.Kind: not ExchangeKind.Card }))
        {
            await asking.CancelAsync();
            _ = approving.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return (await RefuseAsync(ExchangeResult.Unexpected(await reading), cancellationToken), null);
        }

        if (!await approving.WaitAsync(cancellationToken))
        {
            _ = reading.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return (await RefuseAsync(new(ExchangeEnd.Declined), cancellationToken), null);
        }

        try
        {
            await exchange.WriteAsync(ExchangeKind.Card, terms.Card.ToBody(), cancellationToken);
        }
        catch (IOException)
        {
            // the other side has gone, and what it said last may be there to be read
        }

        ExchangeFrame theirs = await reading;
        if (theirs.Kind != ExchangeKind.Card)
            return (await RefuseAsync(ExchangeResult.Unexpected(theirs), cancellationToken), null);
        if (!PairingCard.TryRead(theirs.Body, out PairingCard? card))
            return (await RefuseAsync(new(ExchangeEnd.Malformed), cancellationToken), null);
        _compared?.Prove();
        return (ExchangeResult.Proved, card);
    }

    /// <summary>Ends what is counted: a comparison that people have not agreed on was a wrong guess.</summary>
    public void Dispose() => _compared?.Dispose();

    /// <summary>Tells the other side why this one goes no further, unless it is the one who said so.</summary>
    public async ValueTask<ExchangeResult> RefuseAsync(ExchangeResult result, CancellationToken cancellationToken)
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

    private async ValueTask<ExchangeResult> ClaimAsync(ExchangeResult proved, CancellationToken cancellationToken) =>
        proved.End != ExchangeEnd.Proved || Claim() is not { } refusal ? proved : await RefuseAsync(refusal, cancellationToken);

    /// <summary>Takes the place of the one that people are asked about.</summary>
    /// <returns>Null, or what the other side is refused with.</returns>
    private ExchangeResult? Claim() => claim?.Invoke() is { End: not ExchangeEnd.Proved } refusal ? refusal : null;

    private ValueTask<ExchangeResult> ProvePasscodeAsync(CancellationToken cancellationToken)
    {
        (PeerKey prover, PeerKey verifier) = isInviter ? (remote, local) : (local, remote);
        PasscodeExchange passcode = new(exchange, terms.Passcode!, new Spake2PlusParties(PasscodeUse, prover.Span.ToArray(), verifier.Span.ToArray()), terms.Gate);
        return isInviter ? passcode.VerifyAsync(cancellationToken) : passcode.ProveAsync(cancellationToken);
    }

    private async ValueTask<(ExchangeResult Result, string? Code)> CompareAsJoinerAsync(CancellationToken cancellationToken)
    {
        byte[] own = RandomNumberGenerator.GetBytes(PairingCodes.Length);
        await exchange.WriteAsync(ExchangeKind.Commit, _codes.Commit(own), cancellationToken);
        ExchangeFrame reveal = await exchange.ReadAsync(cancellationToken);
        if (reveal.Kind != ExchangeKind.Reveal || reveal.Body.Length < PairingCodes.Length)
            return (await RefuseAsync(ExchangeResult.Unexpected(reveal), cancellationToken), null);
        await exchange.WriteAsync(ExchangeKind.Reveal, own, cancellationToken);
        return (ExchangeResult.Proved, _codes.Code(own, reveal.Body.AsSpan(0, PairingCodes.Length)));
    }

    private async ValueTask<(ExchangeResult Result, string? Code)> CompareAsInviterAsync(CancellationToken cancellationToken)
    {
        ExchangeFrame commit = await exchange.ReadAsync(cancellationToken);
        if (commit.Kind != ExchangeKind.Commit || commit.Body.Length < PairingCodes.Length)
            return (await RefuseAsync(ExchangeResult.Unexpected(commit), cancellationToken), null);
        if (Claim() is { } busy)
            return (await RefuseAsync(busy, cancellationToken), null); // it has tried nothing, so nothing counts
        (Guess? begun, ExchangeResult refusal) = await terms.Gate.BeginAsync(cancellationToken);
        if (begun is null)
            return (await RefuseAsync(refusal, cancellationToken), null);
        _compared = begun;
        byte[] own = RandomNumberGenerator.GetBytes(PairingCodes.Length);
        await exchange.WriteAsync(ExchangeKind.Reveal, own, cancellationToken);
        ExchangeFrame reveal = await exchange.ReadAsync(cancellationToken);
        if (reveal.Kind != ExchangeKind.Reveal || reveal.Body.Length < PairingCodes.Length)
            return (await RefuseAsync(ExchangeResult.Unexpected(reveal), cancellationToken), null);
        ReadOnlyMemory<byte> theirs = reveal.Body.AsMemory(0, PairingCodes.Length);
        if (!CryptographicOperations.FixedTimeEquals(_codes.Commit(theirs.Span), commit.Body.AsSpan(0, PairingCodes.Length)))
            return (await RefuseAsync(new(ExchangeEnd.Wrong), cancellationToken), null); // it chose its number after it had seen this side's, or something stands between
        return (ExchangeResult.Proved, _codes.Code(theirs.Span, own));
    }

    private async ValueTask<ExchangeResult> ShowTicketAsync(CancellationToken cancellationToken)
    {
        await exchange.WriteAsync(ExchangeKind.Proof, _codes.TicketProof(terms.TicketSecret.Span, isInviter: false), cancellationToken);
        ExchangeFrame proof = await exchange.ReadAsync(cancellationToken);
        return proof.Kind != ExchangeKind.Proof ? await RefuseAsync(ExchangeResult.Unexpected(proof), cancellationToken)
            : IsTicketProof(proof, isInviter: true) ? ExchangeResult.Proved
            : await RefuseAsync(new(ExchangeEnd.Wrong), cancellationToken);
    }

    private async ValueTask<ExchangeResult> CheckTicketAsync(CancellationToken cancellationToken)
    {
        ExchangeFrame proof = await exchange.ReadAsync(cancellationToken);
        if (proof.Kind != ExchangeKind.Proof)
            return await RefuseAsync(ExchangeResult.Unexpected(proof), cancellationToken);
        (Guess? begun, ExchangeResult refusal) = await terms.Gate.BeginAsync(cancellationToken);
        using Guess? guess = begun;
        if (guess is null)
            return await RefuseAsync(refusal, cancellationToken);
        if (!IsTicketProof(proof, isInviter: false))
            return await RefuseAsync(new(ExchangeEnd.Wrong), cancellationToken);
        guess.Prove();
        await exchange.WriteAsync(ExchangeKind.Proof, _codes.TicketProof(terms.TicketSecret.Span, isInviter: true), cancellationToken);
        return ExchangeResult.Proved;
    }

    private bool IsTicketProof(ExchangeFrame frame, bool isInviter) =>
        frame.Body.Length >= PairingCodes.Length
        && CryptographicOperations.FixedTimeEquals(_codes.TicketProof(terms.TicketSecret.Span, isInviter), frame.Body.AsSpan(0, PairingCodes.Length));
}
