namespace PeerProto.Discovery.Mdns;

/// <summary>What the engine keeps of one link.</summary>
internal sealed class EngineLink(MdnsLinkState state, MdnsQuerier querier)
{
    public MdnsLinkState State { get; set; } = state;

    public MdnsQuerier Querier { get; } = querier;

    public RecordCache Cache => Querier.Cache;

    public SentDatagrams Sent { get; } = new();

    /// <summary>The cache version that the browses have seen.</summary>
    public long SeenVersion { get; set; } = -1;
}
