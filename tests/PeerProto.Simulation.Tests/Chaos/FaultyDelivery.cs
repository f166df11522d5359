namespace PeerProto.Testing.Tests.Chaos;

/// <summary>Hands messages on to the ledger as a faulty engine would.</summary>
internal sealed class FaultyDelivery(ChaosLedger ledger, ChaosFault fault, Random random, TimeProvider timeProvider)
{
    private const int Seldom = 200;

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);

    private Task _late = Task.CompletedTask;
    private Tagged? _kept;

    public void Receive(Tagged message)
    {
        switch (fault)
        {
            case ChaosFault.None:
                ledger.Receive(message);
                break;
            case ChaosFault.Late:
                _late = ReceiveLateAsync(_late, message);
                break;
            case ChaosFault.Swapped:
                Swap(message);
                break;
            default:
                ReceiveOnceInAWhile(message);
                break;
        }
    }

    private void ReceiveOnceInAWhile(Tagged message)
    {
        bool isDue = random.Next(Seldom) == 0;
        if (isDue && fault == ChaosFault.Lost)
            return;
        ledger.Receive(isDue && fault == ChaosFault.Changed && message.Filler.Length > 0 ? message with { Filler = new byte[message.Filler.Length] } : message);
        if (isDue && fault == ChaosFault.Doubled)
            ledger.Receive(message);
    }

    private async Task ReceiveLateAsync(Task before, Tagged message)
    {
        await Task.Delay(Delay, timeProvider);
        await before;
        ledger.Receive(message);
    }

    private void Swap(Tagged message)
    {
        if (_kept is null && random.Next(Seldom) == 0)
        {
            _kept = message;
            return;
        }

        ledger.Receive(message);
        if (_kept?.Stream != message.Stream)
            return;
        ledger.Receive(_kept);
        _kept = null;
    }
}
