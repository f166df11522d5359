using PeerProto.Security.Exchanges;

namespace PeerProto.Security.Pairing;

/// <summary>The tries of one invitation. After <see cref="MaximumWrong"/> wrong ones it is void: it cannot be guessed by patience, and somebody has to invite anew.</summary>
internal sealed class InvitationGate : IGuessGate
{
    /// <summary>How many wrong tries there may be.</summary>
    public const int MaximumWrong = 5;

    private readonly TaskCompletionSource _voided = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private int _wrong;
    private int _running;

    /// <summary>Completes when the invitation is void.</summary>
    public Task Voided => _voided.Task;

    public ValueTask<(Guess? Guess, ExchangeResult Refusal)> BeginAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_wrong >= MaximumWrong)
                return new((null, new ExchangeResult(ExchangeEnd.Void)));
            if (_wrong + _running >= MaximumWrong)
                return new((null, ExchangeResult.Busy));
            _running++;
            return new((new Try(this), default));
        }
    }

    private void End(bool isRight)
    {
        lock (_gate)
        {
            _running--;
            if (isRight || ++_wrong < MaximumWrong)
                return;
        }

        _voided.TrySetResult();
    }

    private sealed class Try(InvitationGate gate) : Guess
    {
        protected override void End(bool isRight) => gate.End(isRight);
    }
}
