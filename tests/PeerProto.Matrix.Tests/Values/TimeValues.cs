using CsCheck;
using TimeSpanType = System.TimeSpan;

namespace PeerProto.Matrix.Tests.Values;

/// <summary>Times of every kind, and often those where the timestamp changes its form.</summary>
internal static class TimeValues
{
    private const int MaxOffsetMinutes = 14 * 60;

    private static readonly long[] Edges =
    [
        0, System.DateTime.UnixEpoch.Ticks, new DateTime(2106, 2, 7, 6, 28, 16).Ticks, new DateTime(2514, 5, 30, 1, 53, 4).Ticks, System.DateTime.MaxValue.Ticks,
    ];

    private static readonly Gen<long> Ticks = Gen.Frequency(
        (2, Gen.Long[0, System.DateTime.MaxValue.Ticks]),
        (1, Gen.Long[0, System.DateTime.MaxValue.Ticks / TimeSpanType.TicksPerSecond].Select(seconds => seconds * TimeSpanType.TicksPerSecond)),
        (1, Gen.Select(Gen.OneOf(Edges), Gen.Long[-2, 2]).Select((edge, near) => Math.Clamp(edge + near, 0, System.DateTime.MaxValue.Ticks))));

    public static Gen<DateTime> DateTime { get; } = Gen.Select(Ticks, Gen.OneOf(DateTimeKind.Utc, DateTimeKind.Unspecified, DateTimeKind.Local))
        .Select((ticks, kind) => kind == DateTimeKind.Local ? new DateTime(ticks, DateTimeKind.Utc).ToLocalTime() : new DateTime(ticks, kind));

    public static Gen<DateTime> UtcDateTime { get; } = Ticks.Select(ticks => new DateTime(ticks, DateTimeKind.Utc));

    public static Gen<DateTimeOffset> DateTimeOffset { get; } = Gen.Select(Gen.Long[MaxOffsetMinutes * TimeSpanType.TicksPerMinute, System.DateTime.MaxValue.Ticks - (MaxOffsetMinutes * TimeSpanType.TicksPerMinute)], Gen.Int[-MaxOffsetMinutes, MaxOffsetMinutes])
        .Select((ticks, minutes) => new DateTimeOffset(ticks, TimeSpanType.FromMinutes(minutes)));

    public static Gen<TimeSpanType> TimeSpan { get; } = NumberValues.Int64.Select(ticks => new TimeSpanType(ticks));
}
