using System.Buffers.Binary;
using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Conformance;

namespace PeerProto.Discovery.Tests.Dns;

public sealed class DnsMessageReaderTests
{
    private static readonly DnsName Board = DnsName.Parse("_whiteboard._tcp.local").Child("Kitchen board");
    private static readonly DnsName Host = DnsName.Parse("board-host.local");

    [Fact]
    [Conforms("6762-18.14-c")]
    public void AvahiAnnouncement_IsReadRecordByRecord()
    {
        DnsMessage message = Read(AvahiPackets.Announcement);

        Assert.True(message.IsResponse);
        Assert.True(message.HasStandardCodes);
        Assert.Equal(
        [
            new DnsRecord(Board, DnsRecordType.Txt, new OpaqueData("\u0003v=1\u0004flag"u8.ToArray()), 4500, IsUnique: true),
            new DnsRecord(DnsName.Parse("_whiteboard._tcp.local"), DnsRecordType.Ptr, new PointerData(Board), 4500),
            new DnsRecord(Board, DnsRecordType.Srv, new ServiceData(0, 0, 4711, Host), 120, IsUnique: true),
            new DnsRecord(Host, DnsRecordType.Aaaa, new AddressData(IPAddress.Parse("fe80::6478:ebff:fe0c:7e84")), 120, IsUnique: true),
            new DnsRecord(Host, DnsRecordType.A, new AddressData(IPAddress.Parse("10.77.0.2")), 120, IsUnique: true),
            new DnsRecord(DnsName.Parse("_services._dns-sd._udp.local"), DnsRecordType.Ptr, new PointerData(DnsName.Parse("_whiteboard._tcp.local")), 4500),
        ], message.Answers);
    }

    [Fact]
    public void AvahiProbe_AsksForAnythingAndProposesItsRecords()
    {
        DnsMessage message = Read(AvahiPackets.Probe);

        Assert.False(message.IsResponse);
        Assert.Equal([new DnsQuestion(Board, DnsRecordType.Any)], message.Questions);
        Assert.Equal([DnsRecordType.Srv, DnsRecordType.Txt], message.Authorities.Select(record => record.Type));
        Assert.All(message.Authorities, record => Assert.False(record.IsUnique));
    }

    [Fact]
    public void AvahiQuery_IsRead() =>
        Assert.Equal([new DnsQuestion(DnsName.Parse("_ipp._tcp.local"), DnsRecordType.Ptr)], Read(AvahiPackets.Query).Questions);

    [Fact]
    public void AvahiGoodbye_HasNoLifetime() =>
        Assert.All(Read(AvahiPackets.Goodbye).Answers.Where(record => record.Data is PointerData or ServiceData), record => Assert.Equal(0u, record.TimeToLive));

    [Fact]
    [Conforms("6762-6.1-c")]
    public void NsecBitmap_TellsTheTypes()
    {
        // RFC 6762 section 6.1: name pointing to itself, window 0, 4 bytes: A (bit 1) and AAAA (bit 28).
        DnsMessage message = Read([.. Header(answers: 1), 1, (byte)'h', 0, 0, 47, 0x80, 1, 0, 0, 0, 120, 0, 8, 0xC0, 12, 0, 4, 0x40, 0, 0, 0x08]);

        var denial = Assert.IsType<DenialData>(Assert.Single(message.Answers).Data);
        Assert.Equal([DnsRecordType.A, DnsRecordType.Aaaa], denial.Types);
        Assert.Equal(DnsName.Parse("h"), denial.NextName);
    }

    [Fact]
    [Conforms("6762-6.1-e")]
    public void NsecRecordWithAnotherNextName_IsReadAllTheSame()
    {
        DnsMessage message = Read([.. Header(answers: 1), 1, (byte)'h', 0, 0, 47, 0x80, 1, 0, 0, 0, 120, 0, 6, 1, (byte)'i', 0, 0, 1, 0x40]);

        var denial = Assert.IsType<DenialData>(Assert.Single(message.Answers).Data);
        Assert.Equal([DnsRecordType.A], denial.Types);
        Assert.Equal(DnsName.Parse("i"), denial.NextName);
    }

    [Theory]
    [InlineData("C0")]
    [InlineData("C0FF")]
    [InlineData("C00C00")]
    [InlineData("C00C0000")]
    [InlineData("C00C0021" + "000000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("C00C0001400001C0")]
    [InlineData("3F")]
    [Conforms("6762-6.1-f")]
    public void NsecRecordThatCannotBeRead_LeavesTheRestOfTheMessage(string data)
    {
        byte[] denial = Convert.FromHexString(data);
        DnsMessage message = Read(
        [
            .. Header(answers: 2), 1, (byte)'h', 0, 0, 47, 0x80, 1, 0, 0, 0, 120, 0, (byte)denial.Length, .. denial,
            0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 120, 0, 4, 192, 0, 2, 1,
        ]);

        Assert.Equal(new OpaqueData(denial), message.Answers[0].Data);
        Assert.Equal(new AddressData(IPAddress.Parse("192.0.2.1")), message.Answers[1].Data);
    }

    [Theory]
    [InlineData(2, "C00C", "016800")]
    [InlineData(5, "0161C00C", "0161016800")]
    [InlineData(39, "C00C", "016800")]
    [InlineData(12, "0161C00C", "0161016800")]
    [InlineData(6, "C00CC00C0102030405060708090A0B0C0D0E0F1011121314", "0168000168000102030405060708090A0B0C0D0E0F1011121314")]
    [InlineData(15, "0005C00C", "0005016800")]
    [InlineData(18, "0005C00C", "0005016800")]
    [InlineData(21, "0005C00C", "0005016800")]
    [InlineData(36, "0005C00C", "0005016800")]
    [InlineData(33, "000000000001C00C", "000000000001016800")]
    [InlineData(17, "C00C0161C00C", "0168000161016800")]
    [InlineData(26, "0005C00CC00C", "0005016800016800")]
    [Conforms("6762-18.14-c")]
    public void CompressedNamesInData_AreReadWhole(byte type, string data, string expected)
    {
        byte[] bytes = Convert.FromHexString(data);
        DnsMessage message = Read([.. Header(answers: 1), 1, (byte)'h', 0, 0, type, 0, 1, 0, 0, 0, 120, 0, (byte)bytes.Length, .. bytes]);

        Assert.Equal(expected, Convert.ToHexString(Assert.Single(message.Answers).Data.ToCanonicalBytes()));
    }

    [Theory]
    [InlineData(127, true)]
    [InlineData(128, false)]
    public void NameBehindAChainOfPointers_IsReadAsLongAsANameCanNeedThem(int chain, bool isRead)
    {
        // The chain stands in the data of a record of no known type, whose owner it leads to; the next record's name is one pointer more.
        const int DataOffset = 12 + 3 + 10;
        byte[] data = new byte[2 * chain];
        for (int i = 0; i < chain; i++)
            BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(2 * i), (ushort)(0xC000 | (i == 0 ? 12 : DataOffset + 2 * (i - 1))));
        int last = DataOffset + 2 * (chain - 1);
        byte[] bytes =
        [
            .. Header(answers: 2), 1, (byte)'h', 0, 0, 99, 0, 1, 0, 0, 0, 120, (byte)(data.Length >> 8), (byte)data.Length, .. data,
            (byte)(0xC0 | (last >> 8)), (byte)last, 0, 1, 0, 1, 0, 0, 0, 120, 0, 4, 192, 0, 2, 1,
        ];

        Assert.Equal(isRead ? DnsReadError.None : DnsReadError.BadName, DnsMessageReader.TryRead(bytes, out DnsMessage? message));
        if (isRead)
            Assert.Equal(DnsName.Parse("h"), message!.Answers[1].Name);
    }

    [Theory]
    [InlineData(2, "C00C00")]
    [InlineData(15, "0005")]
    [InlineData(6, "C00CC00C00")]
    [InlineData(15, "00")]
    public void DataWithNamesOfTheWrongLength_IsRefused(byte type, string data)
    {
        byte[] bytes = Convert.FromHexString(data);
        Assert.NotEqual(
            DnsReadError.None,
            DnsMessageReader.TryRead([.. Header(answers: 1), 1, (byte)'h', 0, 0, type, 0, 1, 0, 0, 0, 120, 0, (byte)bytes.Length, .. bytes], out _));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(65)]
    [Conforms("6762-18.14-b")]
    public void ServiceBindingRecord_IsKeptAndWrittenAsItCame(byte type)
    {
        // RFC 9460: priority 1, target "." or a name in full, and ALPN h2. Bytes that look like a pointer stay what they are.
        byte[] data = Convert.FromHexString("00010161C00C000001000302683200");
        byte[] bytes = [.. Header(answers: 1), 1, (byte)'h', 0, 0, type, 0, 1, 0, 0, 0, 120, 0, (byte)data.Length, .. data];
        DnsMessage message = Read(bytes);

        Assert.Equal(new OpaqueData(data), Assert.Single(message.Answers).Data);
        message = new DnsMessage { IsResponse = true, Answers = { message.Answers[0] } };
        Assert.Equal(bytes[4..], Assert.Single(DnsMessagePacker.Pack(message))[4..]);
    }

    [Fact]
    [Conforms("6762-8.2-b")]
    public void NamesInProposedRecords_AreComparedWhole()
    {
        DnsRecord compressed = Read(AvahiPackets.Probe).Authorities.Single(record => record.Type == DnsRecordType.Srv);
        var own = new DnsRecord(Board, DnsRecordType.Srv, new ServiceData(0, 0, 4711, Host), 120);

        Assert.Equal(0, ProbeTieBreak.Compare([own], [compressed]));
        Assert.True(ProbeTieBreak.Compare([own with { Data = new ServiceData(0, 0, 4711, DnsName.Parse("board-hosu.local")) }], [compressed]) > 0);
    }

    [Fact]
    public void PointerToAPointer_IsFollowedBackwards()
    {
        // Questions "h", then a pointer to it, then a pointer to that pointer.
        byte[] fixedPart = [0, 1, 0, 1];
        DnsMessage message = Read([.. Header(questions: 3), 1, (byte)'h', 0, .. fixedPart, 0xC0, 12, .. fixedPart, 0xC0, 19, .. fixedPart]);
        Assert.All(message.Questions, question => Assert.Equal(DnsName.Parse("h"), question.Name));
    }

    [Fact]
    public void MessageFullOfPointersToOneLongName_IsReadInBoundedTimeAndSpace()
    {
        var bytes = new List<byte>(Header(questions: 1024));
        for (int i = 0; i < 4; i++)
            bytes.AddRange([.. new byte[] { (byte)(i < 3 ? 63 : 62) }, .. new byte[i < 3 ? 63 : 62]]);
        bytes.AddRange([0, 0, 1, 0, 1]);
        for (int i = 1; i < 1024; i++)
            bytes.AddRange([0xC0, 12, 0, 1, 0, 1]);
        byte[] message = [.. bytes];
        Read(message);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, DnsMessagePropertyTests.MaximumAllocation(message.Length));
    }

    [Fact]
    public void UnknownType_IsKeptAsItCame()
    {
        DnsMessage message = Read([.. Header(answers: 1), 0, 0xFF, 0x01, 0, 1, 0, 0, 0, 9, 0, 3, 1, 2, 3]);

        DnsRecord record = Assert.Single(message.Answers);
        Assert.Equal((DnsRecordType)0xFF01, record.Type);
        Assert.Equal(new OpaqueData(new byte[] { 1, 2, 3 }), record.Data);
    }

    [Fact]
    public void UnicastBitOfAQuestion_IsRead() =>
        Assert.True(Assert.Single(Read([.. Header(questions: 1), 1, (byte)'h', 0, 0, 1, 0x80, 1]).Questions).WantsUnicast);

    [Fact]
    public void LifetimeWithItsTopBitSet_CountsAsZero() =>
        Assert.Equal(0u, Assert.Single(Read([.. Header(answers: 1), 0, 0, 1, 0, 1, 0x80, 0, 0, 1, 0, 4, 1, 2, 3, 4]).Answers).TimeToLive);

    [Fact]
    public void EveryCutOfARealMessage_IsTruncated()
    {
        for (int length = 0; length < AvahiPackets.Announcement.Length; length++)
            Assert.Equal(DnsReadError.Truncated, DnsMessageReader.TryRead(AvahiPackets.Announcement.AsSpan(0, length), out _));
    }

    [Theory]
    [InlineData("C00C", DnsReadError.BadName)]
    [InlineData("C00E", DnsReadError.BadName)]
    [InlineData("C000", DnsReadError.BadName)]
    [InlineData("0161C00C", DnsReadError.BadName)]
    [InlineData("4161", DnsReadError.BadName)]
    [InlineData("8161", DnsReadError.BadName)]
    [InlineData("0161", DnsReadError.Truncated)]
    [InlineData("3F61", DnsReadError.Truncated)]
    [InlineData("C0", DnsReadError.Truncated)]
    public void NameThatPointsForwardOrToItselfOrIsCut_IsRefused(string name, object expected) =>
        Assert.Equal((DnsReadError)expected, DnsMessageReader.TryRead([.. Header(questions: 1), .. Convert.FromHexString(name)], out _));

    [Fact]
    public void ChainOfPointersThatGrowsTheName_StopsAtTheLimit()
    {
        // Each question's name is one label and a pointer to the name before.
        var bytes = new List<byte>(Header(questions: 300));
        int previous = 0;
        for (int i = 0; i < 300; i++)
        {
            int at = bytes.Count;
            bytes.AddRange([1, (byte)'a']);
            if (previous == 0)
                bytes.Add(0);
            else
                bytes.AddRange([(byte)(0xC0 | (previous >> 8)), (byte)previous]);
            bytes.AddRange([0, 1, 0, 1]);
            previous = at;
        }

        Assert.Equal(DnsReadError.BadName, DnsMessageReader.TryRead(bytes.ToArray(), out _));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(1, 5)]
    [InlineData(28, 4)]
    [InlineData(33, 6)]
    public void AddressOrServiceDataOfTheWrongLength_IsRefused(byte type, byte length) =>
        Assert.Equal(DnsReadError.BadData, DnsMessageReader.TryRead([.. Header(answers: 1), 0, 0, type, 0, 1, 0, 0, 0, 9, 0, length, .. new byte[length]], out _));

    [Fact]
    public void NameThatRunsPastItsData_IsRefused() =>
        Assert.Equal(DnsReadError.BadData, DnsMessageReader.TryRead([.. Header(answers: 1), 0, 0, 12, 0, 1, 0, 0, 0, 9, 0, 1, 1, (byte)'a', 0], out _));

    [Fact]
    public void MessageOverTheLimit_IsRefused() =>
        Assert.Equal(DnsReadError.TooLong, DnsMessageReader.TryRead(new byte[DnsLimits.MaximumMessageLength + 1], out _));

    [Fact]
    public void MoreEntriesThanTheLimit_AreRefusedBeforeReading() =>
        Assert.Equal(DnsReadError.TooManyEntries, DnsMessageReader.TryRead([0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], out _));

    private static byte[] Header(int questions = 0, int answers = 0) =>
        [0, 0, 0, 0, (byte)(questions >> 8), (byte)questions, (byte)(answers >> 8), (byte)answers, 0, 0, 0, 0];

    private static DnsMessage Read(byte[] bytes)
    {
        Assert.Equal(DnsReadError.None, DnsMessageReader.TryRead(bytes, out DnsMessage? message));
        return message!;
    }
}
