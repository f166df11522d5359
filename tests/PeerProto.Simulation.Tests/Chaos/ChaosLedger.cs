namespace PeerProto.Testing.Tests.Chaos;

/// <summary>Sees both ends of everything: what was sent and what came, what was begun and what ended.</summary>
internal sealed class ChaosLedger
{
    private const int MostFailures = 8;

    private readonly List<MessageStream> _streams = [];

    public List<string> Failures { get; } = [];

    public int Calls { get; set; }

    public int CallsEndedWell { get; set; }

    public int Received => _streams.Sum(static stream => stream.ReceivedCount);

    public MessageStream Open(string name, Promise promise)
    {
        MessageStream stream = new(_streams.Count, name, promise);
        _streams.Add(stream);
        return stream;
    }

    public void Receive(Tagged message)
    {
        if (message.Stream < 0 || message.Stream >= _streams.Count)
            Fail($"a message of stream {message.Stream} came, which nobody has");
        else if (_streams[message.Stream].Receive(message) is { } wrong)
            Fail(wrong);
    }

    public void Fail(string what)
    {
        if (Failures.Count < MostFailures)
            Failures.Add(what);
    }

    /// <summary>Looks for what is missing once nothing is under way any more.</summary>
    public void Review()
    {
        foreach (string missing in _streams.SelectMany(static stream => stream.Review()))
            Fail(missing);
    }
}
