using System.Net;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>Answers waiting to be sent to the one host that asked for them so.</summary>
internal sealed class UnicastReply(IPEndPoint destination, DnsMessage query, TimeSpan dueAt)
{
    public IPEndPoint Destination { get; } = destination;

    /// <summary>The query, whose identifier and questions a plain resolver wants back.</summary>
    public DnsMessage Query { get; } = query;

    public List<DnsRecord> Answers { get; } = [];

    public TimeSpan DueAt { get; private set; } = dueAt;

    /// <summary>Whether the asker is a plain resolver, which does not speak from the port of multicast DNS (RFC 6762 section 6.7).</summary>
    public bool IsLegacy => Destination.Port != MdnsNames.Port;

    /// <summary>Answers another query of the same asker along.</summary>
    public void Add(IEnumerable<DnsRecord> answers, TimeSpan dueAt)
    {
        Answers.AddRange(answers.Where(answer => !Answers.Exists(answer.IsSameAs)));
        DueAt = dueAt < DueAt ? dueAt : DueAt;
    }

    /// <summary>Waits on, for the asker has more known answers to tell.</summary>
    public void Defer(TimeSpan until) => DueAt = until > DueAt ? until : DueAt;
}
