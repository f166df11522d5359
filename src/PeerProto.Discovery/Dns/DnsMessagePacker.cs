namespace PeerProto.Discovery.Dns;

/// <summary>
/// Turns a message of any size into datagrams of the preferred length. What does not fit follows in further messages; a question or record that is longer than
/// that goes alone (RFC 6762 section 17). Additional records that do not fit are left out, for nobody depends on them.
/// </summary>
internal static class DnsMessagePacker
{
    public static IEnumerable<byte[]> Pack(DnsMessage message, DnsNameCompression compression = DnsNameCompression.Full, int preferredLength = DnsLimits.PreferredMessageLength)
    {
        if (message.Authorities.Count > 0)
            return PackProbe(message, compression, preferredLength);
        return compression == DnsNameCompression.Legacy ? [PackConventional(message, preferredLength)] : PackList(message, compression, preferredLength);
    }

    /// <summary>
    /// Questions, then answers. While known answers of a query are left, it says that more follow; what follows has no questions unless they did not fit either
    /// (RFC 6762 section 7.2).
    /// </summary>
    private static IEnumerable<byte[]> PackList(DnsMessage message, DnsNameCompression compression, int preferredLength)
    {
        var questions = new Queue<DnsQuestion>(message.Questions);
        var answers = new Queue<DnsRecord>(message.Answers);
        do
        {
            if (Fill(questions, answers, compression, preferredLength) is not { } writer)
                continue;
            if (questions.Count + answers.Count == 0)
                AddAdditionals(writer, message.Additionals);
            yield return writer.ToMessage(message.Id, message.IsResponse, isTruncated: !message.IsResponse && answers.Count > 0);
        }
        while (questions.Count + answers.Count > 0);
    }

    /// <summary>Writes what fits; null when the next was too long for any message and was dropped.</summary>
    private static DnsMessageWriter? Fill(Queue<DnsQuestion> questions, Queue<DnsRecord> answers, DnsNameCompression compression, int length)
    {
        var writer = new DnsMessageWriter(length, compression);
        int before = questions.Count + answers.Count;
        while (questions.TryPeek(out DnsQuestion? question) && writer.TryAdd(question))
            questions.Dequeue();
        while (questions.Count == 0 && answers.TryPeek(out DnsRecord? answer) && writer.TryAdd(DnsSection.Answer, answer))
            answers.Dequeue();
        if (before == 0 || questions.Count + answers.Count < before)
            return writer;

        // The first of them is longer than the preferred length.
        writer = new DnsMessageWriter(DnsLimits.MaximumSentLength, compression);
        bool isWritten = questions.TryDequeue(out DnsQuestion? longQuestion) ? writer.TryAdd(longQuestion) : writer.TryAdd(DnsSection.Answer, answers.Dequeue());
        return isWritten ? writer : null;
    }

    /// <summary>A question of a probe and the records proposed for its name belong together, so a probe is divided by names only (RFC 6762 section 8.2).</summary>
    private static IEnumerable<byte[]> PackProbe(DnsMessage message, DnsNameCompression compression, int preferredLength)
    {
        for (int done = 0, count; done < message.Questions.Count; done += count)
        {
            count = 1;
            while (done + count < message.Questions.Count && TryWrite(done, count + 1, preferredLength) is not null)
                count++;
            DnsMessageWriter? writer = TryWrite(done, count, preferredLength) ?? TryWrite(done, count, DnsLimits.MaximumSentLength);
            if (writer is not null)
                yield return writer.ToMessage(message.Id, message.IsResponse, isTruncated: false);
        }

        DnsMessageWriter? TryWrite(int start, int count, int length)
        {
            var writer = new DnsMessageWriter(length, compression);
            List<DnsQuestion> questions = message.Questions.GetRange(start, count);
            DnsRecord[] proposed = [.. message.Authorities.Where(record => questions.Exists(question => question.Name.Equals(record.Name)))];
            return questions.TrueForAll(writer.TryAdd) && writer.TryAddAll(DnsSection.Authority, proposed) ? writer : null;
        }
    }

    /// <summary>A plain resolver reads one message, which says so when answers are missing (RFC 6762 section 18.5).</summary>
    private static byte[] PackConventional(DnsMessage message, int preferredLength)
    {
        var writer = new DnsMessageWriter(preferredLength, DnsNameCompression.Legacy);
        bool isWhole = message.Questions.TrueForAll(writer.TryAdd) && message.Answers.TrueForAll(answer => writer.TryAdd(DnsSection.Answer, answer));
        if (isWhole)
            AddAdditionals(writer, message.Additionals);
        return writer.ToMessage(message.Id, message.IsResponse, isTruncated: !isWhole);
    }

    /// <summary>The records of one name and type go together or not at all, for a part of them would be taken for the whole (RFC 6762 section 10.2).</summary>
    private static void AddAdditionals(DnsMessageWriter writer, List<DnsRecord> records)
    {
        foreach (IGrouping<(DnsName, DnsRecordType), DnsRecord> set in records.GroupBy(record => (record.Name, record.Type)))
            writer.TryAddAll(DnsSection.Additional, [.. set]);
    }
}
