using System.Collections.Concurrent;
using PeerProto.Protocol.Handshake;

namespace PeerProto.Sessions;

/// <summary>Which of the names on the network are those of one peer. Remembers its answers: the same few names are asked for again and again.</summary>
internal sealed class NamesOfPeer(Hello hello)
{
    private const int RememberedNames = 1024;

    private readonly ConcurrentDictionary<string, bool> _answers = new(StringComparer.Ordinal);

    /// <summary>Whether a name is one of the peer's.</summary>
    public bool Contains(string name)
    {
        if (_answers.TryGetValue(name, out bool known))
            return known;
        if (_answers.Count >= RememberedNames)
            _answers.Clear();
        return _answers[name] = RotatingName.IsOf(hello, name);
    }
}
