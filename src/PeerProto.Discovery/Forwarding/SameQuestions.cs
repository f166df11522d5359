using System.Buffers.Binary;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Forwarding;

/// <summary>
/// Counts how often the same question is under way. A name server that asks the forwarder itself makes one question come round for ever; here it ends. Safe for concurrent use.
/// </summary>
internal sealed class SameQuestions
{
    /// <summary>How often the same question may be under way.</summary>
    public const int Maximum = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<(DnsName Name, uint TypeAndClass), int> _underWay = [];

    public bool TryEnter(ClientQuery query)
    {
        lock (_gate)
        {
            int count = _underWay.GetValueOrDefault(KeyOf(query));
            if (count >= Maximum)
                return false;
            _underWay[KeyOf(query)] = count + 1;
            return true;
        }
    }

    public void Leave(ClientQuery query)
    {
        lock (_gate)
        {
            if (--_underWay[KeyOf(query)] == 0)
                _underWay.Remove(KeyOf(query));
        }
    }

    private static (DnsName Name, uint TypeAndClass) KeyOf(ClientQuery query) => (query.Name, BinaryPrimitives.ReadUInt32BigEndian(query.Question[^4..]));
}
