using System.Net;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>
/// The unicast replies about to be sent on one link (RFC 6762 sections 5.4, 5.5 and 6.7). They are bounded in number and rate, so that nobody can have this
/// host send much to somebody else by forging the source of queries.
/// </summary>
internal sealed class UnicastReplies
{
    /// <summary>Replies that may wait at a time; further queries for unicast go unanswered.</summary>
    public const int Capacity = 64;

    /// <summary>Replies begun in one second.</summary>
    public const int MaximumPerSecond = 100;

    private readonly List<UnicastReply> _replies = [];
    private TimeSpan _secondBegan = TimeSpan.MinValue;
    private int _inThisSecond;

    /// <summary>When <see cref="TakeDue"/> gives something; <see cref="TimeSpan.MaxValue"/> for never.</summary>
    public TimeSpan NextTimeout => _replies.Count == 0 ? TimeSpan.MaxValue : _replies.Min(reply => reply.DueAt);

    /// <summary>Plans a reply, together with one for the same asker that waits already.</summary>
    public void Plan(IPEndPoint asker, DnsMessage query, List<DnsRecord> answers, TimeSpan dueAt, TimeSpan now)
    {
        // A plain resolver gets one reply for each of its queries: it tells them apart by their identifiers.
        UnicastReply? reply = asker.Port == MdnsNames.Port ? _replies.Find(other => other.Destination.Equals(asker)) : null;
        if (reply is null)
        {
            if (!MayBegin(now))
                return;
            _replies.Add(reply = new UnicastReply(asker, query, dueAt));
        }

        reply.Add(answers, dueAt);
    }

    /// <inheritdoc cref="MulticastAnswers.Defer"/>
    public void Defer(IPEndPoint asker, TimeSpan until)
    {
        foreach (UnicastReply reply in _replies.Where(reply => reply.Destination.Equals(asker)))
            reply.Defer(until);
    }

    /// <inheritdoc cref="MulticastAnswers.RemoveKnown"/>
    public void RemoveKnown(IPEndPoint asker, KnownAnswers known)
    {
        foreach (UnicastReply reply in _replies.Where(reply => reply.Destination.Equals(asker)))
            reply.Answers.RemoveAll(known.Cover);
        _replies.RemoveAll(reply => reply.Answers.Count == 0);
    }

    /// <summary>Takes what is to be sent now.</summary>
    public List<UnicastReply> TakeDue(TimeSpan now)
    {
        List<UnicastReply> due = _replies.FindAll(reply => reply.DueAt <= now);
        _replies.RemoveAll(due.Contains);
        return due;
    }

    /// <summary>Drops the answers that are true no more.</summary>
    public void KeepOnly(Predicate<DnsRecord> isTrue)
    {
        _replies.ForEach(reply => reply.Answers.RemoveAll(answer => !isTrue(answer)));
        _replies.RemoveAll(reply => reply.Answers.Count == 0);
    }

    private bool MayBegin(TimeSpan now)
    {
        if (_inThisSecond == 0 || now - _secondBegan >= TimeSpan.FromSeconds(1))
        {
            _secondBegan = now;
            _inThisSecond = 0;
        }

        if (_replies.Count >= Capacity || _inThisSecond >= MaximumPerSecond)
            return false;
        _inThisSecond++;
        return true;
    }
}
