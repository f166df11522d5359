using System.Net;
using CsCheck;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Tests.Dns;

public sealed class DnsMessagePropertyTests
{
    private static readonly int Count = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1" ? 5_000_000 : 100_000;

    /// <summary>What reading a message may allocate: names that pointers repeat are written out, up to 256 bytes and two objects for every six bytes read.</summary>
    public static int MaximumAllocation(int length) => 4096 + 80 * length;

    private static readonly string[] Labels = ["local", "_tcp", "_http", "a", "B", "host-1", "Ünï", "x.y"];

    private static readonly Gen<DnsName> Names = Gen.Int[0, Labels.Length - 1].Array[0, 5]
        .Select(places => places.Aggregate(DnsName.Root, (name, place) => name.Child(Labels[place])));

    private static readonly Gen<(DnsRecordType Type, DnsRecordData Data)> Data = Gen.OneOf<(DnsRecordType, DnsRecordData)>(
        Gen.Byte.Array[4].Select(bytes => (DnsRecordType.A, (DnsRecordData)new AddressData(new IPAddress(bytes)))),
        Gen.Byte.Array[16].Select(bytes => (DnsRecordType.Aaaa, (DnsRecordData)new AddressData(new IPAddress(bytes)))),
        Names.Select(name => (DnsRecordType.Ptr, (DnsRecordData)new PointerData(name))),
        Gen.Select(Gen.UShort, Gen.UShort, Names).Select(t => (DnsRecordType.Srv, (DnsRecordData)new ServiceData(t.Item1, 0, t.Item2, t.Item3))),
        Gen.Byte.Array[0, 80].Select(bytes => (DnsRecordType.Txt, (DnsRecordData)new OpaqueData(bytes))),
        Gen.Byte.Array[0, 80].Select(bytes => ((DnsRecordType)65, (DnsRecordData)new OpaqueData(bytes))),
        Gen.Select(Names, Gen.Int[0, 255].Array[0, 6])
            .Select(t => (DnsRecordType.Nsec, (DnsRecordData)new DenialData(t.Item1, [.. t.Item2.Select(type => (DnsRecordType)type).Distinct().Order()]))));

    private static readonly Gen<DnsRecord> Records = Gen.Select(Names, Data, Gen.Int[0, int.MaxValue], Gen.Bool)
        .Select(t => new DnsRecord(t.Item1, t.Item2.Type, t.Item2.Data, (uint)t.Item3, t.Item4));

    private static readonly Gen<DnsMessage> Messages = Gen.Select(Gen.Bool, Names.Array[0, 3], Records.Array[0, 4], Records.Array[0, 2])
        .Select(t =>
        {
            var message = new DnsMessage { IsResponse = t.Item1 };
            message.Questions.AddRange(t.Item2.Select((name, place) => new DnsQuestion(name, DnsRecordType.Ptr, place % 2 == 1)));
            message.Answers.AddRange(t.Item3);
            message.Additionals.AddRange(t.Item4);
            return message;
        });

    [Fact]
    public void MessageWrittenAndReadAgain_IsTheSame() => Messages.Sample(
        message =>
        {
            DnsMessage read = Read(Assert.Single(DnsMessagePacker.Pack(message, preferredLength: DnsLimits.MaximumMessageLength)));
            return read.IsResponse == message.IsResponse
                && read.Questions.SequenceEqual(message.Questions)
                && read.Answers.SequenceEqual(message.Answers)
                && read.Additionals.SequenceEqual(message.Additionals);
        },
        iter: Count / 10);

    [Fact]
    public void MutatedMessage_IsReadOrRefusedAndWhatIsReadCanBeWritten()
    {
        byte[][] seeds = [AvahiPackets.Announcement, AvahiPackets.Goodbye, AvahiPackets.Probe, AvahiPackets.Query];
        var random = new Random(6762);
        int readable = 0;
        DnsMessageReader.TryRead(seeds[0], out _);
        for (int i = 0; i < Count; i++)
        {
            byte[] bytes = [.. seeds[random.Next(seeds.Length)]];
            for (int change = random.Next(1, 6); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Array.Resize(ref bytes, random.Next(4) == 0 ? random.Next(bytes.Length + 20) : bytes.Length);

            long before = GC.GetAllocatedBytesForCurrentThread();
            DnsReadError error = DnsMessageReader.TryRead(bytes, out DnsMessage? message);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= MaximumAllocation(bytes.Length), $"Reading {bytes.Length} bytes allocated {allocated}: {Convert.ToHexString(bytes)}");
            if (error != DnsReadError.None)
                continue;
            readable++;
            foreach (byte[] written in DnsMessagePacker.Pack(message!))
                Read(written);
        }

        Assert.InRange(readable, Count / 100, Count - 1);
    }

    [Fact]
    public void RandomBytes_AreReadOrRefused()
    {
        var random = new Random(6763);
        byte[] bytes = new byte[200];
        for (int i = 0; i < Count; i++)
        {
            random.NextBytes(bytes);
            // Small counts, or every message would be refused for announcing too much.
            for (int place = 4; place < 12; place++)
                bytes[place] = (byte)(place % 2 == 0 ? 0 : random.Next(3));
            Assert.True(Enum.IsDefined(DnsMessageReader.TryRead(bytes.AsSpan(0, random.Next(bytes.Length)), out _)));
        }
    }

    private static DnsMessage Read(byte[] bytes)
    {
        DnsReadError error = DnsMessageReader.TryRead(bytes, out DnsMessage? message);
        return error == DnsReadError.None ? message! : throw new InvalidOperationException($"{error}: {Convert.ToHexString(bytes)}");
    }
}
