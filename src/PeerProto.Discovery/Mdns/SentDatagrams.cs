namespace PeerProto.Discovery.Mdns;

/// <summary>
/// The last datagrams sent on a link, to know their echo: a multicast comes back to its sender. Each is expected once, so that the same words from
/// another program on this host still count as its own.
/// </summary>
internal sealed class SentDatagrams
{
    private const int Capacity = 64;

    private readonly LinkedList<byte[]> _sent = new();

    public void Add(byte[] bytes)
    {
        _sent.AddLast(bytes);
        if (_sent.Count > Capacity)
            _sent.RemoveFirst();
    }

    public bool TryTakeEcho(ReadOnlySpan<byte> bytes)
    {
        for (LinkedListNode<byte[]>? node = _sent.First; node is not null; node = node.Next)
        {
            if (!bytes.SequenceEqual(node.Value))
                continue;
            _sent.Remove(node);
            return true;
        }

        return false;
    }
}
