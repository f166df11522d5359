using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;

namespace PeerProto.Discovery.DnsSd;

/// <summary>
/// Something looked for on all links. It holds no requests of its own: which questions to ask, and what was found, both follow from what the
/// caches say now.
/// </summary>
internal abstract class Browser
{
    /// <summary>Adds the questions that a link's cache calls for.</summary>
    public abstract void CollectQuestions(RecordCache cache, ISet<DnsQuestion> into);

    /// <summary>Takes stock of the caches anew; true when the result changed.</summary>
    public abstract bool Refresh(IReadOnlyCollection<EngineLink> links);
}
