namespace PeerProto.Discovery.Dns;

/// <summary>
/// Turns a message of any size into datagrams. Known answers that do not fit follow in further messages (RFC 6762 section 7.2), answers likewise;
/// additional records that do not fit are left out, for nobody depends on them.
/// </summary>
internal static class DnsMessagePacker
{
    public static IEnumerable<byte[]> Pack(DnsMessage message, DnsNameCompression compression = DnsNameCompression.Full, int preferredLength = DnsLimits.PreferredMessageLength)
    {
        var questions = new Queue<DnsQuestion>(message.Questions);
        var answers = new Queue<DnsRecord>(message.Answers);
        // A probe's questions and records belong together, so it may grow to the largest message.
        int length = message.Authorities.Count > 0 ? DnsLimits.MaximumMessageLength : preferredLength;
        do
        {
            DnsMessageWriter writer = Fill(message, questions, answers, compression, length, out bool isStuck);
            if (isStuck)
                writer = Fill(message, questions, answers, compression, DnsLimits.MaximumMessageLength, out isStuck);
            if (isStuck)
            {
                // A record larger than any message cannot be sent at all.
                _ = questions.TryDequeue(out _) || answers.TryDequeue(out _);
                continue;
            }

            bool isTruncated = !message.IsResponse && answers.Count > 0 && questions.Count == 0;
            yield return writer.ToMessage(message.Id, message.IsResponse, isTruncated);
        }
        while (questions.Count > 0 || answers.Count > 0);
    }

    private static DnsMessageWriter Fill(
        DnsMessage message, Queue<DnsQuestion> questions, Queue<DnsRecord> answers, DnsNameCompression compression, int length, out bool isStuck)
    {
        int before = questions.Count + answers.Count;
        var writer = new DnsMessageWriter(length, compression);
        while (questions.TryPeek(out DnsQuestion? question) && writer.TryAdd(question))
            questions.Dequeue();
        while (questions.Count == 0 && answers.TryPeek(out DnsRecord? answer) && writer.TryAdd(DnsSection.Answer, answer))
            answers.Dequeue();

        isStuck = before > 0 && questions.Count + answers.Count == before;
        if (questions.Count + answers.Count == 0)
        {
            foreach (DnsRecord record in message.Authorities)
                writer.TryAdd(DnsSection.Authority, record);
            foreach (DnsRecord record in message.Additionals)
                writer.TryAdd(DnsSection.Additional, record);
        }

        return writer;
    }
}
