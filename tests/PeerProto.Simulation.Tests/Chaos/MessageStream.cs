using PeerProto.Connections;

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

    /// <summary>The channel it goes over.</summary>
    public int Channel { get; set; }

    /// <summary>The sender's end of the connection it goes over, or null where it goes over several.</summary>
    public PeerConnection? Connection { get; set; }

    /// <summary>The app that gets them.</summary>
    public ChaosApp? Receiver { get; set; }

    /// <summary>How many were handed to the process that gets them, as far as is known: its handlers have got them, or it ended while they waited for it. Null where it has not ended.</summary>
    public int? HadAtEnd { get; private set; }

    /// <summary>Whether what is confirmed must have come.</summary>
    public bool IsReliable => promise != Promise.Newer;

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

    /// <summary>The process that gets them ends.</summary>
    /// <param name="waiting">How many wait for their handler there, or null where that is not known.</param>
    public void OnReceiverEnded(int? waiting)
    {
        ReceiverLives = false;
        HadAtEnd ??= waiting is { } count ? ReceivedCount + count : null;
    }

    /// <summary>Looks whether a sender is told of more than is there.</summary>
    /// <param name="confirmed">How many it takes for confirmed.</param>
    /// <param name="waiting">How many wait for their handler on the other side.</param>
    public string? Compare(long confirmed, int waiting) => IsReliable && confirmed > ReceivedCount + waiting
        ? $"{confirmed} messages of {name} are confirmed, and {ReceivedCount} came and {waiting} wait"
        : null;

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
        if (HadAtEnd < Acknowledged)
            yield return $"{Acknowledged} messages of {name} were acknowledged, and their receiver had {HadAtEnd} when it ended";
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
