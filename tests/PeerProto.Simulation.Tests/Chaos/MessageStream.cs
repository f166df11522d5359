namespace PeerProto.Testing.Tests.Chaos;

/// <summary>The messages of one channel over one connection in one direction: what was sent, and what came of it.</summary>
internal sealed class MessageStream(int number, string name, Promise promise)
{
    private readonly HashSet<int> _received = [];
    private readonly HashSet<int> _notSent = [];
    private readonly HashSet<int> _inDoubt = [];
    private int _last = -1;

    public int Number => number;

    public string Name => name;

    /// <summary>How many were given a number.</summary>
    public int Begun { get; private set; }

    /// <summary>How many were sent, as far as their sender was told.</summary>
    public int Sent { get; private set; }

    /// <summary>Up to which one the peer has confirmed all of them.</summary>
    public int Confirmed { get; private set; }

    /// <summary>How many the engine says were acknowledged when the connection ended.</summary>
    public long Acknowledged { get; set; }

    /// <summary>Whether the process that gets them runs to the end of the test.</summary>
    public bool ReceiverLives { get; set; } = true;

    public int ReceivedCount => _received.Count;

    public int Begin() => Begun++;

    public void OnSent() => Sent++;

    public void OnNotSent(int message) => _notSent.Add(message);

    /// <summary>The connection ended while the message waited, or before.</summary>
    public void OnInDoubt(int message) => _inDoubt.Add(message);

    public void OnConfirmed(int upTo) => Confirmed = Math.Max(Confirmed, upTo);

    /// <summary>A message has come.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public string? Receive(Tagged message)
    {
        if (!message.IsWhole())
            return $"message {message.Number} of {name} came changed";
        if (message.Number >= Begun)
            return $"message {message.Number} of {name} came, and only {Begun} were sent";
        if (!_received.Add(message.Number))
            return $"message {message.Number} of {name} came twice";
        if (promise != Promise.Once && message.Number < _last)
            return $"message {message.Number} of {name} came behind {_last}";
        _last = Math.Max(_last, message.Number);
        return null;
    }

    /// <summary>Looks for what is missing once nothing is under way any more.</summary>
    public IEnumerable<string> Review()
    {
        if (promise == Promise.Newer)
            yield break;
        for (int i = 0; i <= _last; i++)
        {
            if (!_received.Contains(i) && !_notSent.Contains(i))
                yield return $"message {i} of {name} never came, and {_last} did";
        }

        foreach (int message in _notSent.Where(_received.Contains))
            yield return $"message {message} of {name} came, and its sender was told that it was not sent";
        if (!ReceiverLives)
            yield break;
        for (int i = 0; i < Confirmed; i++)
        {
            if (!_received.Contains(i) && !_notSent.Contains(i) && !_inDoubt.Contains(i))
                yield return $"message {i} of {name} was confirmed and never came";
        }

        if (_received.Count < Acknowledged)
            yield return $"{Acknowledged} messages of {name} were acknowledged, and {_received.Count} came";
    }
}
