using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Conformance;

namespace PeerProto.Discovery.Tests.Mdns;

public sealed class RecordCacheTests
{
    private static readonly DnsName Host = DnsName.Parse("h.local");
    private static readonly DnsName Type = DnsName.Parse("_whiteboard._tcp.local");
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);

    private readonly RecordCache _cache;
    private Func<DnsName, DnsRecordType, bool> _isAsked = (_, _) => true;

    public RecordCacheTests() => _cache = new RecordCache(capacity: 100, byteCapacity: 20_000, pointerCapacity: 40, new Random(1), (name, type) => _isAsked(name, type));

    [Fact]
    [Conforms("6762-5.2-e")]
    public void Record_LivesAsLongAsItSays()
    {
        Take(Start, Address(1, ttl: 10));

        Assert.Empty(_cache.Expire(Start + Seconds(9.9)));
        Assert.Single(_cache.Expire(Start + Seconds(10)));
        Assert.Equal(0, _cache.Count);
    }

    [Fact]
    public void LifetimeWithoutEnd_IsCutToADay()
    {
        Take(Start, Address(1, ttl: int.MaxValue));
        Assert.Equal(Start + TimeSpan.FromDays(1), _cache.NextExpiry());
    }

    [Fact]
    public void RecordHeardAgain_StartsItsLifeAnew()
    {
        Take(Start, Address(1, ttl: 10));
        long version = _cache.Version;
        Take(Start + Seconds(8), Address(1, ttl: 10));

        Assert.Equal(Start + Seconds(18), _cache.NextExpiry());
        Assert.Equal(version, _cache.Version);
    }

    [Fact]
    [Conforms("6762-10.1-b")]
    public void Goodbye_RemovesARecordAfterASecond()
    {
        Take(Start, Address(1));
        Take(Start + Seconds(5), Address(1, ttl: 0));

        Assert.Equal(Start + Seconds(6), _cache.NextExpiry());
    }

    [Fact]
    [Conforms("6762-10.1-b")]
    public void GoodbyeTakenBackWithinASecond_RemovesNothing()
    {
        Take(Start, Address(1));
        Take(Start + Seconds(5), Address(1, ttl: 0));
        Take(Start + Seconds(5.5), Address(1));

        Assert.Empty(_cache.Expire(Start + Seconds(7)));
    }

    [Fact]
    public void GoodbyeAndItsTakingBack_AreChangesEach()
    {
        Take(Start, Address(1));
        long heard = _cache.Version;
        Take(Start + Seconds(5), Address(1, ttl: 0));
        long left = _cache.Version;
        Take(Start + Seconds(5.2), Address(1, ttl: 0));
        Assert.Equal(left, _cache.Version);
        Take(Start + Seconds(5.5), Address(1));

        Assert.Equal([heard + 1, heard + 2], [left, _cache.Version]);
    }

    [Fact]
    public void ReplacementOfARecord_IsAChangeBesideTheNewOne()
    {
        Take(Start, Address(1, isUnique: true));
        long version = _cache.Version;
        Take(Start + Seconds(2), Address(2, isUnique: true));

        Assert.Equal(version + 2, _cache.Version);
    }

    [Fact]
    public void RepetitionThatMakesARecordTheLatestOfSeveral_IsAChange()
    {
        Take(Start, Address(1, isUnique: true), Address(2, isUnique: true));
        long version = _cache.Version;
        Take(Start + Seconds(0.5), Address(1, isUnique: true));

        Assert.Equal(version + 1, _cache.Version);
    }

    [Fact]
    public void GoodbyeToARecordNeverHeard_IsNotKept()
    {
        Take(Start, Address(1, ttl: 0));
        Assert.Equal(0, _cache.Count);
    }

    [Fact]
    [Conforms("6762-10.2-g", "6762-10.2-h")]
    public void UniqueRecord_ReplacesOlderOnesAfterASecond()
    {
        Take(Start, Address(1, isUnique: true));
        Take(Start + Seconds(2), Address(2, isUnique: true));

        Assert.Equal(2, _cache.Count);
        _cache.Expire(Start + Seconds(3));
        // Kept without the cache-flush bit.
        Assert.Equal([Address(2)], _cache.Find(Host, DnsRecordType.A).Select(cached => cached.Record));
    }

    [Fact]
    [Conforms("6762-10.2-g")]
    public void UniqueRecordsOfOneMoment_StandBesideEachOther()
    {
        Take(Start, Address(1, isUnique: true), Address(2, isUnique: true));
        Take(Start + Seconds(0.5), Address(3, isUnique: true));
        _cache.Expire(Start + Seconds(3));

        Assert.Equal(3, _cache.Count);
    }

    [Fact]
    public void SharedRecords_DoNotReplaceEachOther()
    {
        Take(Start, Address(1));
        Take(Start + Seconds(5), Address(2));
        _cache.Expire(Start + Seconds(7));

        Assert.Equal(2, _cache.Count);
    }

    [Fact]
    public void Flood_NeverPassesTheCapacityNorPushesOutWhatIsWatched()
    {
        _isAsked = IsOfHost;
        Take(Start, Address(1));
        for (int i = 0; i < 10_000; i++)
        {
            var junk = new DnsRecord(DnsName.Parse($"j{i}.local"), DnsRecordType.A, new AddressData(IPAddress.Loopback), 4500);
            Take(Start + Seconds(i), junk);
            Assert.InRange(_cache.Count, 1, 100);
        }

        Assert.Single(_cache.Find(Host, DnsRecordType.A));
    }

    [Fact]
    public void FloodOfWatchedRecords_IsRefusedAndCounted()
    {
        for (int i = 0; i < 150; i++)
            Take(Start, Address(i) with { Name = DnsName.Parse($"h{i / 50}.local") });

        Assert.Equal(100, _cache.Count);
        Assert.Equal(50, _cache.Refused);
    }

    [Fact]
    public void FloodOfLongRecords_NeverPassesTheBytesNorPushesOutWhatIsWatched()
    {
        _isAsked = IsOfHost;
        Take(Start, Address(1));
        int mostBytes = 0;
        for (int i = 0; i < 1000; i++)
        {
            Take(Start + Seconds(i * 0.01), Text(DnsName.Parse($"j{i}.local"), 1 + i * 17 % 8000));
            Assert.InRange(_cache.Bytes, 1, 20_000);
            mostBytes = Math.Max(mostBytes, _cache.Bytes);
        }

        Assert.InRange(mostBytes, 15_000, 20_000);
        Assert.Single(_cache.Find(Host, DnsRecordType.A));
        Assert.Equal(0, _cache.Refused);
    }

    [Fact]
    public void RecordLongerThanAllBytes_IsRefusedAndPushesNothingOut()
    {
        Take(Start, Address(1));
        Take(Start, Text(Host, 20_001));

        Assert.Equal(1, _cache.Count);
        Assert.Equal(1, _cache.Refused);
    }

    [Fact]
    public void BytesOfExpiredRecords_AreGivenBack()
    {
        Take(Start, Address(1, ttl: 10), Text(Host, 1000));
        // The name takes 9 bytes on the wire.
        Assert.Equal(9 + 4 + 9 + 1000, _cache.Bytes);

        _cache.Expire(Start + Seconds(5000));

        Assert.Equal(0, _cache.Bytes);
    }

    [Fact]
    public void RecordsOfOneNameAndType_AreSoManyAtMost()
    {
        Take(Start, [.. Enumerable.Range(0, 200).Select(i => Address(i))]);
        Assert.Equal(RecordCache.MaximumOfOneOwner, _cache.Count);
    }

    [Fact]
    public void PointersThatLedNowhereForAWhile_MakeRoomForOthers()
    {
        Take(Start, [.. Service("Real"), .. Enumerable.Range(0, 60).Select(i => Pointer($"Fake {i}"))]);
        Take(Start + Seconds(5), Pointer("Late"));
        Assert.Equal((40, 22), (_cache.Find(Type, DnsRecordType.Ptr).Count, _cache.Refused));

        // Told again and again, they do not become younger.
        Take(Start + Seconds(9), [.. Enumerable.Range(0, 60).Select(i => Pointer($"Fake {i}"))]);
        Take(Start + Seconds(11), Pointer("Late"));

        Assert.Equal(["Real", "Late"], Targets());
    }

    [Fact]
    public void PointerToAServiceThatIsKnown_TakesThePlaceOfOnesThatLeadNowhereYet()
    {
        Take(Start, [.. Enumerable.Range(0, 40).Select(i => Pointer($"Fake {i}"))]);
        Take(Start + Seconds(1), Service("Real"));

        Assert.Contains("Real", Targets());
        Assert.Equal(21, Targets().Count());
    }

    [Fact]
    public void PointersThatNobodyFollows_KeepTheirPlace()
    {
        _isAsked = (name, _) => name.Equals(Type);
        Take(Start, [.. Enumerable.Range(0, 40).Select(i => Pointer($"Name {i}"))]);
        Take(Start + Seconds(20), [Pointer("Late"), .. Service("Real")]);

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"Name {i}"), Targets());
    }

    [Fact]
    public void PointersToServicesThatAreKnown_MakeNoRoom()
    {
        Take(Start, [.. Enumerable.Range(0, 40).SelectMany(i => Service($"Real {i}"))]);
        Take(Start + Seconds(20), Service("Late"));

        Assert.Equal(40, Targets().Count());
        Assert.DoesNotContain("Late", Targets());
    }

    [Fact]
    public void FullCache_LosesPointersThatLedNowhereForAWhileToo()
    {
        for (int i = 0; i < 3; i++)
            Take(Start, [.. Enumerable.Range(0, 40).Select(j => Pointer($"Fake {j}", DnsName.Parse($"_type{i}._tcp.local")))]);
        Assert.Equal(100, _cache.Count);

        Take(Start + Seconds(11), Address(1));

        Assert.Equal(51, _cache.Count);
        Assert.Single(_cache.Find(Host, DnsRecordType.A));
    }

    [Fact]
    public void RecordsNobodyAsksAbout_AreNoChange()
    {
        _isAsked = (name, _) => name.Equals(Type);
        Take(Start, Address(1, ttl: 10), Address(2, isUnique: true));
        Take(Start + Seconds(2), Address(3, isUnique: true), Address(1, ttl: 0));
        _cache.Expire(Start + Seconds(5));
        Assert.Equal(0, _cache.Version);

        // The location of a service changes what its pointer is worth.
        Take(Start, Pointer("Real"));
        Assert.Equal(1, _cache.Version);
        Take(Start, Service("Real")[1]);
        Assert.Equal(2, _cache.Version);
    }

    [Fact]
    public void UniqueSetToldAgain_IsNoChangeButForTheOneHeardLast()
    {
        Take(Start, Address(1, isUnique: true), Address(2, isUnique: true));
        Take(Start + Seconds(5), Address(1, isUnique: true), Address(2, isUnique: true));

        Assert.All(_cache.Find(Host, DnsRecordType.A), cached => Assert.False(cached.IsLeaving));
        Assert.Equal(4, _cache.Version);
    }

    [Fact]
    public void DenialOfAType_IsKnownUntilItExpires()
    {
        Take(Start, new DnsRecord(Host, DnsRecordType.Nsec, new DenialData(Host, [DnsRecordType.A]), 120, IsUnique: true));

        Assert.True(_cache.IsDenied(Host, DnsRecordType.Aaaa));
        Assert.False(_cache.IsDenied(Host, DnsRecordType.A));
        _cache.Expire(Start + Seconds(120));
        Assert.False(_cache.IsDenied(Host, DnsRecordType.Aaaa));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static DnsRecord Address(int last, uint ttl = 120, bool isUnique = false) =>
        new(Host, DnsRecordType.A, new AddressData(new IPAddress([192, 0, 2, (byte)last])), ttl, isUnique);

    private static DnsRecord Pointer(string name, DnsName? type = null) => new(type ?? Type, DnsRecordType.Ptr, new PointerData((type ?? Type).Child(name)), 4500);

    /// <summary>A pointer and the location it leads to.</summary>
    private static DnsRecord[] Service(string name) =>
        [Pointer(name), new DnsRecord(Type.Child(name), DnsRecordType.Srv, new ServiceData(0, 0, 1, Host), 120, IsUnique: true)];

    private IEnumerable<string> Targets() => _cache.Find(Type, DnsRecordType.Ptr).Select(cached => ((PointerData)cached.Record.Data).Target.FirstLabelText);

    private static DnsRecord Text(DnsName name, int length) => new(name, DnsRecordType.Txt, new OpaqueData(new byte[length]), 4500);

    private static bool IsOfHost(DnsName name, DnsRecordType type) => name.Equals(Host);

    private void Take(TimeSpan now, params DnsRecord[] records) => _cache.HandleRecords(records, now);
}
