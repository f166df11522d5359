// Written by MatrixSource from TypeTable. After a change of either run this project's tests with PEERPROTO_ACCEPT=1, and then again without.
using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Numerics;
using System.Text;
using CsCheck;
using PeerProto.Matrix.Tests.Cells;
using PeerProto.Matrix.Tests.Messages;
using PeerProto.Matrix.Tests.Values;

namespace PeerProto.Matrix.Tests.Generated;

[PeerMessage]
public partial record BooleanMember([Member(0)] bool Value);

[PeerMessage]
public readonly partial record struct BooleanOptional([Member(0)] bool? Value);

[PeerMessage]
public sealed partial class BooleanElement
{
    [Member(0)] public required List<bool> Value { get; init; }
}

[PeerMessage]
public sealed partial class BooleanEntry
{
    [Member(3)] public Dictionary<string, bool> Value { get; set; } = [];
}

[PeerMessage]
public partial record BooleanKey([Member(1)] Dictionary<bool, int> Value);

[PeerMessage]
public partial record ByteMember([Member(0)] byte Value);

[PeerMessage]
public readonly partial record struct ByteOptional([Member(0)] byte? Value);

[PeerMessage]
public sealed partial class ByteElement
{
    [Member(0)] public required List<byte> Value { get; init; }
}

[PeerMessage]
public sealed partial class ByteEntry
{
    [Member(3)] public Dictionary<string, byte> Value { get; set; } = [];
}

[PeerMessage]
public partial record ByteKey([Member(1)] Dictionary<byte, int> Value);

[PeerMessage]
public partial record SByteMember([Member(0)] sbyte Value);

[PeerMessage]
public readonly partial record struct SByteOptional([Member(0)] sbyte? Value);

[PeerMessage]
public sealed partial class SByteElement
{
    [Member(0)] public required List<sbyte> Value { get; init; }
}

[PeerMessage]
public sealed partial class SByteEntry
{
    [Member(3)] public Dictionary<string, sbyte> Value { get; set; } = [];
}

[PeerMessage]
public partial record SByteKey([Member(1)] Dictionary<sbyte, int> Value);

[PeerMessage]
public partial record Int16Member([Member(0)] short Value);

[PeerMessage]
public readonly partial record struct Int16Optional([Member(0)] short? Value);

[PeerMessage]
public sealed partial class Int16Element
{
    [Member(0)] public required List<short> Value { get; init; }
}

[PeerMessage]
public sealed partial class Int16Entry
{
    [Member(3)] public Dictionary<string, short> Value { get; set; } = [];
}

[PeerMessage]
public partial record Int16Key([Member(1)] Dictionary<short, int> Value);

[PeerMessage]
public partial record UInt16Member([Member(0)] ushort Value);

[PeerMessage]
public readonly partial record struct UInt16Optional([Member(0)] ushort? Value);

[PeerMessage]
public sealed partial class UInt16Element
{
    [Member(0)] public required List<ushort> Value { get; init; }
}

[PeerMessage]
public sealed partial class UInt16Entry
{
    [Member(3)] public Dictionary<string, ushort> Value { get; set; } = [];
}

[PeerMessage]
public partial record UInt16Key([Member(1)] Dictionary<ushort, int> Value);

[PeerMessage]
public partial record Int32Member([Member(0)] int Value);

[PeerMessage]
public readonly partial record struct Int32Optional([Member(0)] int? Value);

[PeerMessage]
public sealed partial class Int32Element
{
    [Member(0)] public required List<int> Value { get; init; }
}

[PeerMessage]
public sealed partial class Int32Entry
{
    [Member(3)] public Dictionary<string, int> Value { get; set; } = [];
}

[PeerMessage]
public partial record Int32Key([Member(1)] Dictionary<int, int> Value);

[PeerMessage]
public partial record UInt32Member([Member(0)] uint Value);

[PeerMessage]
public readonly partial record struct UInt32Optional([Member(0)] uint? Value);

[PeerMessage]
public sealed partial class UInt32Element
{
    [Member(0)] public required List<uint> Value { get; init; }
}

[PeerMessage]
public sealed partial class UInt32Entry
{
    [Member(3)] public Dictionary<string, uint> Value { get; set; } = [];
}

[PeerMessage]
public partial record UInt32Key([Member(1)] Dictionary<uint, int> Value);

[PeerMessage]
public partial record Int64Member([Member(0)] long Value);

[PeerMessage]
public readonly partial record struct Int64Optional([Member(0)] long? Value);

[PeerMessage]
public sealed partial class Int64Element
{
    [Member(0)] public required List<long> Value { get; init; }
}

[PeerMessage]
public sealed partial class Int64Entry
{
    [Member(3)] public Dictionary<string, long> Value { get; set; } = [];
}

[PeerMessage]
public partial record Int64Key([Member(1)] Dictionary<long, int> Value);

[PeerMessage]
public partial record UInt64Member([Member(0)] ulong Value);

[PeerMessage]
public readonly partial record struct UInt64Optional([Member(0)] ulong? Value);

[PeerMessage]
public sealed partial class UInt64Element
{
    [Member(0)] public required List<ulong> Value { get; init; }
}

[PeerMessage]
public sealed partial class UInt64Entry
{
    [Member(3)] public Dictionary<string, ulong> Value { get; set; } = [];
}

[PeerMessage]
public partial record UInt64Key([Member(1)] Dictionary<ulong, int> Value);

[PeerMessage]
public partial record SingleMember([Member(0)] float Value);

[PeerMessage]
public readonly partial record struct SingleOptional([Member(0)] float? Value);

[PeerMessage]
public sealed partial class SingleElement
{
    [Member(0)] public required List<float> Value { get; init; }
}

[PeerMessage]
public sealed partial class SingleEntry
{
    [Member(3)] public Dictionary<string, float> Value { get; set; } = [];
}

[PeerMessage]
public partial record DoubleMember([Member(0)] double Value);

[PeerMessage]
public readonly partial record struct DoubleOptional([Member(0)] double? Value);

[PeerMessage]
public sealed partial class DoubleElement
{
    [Member(0)] public required List<double> Value { get; init; }
}

[PeerMessage]
public sealed partial class DoubleEntry
{
    [Member(3)] public Dictionary<string, double> Value { get; set; } = [];
}

[PeerMessage]
public partial record CharMember([Member(0)] char Value);

[PeerMessage]
public readonly partial record struct CharOptional([Member(0)] char? Value);

[PeerMessage]
public sealed partial class CharElement
{
    [Member(0)] public required List<char> Value { get; init; }
}

[PeerMessage]
public sealed partial class CharEntry
{
    [Member(3)] public Dictionary<string, char> Value { get; set; } = [];
}

[PeerMessage]
public partial record CharKey([Member(1)] Dictionary<char, int> Value);

[PeerMessage]
public partial record Int128Member([Member(0)] Int128 Value);

[PeerMessage]
public readonly partial record struct Int128Optional([Member(0)] Int128? Value);

[PeerMessage]
public sealed partial class Int128Element
{
    [Member(0)] public required List<Int128> Value { get; init; }
}

[PeerMessage]
public sealed partial class Int128Entry
{
    [Member(3)] public Dictionary<string, Int128> Value { get; set; } = [];
}

[PeerMessage]
public partial record Int128Key([Member(1)] Dictionary<Int128, int> Value);

[PeerMessage]
public partial record UInt128Member([Member(0)] UInt128 Value);

[PeerMessage]
public readonly partial record struct UInt128Optional([Member(0)] UInt128? Value);

[PeerMessage]
public sealed partial class UInt128Element
{
    [Member(0)] public required List<UInt128> Value { get; init; }
}

[PeerMessage]
public sealed partial class UInt128Entry
{
    [Member(3)] public Dictionary<string, UInt128> Value { get; set; } = [];
}

[PeerMessage]
public partial record UInt128Key([Member(1)] Dictionary<UInt128, int> Value);

[PeerMessage]
public partial record HalfMember([Member(0)] Half Value);

[PeerMessage]
public readonly partial record struct HalfOptional([Member(0)] Half? Value);

[PeerMessage]
public sealed partial class HalfElement
{
    [Member(0)] public required List<Half> Value { get; init; }
}

[PeerMessage]
public sealed partial class HalfEntry
{
    [Member(3)] public Dictionary<string, Half> Value { get; set; } = [];
}

[PeerMessage]
public partial record DecimalMember([Member(0)] decimal Value);

[PeerMessage]
public readonly partial record struct DecimalOptional([Member(0)] decimal? Value);

[PeerMessage]
public sealed partial class DecimalElement
{
    [Member(0)] public required List<decimal> Value { get; init; }
}

[PeerMessage]
public sealed partial class DecimalEntry
{
    [Member(3)] public Dictionary<string, decimal> Value { get; set; } = [];
}

[PeerMessage]
public partial record BigIntegerMember([Member(0)] BigInteger Value);

[PeerMessage]
public readonly partial record struct BigIntegerOptional([Member(0)] BigInteger? Value);

[PeerMessage]
public sealed partial class BigIntegerElement
{
    [Member(0)] public required List<BigInteger> Value { get; init; }
}

[PeerMessage]
public sealed partial class BigIntegerEntry
{
    [Member(3)] public Dictionary<string, BigInteger> Value { get; set; } = [];
}

[PeerMessage]
public partial record BigIntegerKey([Member(1)] Dictionary<BigInteger, int> Value);

[PeerMessage]
public partial record RuneMember([Member(0)] Rune Value);

[PeerMessage]
public readonly partial record struct RuneOptional([Member(0)] Rune? Value);

[PeerMessage]
public sealed partial class RuneElement
{
    [Member(0)] public required List<Rune> Value { get; init; }
}

[PeerMessage]
public sealed partial class RuneEntry
{
    [Member(3)] public Dictionary<string, Rune> Value { get; set; } = [];
}

[PeerMessage]
public partial record RuneKey([Member(1)] Dictionary<Rune, int> Value);

[PeerMessage]
public partial record ByteEnumMember([Member(0)] ByteColor Value);

[PeerMessage]
public readonly partial record struct ByteEnumOptional([Member(0)] ByteColor? Value);

[PeerMessage]
public sealed partial class ByteEnumElement
{
    [Member(0)] public required List<ByteColor> Value { get; init; }
}

[PeerMessage]
public sealed partial class ByteEnumEntry
{
    [Member(3)] public Dictionary<string, ByteColor> Value { get; set; } = [];
}

[PeerMessage]
public partial record ByteEnumKey([Member(1)] Dictionary<ByteColor, int> Value);

[PeerMessage]
public partial record SByteEnumMember([Member(0)] SByteColor Value);

[PeerMessage]
public readonly partial record struct SByteEnumOptional([Member(0)] SByteColor? Value);

[PeerMessage]
public sealed partial class SByteEnumElement
{
    [Member(0)] public required List<SByteColor> Value { get; init; }
}

[PeerMessage]
public sealed partial class SByteEnumEntry
{
    [Member(3)] public Dictionary<string, SByteColor> Value { get; set; } = [];
}

[PeerMessage]
public partial record SByteEnumKey([Member(1)] Dictionary<SByteColor, int> Value);

[PeerMessage]
public partial record Int16EnumMember([Member(0)] Int16Color Value);

[PeerMessage]
public readonly partial record struct Int16EnumOptional([Member(0)] Int16Color? Value);

[PeerMessage]
public sealed partial class Int16EnumElement
{
    [Member(0)] public required List<Int16Color> Value { get; init; }
}

[PeerMessage]
public sealed partial class Int16EnumEntry
{
    [Member(3)] public Dictionary<string, Int16Color> Value { get; set; } = [];
}

[PeerMessage]
public partial record Int16EnumKey([Member(1)] Dictionary<Int16Color, int> Value);

[PeerMessage]
public partial record UInt16EnumMember([Member(0)] UInt16Color Value);

[PeerMessage]
public readonly partial record struct UInt16EnumOptional([Member(0)] UInt16Color? Value);

[PeerMessage]
public sealed partial class UInt16EnumElement
{
    [Member(0)] public required List<UInt16Color> Value { get; init; }
}

[PeerMessage]
public sealed partial class UInt16EnumEntry
{
    [Member(3)] public Dictionary<string, UInt16Color> Value { get; set; } = [];
}

[PeerMessage]
public partial record UInt16EnumKey([Member(1)] Dictionary<UInt16Color, int> Value);

[PeerMessage]
public partial record Int32EnumMember([Member(0)] DayOfWeek Value);

[PeerMessage]
public readonly partial record struct Int32EnumOptional([Member(0)] DayOfWeek? Value);

[PeerMessage]
public sealed partial class Int32EnumElement
{
    [Member(0)] public required List<DayOfWeek> Value { get; init; }
}

[PeerMessage]
public sealed partial class Int32EnumEntry
{
    [Member(3)] public Dictionary<string, DayOfWeek> Value { get; set; } = [];
}

[PeerMessage]
public partial record Int32EnumKey([Member(1)] Dictionary<DayOfWeek, int> Value);

[PeerMessage]
public partial record UInt32EnumMember([Member(0)] UInt32Color Value);

[PeerMessage]
public readonly partial record struct UInt32EnumOptional([Member(0)] UInt32Color? Value);

[PeerMessage]
public sealed partial class UInt32EnumElement
{
    [Member(0)] public required List<UInt32Color> Value { get; init; }
}

[PeerMessage]
public sealed partial class UInt32EnumEntry
{
    [Member(3)] public Dictionary<string, UInt32Color> Value { get; set; } = [];
}

[PeerMessage]
public partial record UInt32EnumKey([Member(1)] Dictionary<UInt32Color, int> Value);

[PeerMessage]
public partial record Int64EnumMember([Member(0)] Int64Color Value);

[PeerMessage]
public readonly partial record struct Int64EnumOptional([Member(0)] Int64Color? Value);

[PeerMessage]
public sealed partial class Int64EnumElement
{
    [Member(0)] public required List<Int64Color> Value { get; init; }
}

[PeerMessage]
public sealed partial class Int64EnumEntry
{
    [Member(3)] public Dictionary<string, Int64Color> Value { get; set; } = [];
}

[PeerMessage]
public partial record Int64EnumKey([Member(1)] Dictionary<Int64Color, int> Value);

[PeerMessage]
public partial record UInt64EnumMember([Member(0)] UInt64Color Value);

[PeerMessage]
public readonly partial record struct UInt64EnumOptional([Member(0)] UInt64Color? Value);

[PeerMessage]
public sealed partial class UInt64EnumElement
{
    [Member(0)] public required List<UInt64Color> Value { get; init; }
}

[PeerMessage]
public sealed partial class UInt64EnumEntry
{
    [Member(3)] public Dictionary<string, UInt64Color> Value { get; set; } = [];
}

[PeerMessage]
public partial record UInt64EnumKey([Member(1)] Dictionary<UInt64Color, int> Value);

[PeerMessage]
public partial record NullableInt32Member([Member(0)] int? Value);

[PeerMessage]
public sealed partial class NullableInt32Element
{
    [Member(0)] public required List<int?> Value { get; init; }
}

[PeerMessage]
public sealed partial class NullableInt32Entry
{
    [Member(3)] public Dictionary<string, int?> Value { get; set; } = [];
}

[PeerMessage]
public partial record NullableDoubleMember([Member(0)] double? Value);

[PeerMessage]
public sealed partial class NullableDoubleElement
{
    [Member(0)] public required List<double?> Value { get; init; }
}

[PeerMessage]
public sealed partial class NullableDoubleEntry
{
    [Member(3)] public Dictionary<string, double?> Value { get; set; } = [];
}

[PeerMessage]
public partial record NullableEnumMember([Member(0)] ByteColor? Value);

[PeerMessage]
public sealed partial class NullableEnumElement
{
    [Member(0)] public required List<ByteColor?> Value { get; init; }
}

[PeerMessage]
public sealed partial class NullableEnumEntry
{
    [Member(3)] public Dictionary<string, ByteColor?> Value { get; set; } = [];
}

[PeerMessage]
public partial record DateTimeMember([Member(0)] DateTime Value);

[PeerMessage]
public readonly partial record struct DateTimeOptional([Member(0)] DateTime? Value);

[PeerMessage]
public sealed partial class DateTimeElement
{
    [Member(0)] public required List<DateTime> Value { get; init; }
}

[PeerMessage]
public sealed partial class DateTimeEntry
{
    [Member(3)] public Dictionary<string, DateTime> Value { get; set; } = [];
}

[PeerMessage]
public partial record DateTimeOffsetMember([Member(0)] DateTimeOffset Value);

[PeerMessage]
public readonly partial record struct DateTimeOffsetOptional([Member(0)] DateTimeOffset? Value);

[PeerMessage]
public sealed partial class DateTimeOffsetElement
{
    [Member(0)] public required List<DateTimeOffset> Value { get; init; }
}

[PeerMessage]
public sealed partial class DateTimeOffsetEntry
{
    [Member(3)] public Dictionary<string, DateTimeOffset> Value { get; set; } = [];
}

[PeerMessage]
public partial record TimeSpanMember([Member(0)] TimeSpan Value);

[PeerMessage]
public readonly partial record struct TimeSpanOptional([Member(0)] TimeSpan? Value);

[PeerMessage]
public sealed partial class TimeSpanElement
{
    [Member(0)] public required List<TimeSpan> Value { get; init; }
}

[PeerMessage]
public sealed partial class TimeSpanEntry
{
    [Member(3)] public Dictionary<string, TimeSpan> Value { get; set; } = [];
}

[PeerMessage]
public partial record TimeSpanKey([Member(1)] Dictionary<TimeSpan, int> Value);

[PeerMessage]
public partial record UtcDateTimeMember([Member(0)] DateTime Value);

[PeerMessage]
public readonly partial record struct UtcDateTimeOptional([Member(0)] DateTime? Value);

[PeerMessage]
public sealed partial class UtcDateTimeElement
{
    [Member(0)] public required List<DateTime> Value { get; init; }
}

[PeerMessage]
public sealed partial class UtcDateTimeEntry
{
    [Member(3)] public Dictionary<string, DateTime> Value { get; set; } = [];
}

[PeerMessage]
public partial record DateOnlyMember([Member(0)] DateOnly Value);

[PeerMessage]
public readonly partial record struct DateOnlyOptional([Member(0)] DateOnly? Value);

[PeerMessage]
public sealed partial class DateOnlyElement
{
    [Member(0)] public required List<DateOnly> Value { get; init; }
}

[PeerMessage]
public sealed partial class DateOnlyEntry
{
    [Member(3)] public Dictionary<string, DateOnly> Value { get; set; } = [];
}

[PeerMessage]
public partial record DateOnlyKey([Member(1)] Dictionary<DateOnly, int> Value);

[PeerMessage]
public partial record TimeOnlyMember([Member(0)] TimeOnly Value);

[PeerMessage]
public readonly partial record struct TimeOnlyOptional([Member(0)] TimeOnly? Value);

[PeerMessage]
public sealed partial class TimeOnlyElement
{
    [Member(0)] public required List<TimeOnly> Value { get; init; }
}

[PeerMessage]
public sealed partial class TimeOnlyEntry
{
    [Member(3)] public Dictionary<string, TimeOnly> Value { get; set; } = [];
}

[PeerMessage]
public partial record TimeOnlyKey([Member(1)] Dictionary<TimeOnly, int> Value);

[PeerMessage]
public partial record NullableDateTimeMember([Member(0)] DateTime? Value);

[PeerMessage]
public sealed partial class NullableDateTimeElement
{
    [Member(0)] public required List<DateTime?> Value { get; init; }
}

[PeerMessage]
public sealed partial class NullableDateTimeEntry
{
    [Member(3)] public Dictionary<string, DateTime?> Value { get; set; } = [];
}

[PeerMessage]
public partial record StringMember([Member(0)] string Value);

[PeerMessage]
public readonly partial record struct StringOptional([Member(0)] string? Value);

[PeerMessage]
public sealed partial class StringElement
{
    [Member(0)] public required List<string> Value { get; init; }
}

[PeerMessage]
public sealed partial class StringEntry
{
    [Member(3)] public Dictionary<string, string> Value { get; set; } = [];
}

[PeerMessage]
public partial record StringKey([Member(1)] Dictionary<string, int> Value);

[PeerMessage]
public partial record OptionalStringMember([Member(0)] string? Value);

[PeerMessage]
public sealed partial class OptionalStringElement
{
    [Member(0)] public required List<string?> Value { get; init; }
}

[PeerMessage]
public sealed partial class OptionalStringEntry
{
    [Member(3)] public Dictionary<string, string?> Value { get; set; } = [];
}

[PeerMessage]
public partial record GuidMember([Member(0)] Guid Value);

[PeerMessage]
public readonly partial record struct GuidOptional([Member(0)] Guid? Value);

[PeerMessage]
public sealed partial class GuidElement
{
    [Member(0)] public required List<Guid> Value { get; init; }
}

[PeerMessage]
public sealed partial class GuidEntry
{
    [Member(3)] public Dictionary<string, Guid> Value { get; set; } = [];
}

[PeerMessage]
public partial record GuidKey([Member(1)] Dictionary<Guid, int> Value);

[PeerMessage]
public partial record UriMember([Member(0)] Uri Value);

[PeerMessage]
public readonly partial record struct UriOptional([Member(0)] Uri? Value);

[PeerMessage]
public sealed partial class UriElement
{
    [Member(0)] public required List<Uri> Value { get; init; }
}

[PeerMessage]
public sealed partial class UriEntry
{
    [Member(3)] public Dictionary<string, Uri> Value { get; set; } = [];
}

[PeerMessage]
public partial record UriKey([Member(1)] Dictionary<Uri, int> Value);

[PeerMessage]
public partial record VersionMember([Member(0)] Version Value);

[PeerMessage]
public readonly partial record struct VersionOptional([Member(0)] Version? Value);

[PeerMessage]
public sealed partial class VersionElement
{
    [Member(0)] public required List<Version> Value { get; init; }
}

[PeerMessage]
public sealed partial class VersionEntry
{
    [Member(3)] public Dictionary<string, Version> Value { get; set; } = [];
}

[PeerMessage]
public partial record VersionKey([Member(1)] Dictionary<Version, int> Value);

[PeerMessage]
public partial record IPAddressMember([Member(0)] IPAddress Value);

[PeerMessage]
public readonly partial record struct IPAddressOptional([Member(0)] IPAddress? Value);

[PeerMessage]
public sealed partial class IPAddressElement
{
    [Member(0)] public required List<IPAddress> Value { get; init; }
}

[PeerMessage]
public sealed partial class IPAddressEntry
{
    [Member(3)] public Dictionary<string, IPAddress> Value { get; set; } = [];
}

[PeerMessage]
public partial record IPAddressKey([Member(1)] Dictionary<IPAddress, int> Value);

[PeerMessage]
public partial record IPEndPointMember([Member(0)] IPEndPoint Value);

[PeerMessage]
public readonly partial record struct IPEndPointOptional([Member(0)] IPEndPoint? Value);

[PeerMessage]
public sealed partial class IPEndPointElement
{
    [Member(0)] public required List<IPEndPoint> Value { get; init; }
}

[PeerMessage]
public sealed partial class IPEndPointEntry
{
    [Member(3)] public Dictionary<string, IPEndPoint> Value { get; set; } = [];
}

[PeerMessage]
public partial record IPEndPointKey([Member(1)] Dictionary<IPEndPoint, int> Value);

[PeerMessage]
public partial record ByteSequenceMember([Member(0)] ReadOnlySequence<byte> Value);

[PeerMessage]
public readonly partial record struct ByteSequenceOptional([Member(0)] ReadOnlySequence<byte>? Value);

[PeerMessage]
public sealed partial class ByteSequenceElement
{
    [Member(0)] public required List<ReadOnlySequence<byte>> Value { get; init; }
}

[PeerMessage]
public sealed partial class ByteSequenceEntry
{
    [Member(3)] public Dictionary<string, ReadOnlySequence<byte>> Value { get; set; } = [];
}

[PeerMessage]
public partial record ByteArrayMember([Member(0)] byte[] Value);

[PeerMessage]
public readonly partial record struct ByteArrayOptional([Member(0)] byte[]? Value);

[PeerMessage]
public sealed partial class ByteArrayElement
{
    [Member(0)] public required List<byte[]> Value { get; init; }
}

[PeerMessage]
public sealed partial class ByteArrayEntry
{
    [Member(3)] public Dictionary<string, byte[]> Value { get; set; } = [];
}

[PeerMessage]
public partial record ByteMemoryMember([Member(0)] Memory<byte> Value);

[PeerMessage]
public readonly partial record struct ByteMemoryOptional([Member(0)] Memory<byte>? Value);

[PeerMessage]
public sealed partial class ByteMemoryElement
{
    [Member(0)] public required List<Memory<byte>> Value { get; init; }
}

[PeerMessage]
public sealed partial class ByteMemoryEntry
{
    [Member(3)] public Dictionary<string, Memory<byte>> Value { get; set; } = [];
}

[PeerMessage]
public partial record ReadOnlyByteMemoryMember([Member(0)] ReadOnlyMemory<byte> Value);

[PeerMessage]
public readonly partial record struct ReadOnlyByteMemoryOptional([Member(0)] ReadOnlyMemory<byte>? Value);

[PeerMessage]
public sealed partial class ReadOnlyByteMemoryElement
{
    [Member(0)] public required List<ReadOnlyMemory<byte>> Value { get; init; }
}

[PeerMessage]
public sealed partial class ReadOnlyByteMemoryEntry
{
    [Member(3)] public Dictionary<string, ReadOnlyMemory<byte>> Value { get; set; } = [];
}

[PeerMessage]
public partial record OptionalByteArrayMember([Member(0)] byte[]? Value);

[PeerMessage]
public sealed partial class OptionalByteArrayElement
{
    [Member(0)] public required List<byte[]?> Value { get; init; }
}

[PeerMessage]
public sealed partial class OptionalByteArrayEntry
{
    [Member(3)] public Dictionary<string, byte[]?> Value { get; set; } = [];
}

[PeerMessage]
public partial record Int32ArrayMember([Member(0)] int[] Value);

[PeerMessage]
public readonly partial record struct Int32ArrayOptional([Member(0)] int[]? Value);

[PeerMessage]
public sealed partial class Int32ArrayElement
{
    [Member(0)] public required List<int[]> Value { get; init; }
}

[PeerMessage]
public sealed partial class Int32ArrayEntry
{
    [Member(3)] public Dictionary<string, int[]> Value { get; set; } = [];
}

[PeerMessage]
public partial record DoubleArrayMember([Member(0)] double[] Value);

[PeerMessage]
public readonly partial record struct DoubleArrayOptional([Member(0)] double[]? Value);

[PeerMessage]
public sealed partial class DoubleArrayElement
{
    [Member(0)] public required List<double[]> Value { get; init; }
}

[PeerMessage]
public sealed partial class DoubleArrayEntry
{
    [Member(3)] public Dictionary<string, double[]> Value { get; set; } = [];
}

[PeerMessage]
public partial record StringArrayMember([Member(0)] string?[] Value);

[PeerMessage]
public readonly partial record struct StringArrayOptional([Member(0)] string?[]? Value);

[PeerMessage]
public sealed partial class StringArrayElement
{
    [Member(0)] public required List<string?[]> Value { get; init; }
}

[PeerMessage]
public sealed partial class StringArrayEntry
{
    [Member(3)] public Dictionary<string, string?[]> Value { get; set; } = [];
}

[PeerMessage]
public partial record JaggedArrayMember([Member(0)] int[][] Value);

[PeerMessage]
public readonly partial record struct JaggedArrayOptional([Member(0)] int[][]? Value);

[PeerMessage]
public sealed partial class JaggedArrayElement
{
    [Member(0)] public required List<int[][]> Value { get; init; }
}

[PeerMessage]
public sealed partial class JaggedArrayEntry
{
    [Member(3)] public Dictionary<string, int[][]> Value { get; set; } = [];
}

[PeerMessage]
public partial record BinaryArrayMember([Member(0)] byte[][] Value);

[PeerMessage]
public readonly partial record struct BinaryArrayOptional([Member(0)] byte[][]? Value);

[PeerMessage]
public sealed partial class BinaryArrayElement
{
    [Member(0)] public required List<byte[][]> Value { get; init; }
}

[PeerMessage]
public sealed partial class BinaryArrayEntry
{
    [Member(3)] public Dictionary<string, byte[][]> Value { get; set; } = [];
}

[PeerMessage]
public partial record Int32ListMember([Member(0)] List<int> Value);

[PeerMessage]
public readonly partial record struct Int32ListOptional([Member(0)] List<int>? Value);

[PeerMessage]
public sealed partial class Int32ListElement
{
    [Member(0)] public required List<List<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class Int32ListEntry
{
    [Member(3)] public Dictionary<string, List<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record StringListMember([Member(0)] List<string> Value);

[PeerMessage]
public readonly partial record struct StringListOptional([Member(0)] List<string>? Value);

[PeerMessage]
public sealed partial class StringListElement
{
    [Member(0)] public required List<List<string>> Value { get; init; }
}

[PeerMessage]
public sealed partial class StringListEntry
{
    [Member(3)] public Dictionary<string, List<string>> Value { get; set; } = [];
}

[PeerMessage]
public partial record ListOfListsMember([Member(0)] List<List<Guid>> Value);

[PeerMessage]
public readonly partial record struct ListOfListsOptional([Member(0)] List<List<Guid>>? Value);

[PeerMessage]
public sealed partial class ListOfListsElement
{
    [Member(0)] public required List<List<List<Guid>>> Value { get; init; }
}

[PeerMessage]
public sealed partial class ListOfListsEntry
{
    [Member(3)] public Dictionary<string, List<List<Guid>>> Value { get; set; } = [];
}

[PeerMessage]
public partial record ReadOnlyListMember([Member(0)] IReadOnlyList<long> Value);

[PeerMessage]
public readonly partial record struct ReadOnlyListOptional([Member(0)] IReadOnlyList<long>? Value);

[PeerMessage]
public sealed partial class ReadOnlyListElement
{
    [Member(0)] public required List<IReadOnlyList<long>> Value { get; init; }
}

[PeerMessage]
public sealed partial class ReadOnlyListEntry
{
    [Member(3)] public Dictionary<string, IReadOnlyList<long>> Value { get; set; } = [];
}

[PeerMessage]
public partial record ImmutableArrayMember([Member(0)] ImmutableArray<ushort> Value);

[PeerMessage]
public readonly partial record struct ImmutableArrayOptional([Member(0)] ImmutableArray<ushort>? Value);

[PeerMessage]
public sealed partial class ImmutableArrayElement
{
    [Member(0)] public required List<ImmutableArray<ushort>> Value { get; init; }
}

[PeerMessage]
public sealed partial class ImmutableArrayEntry
{
    [Member(3)] public Dictionary<string, ImmutableArray<ushort>> Value { get; set; } = [];
}

[PeerMessage]
public partial record DictionaryMember([Member(0)] Dictionary<string, int> Value);

[PeerMessage]
public readonly partial record struct DictionaryOptional([Member(0)] Dictionary<string, int>? Value);

[PeerMessage]
public sealed partial class DictionaryElement
{
    [Member(0)] public required List<Dictionary<string, int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class DictionaryEntry
{
    [Member(3)] public Dictionary<string, Dictionary<string, int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record DictionaryOfListsMember([Member(0)] Dictionary<int, List<string>> Value);

[PeerMessage]
public readonly partial record struct DictionaryOfListsOptional([Member(0)] Dictionary<int, List<string>>? Value);

[PeerMessage]
public sealed partial class DictionaryOfListsElement
{
    [Member(0)] public required List<Dictionary<int, List<string>>> Value { get; init; }
}

[PeerMessage]
public sealed partial class DictionaryOfListsEntry
{
    [Member(3)] public Dictionary<string, Dictionary<int, List<string>>> Value { get; set; } = [];
}

[PeerMessage]
public partial record DictionaryByMessageMember([Member(0)] Dictionary<ReadonlyRecordStructMessage, string> Value);

[PeerMessage]
public readonly partial record struct DictionaryByMessageOptional([Member(0)] Dictionary<ReadonlyRecordStructMessage, string>? Value);

[PeerMessage]
public sealed partial class DictionaryByMessageElement
{
    [Member(0)] public required List<Dictionary<ReadonlyRecordStructMessage, string>> Value { get; init; }
}

[PeerMessage]
public sealed partial class DictionaryByMessageEntry
{
    [Member(3)] public Dictionary<string, Dictionary<ReadonlyRecordStructMessage, string>> Value { get; set; } = [];
}

[PeerMessage]
public partial record ReadOnlyDictionaryMember([Member(0)] IReadOnlyDictionary<Guid, double> Value);

[PeerMessage]
public readonly partial record struct ReadOnlyDictionaryOptional([Member(0)] IReadOnlyDictionary<Guid, double>? Value);

[PeerMessage]
public sealed partial class ReadOnlyDictionaryElement
{
    [Member(0)] public required List<IReadOnlyDictionary<Guid, double>> Value { get; init; }
}

[PeerMessage]
public sealed partial class ReadOnlyDictionaryEntry
{
    [Member(3)] public Dictionary<string, IReadOnlyDictionary<Guid, double>> Value { get; set; } = [];
}

[PeerMessage]
public partial record HashSetMember([Member(0)] HashSet<int> Value);

[PeerMessage]
public readonly partial record struct HashSetOptional([Member(0)] HashSet<int>? Value);

[PeerMessage]
public sealed partial class HashSetElement
{
    [Member(0)] public required List<HashSet<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class HashSetEntry
{
    [Member(3)] public Dictionary<string, HashSet<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record SortedSetMember([Member(0)] SortedSet<int> Value);

[PeerMessage]
public readonly partial record struct SortedSetOptional([Member(0)] SortedSet<int>? Value);

[PeerMessage]
public sealed partial class SortedSetElement
{
    [Member(0)] public required List<SortedSet<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class SortedSetEntry
{
    [Member(3)] public Dictionary<string, SortedSet<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record QueueMember([Member(0)] Queue<int> Value);

[PeerMessage]
public readonly partial record struct QueueOptional([Member(0)] Queue<int>? Value);

[PeerMessage]
public sealed partial class QueueElement
{
    [Member(0)] public required List<Queue<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class QueueEntry
{
    [Member(3)] public Dictionary<string, Queue<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record StackMember([Member(0)] Stack<int> Value);

[PeerMessage]
public readonly partial record struct StackOptional([Member(0)] Stack<int>? Value);

[PeerMessage]
public sealed partial class StackElement
{
    [Member(0)] public required List<Stack<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class StackEntry
{
    [Member(3)] public Dictionary<string, Stack<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record IEnumerableMember([Member(0)] IEnumerable<int> Value);

[PeerMessage]
public readonly partial record struct IEnumerableOptional([Member(0)] IEnumerable<int>? Value);

[PeerMessage]
public sealed partial class IEnumerableElement
{
    [Member(0)] public required List<IEnumerable<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class IEnumerableEntry
{
    [Member(3)] public Dictionary<string, IEnumerable<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record ICollectionMember([Member(0)] ICollection<int> Value);

[PeerMessage]
public readonly partial record struct ICollectionOptional([Member(0)] ICollection<int>? Value);

[PeerMessage]
public sealed partial class ICollectionElement
{
    [Member(0)] public required List<ICollection<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class ICollectionEntry
{
    [Member(3)] public Dictionary<string, ICollection<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record IListMember([Member(0)] IList<int> Value);

[PeerMessage]
public readonly partial record struct IListOptional([Member(0)] IList<int>? Value);

[PeerMessage]
public sealed partial class IListElement
{
    [Member(0)] public required List<IList<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class IListEntry
{
    [Member(3)] public Dictionary<string, IList<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record IReadOnlyCollectionMember([Member(0)] IReadOnlyCollection<int> Value);

[PeerMessage]
public readonly partial record struct IReadOnlyCollectionOptional([Member(0)] IReadOnlyCollection<int>? Value);

[PeerMessage]
public sealed partial class IReadOnlyCollectionElement
{
    [Member(0)] public required List<IReadOnlyCollection<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class IReadOnlyCollectionEntry
{
    [Member(3)] public Dictionary<string, IReadOnlyCollection<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record IReadOnlySetMember([Member(0)] IReadOnlySet<int> Value);

[PeerMessage]
public readonly partial record struct IReadOnlySetOptional([Member(0)] IReadOnlySet<int>? Value);

[PeerMessage]
public sealed partial class IReadOnlySetElement
{
    [Member(0)] public required List<IReadOnlySet<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class IReadOnlySetEntry
{
    [Member(3)] public Dictionary<string, IReadOnlySet<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record ISetMember([Member(0)] ISet<int> Value);

[PeerMessage]
public readonly partial record struct ISetOptional([Member(0)] ISet<int>? Value);

[PeerMessage]
public sealed partial class ISetElement
{
    [Member(0)] public required List<ISet<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class ISetEntry
{
    [Member(3)] public Dictionary<string, ISet<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record ImmutableListMember([Member(0)] ImmutableList<int> Value);

[PeerMessage]
public readonly partial record struct ImmutableListOptional([Member(0)] ImmutableList<int>? Value);

[PeerMessage]
public sealed partial class ImmutableListElement
{
    [Member(0)] public required List<ImmutableList<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class ImmutableListEntry
{
    [Member(3)] public Dictionary<string, ImmutableList<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record ImmutableHashSetMember([Member(0)] ImmutableHashSet<int> Value);

[PeerMessage]
public readonly partial record struct ImmutableHashSetOptional([Member(0)] ImmutableHashSet<int>? Value);

[PeerMessage]
public sealed partial class ImmutableHashSetElement
{
    [Member(0)] public required List<ImmutableHashSet<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class ImmutableHashSetEntry
{
    [Member(3)] public Dictionary<string, ImmutableHashSet<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record ImmutableSortedSetMember([Member(0)] ImmutableSortedSet<int> Value);

[PeerMessage]
public readonly partial record struct ImmutableSortedSetOptional([Member(0)] ImmutableSortedSet<int>? Value);

[PeerMessage]
public sealed partial class ImmutableSortedSetElement
{
    [Member(0)] public required List<ImmutableSortedSet<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class ImmutableSortedSetEntry
{
    [Member(3)] public Dictionary<string, ImmutableSortedSet<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record ImmutableQueueMember([Member(0)] ImmutableQueue<int> Value);

[PeerMessage]
public readonly partial record struct ImmutableQueueOptional([Member(0)] ImmutableQueue<int>? Value);

[PeerMessage]
public sealed partial class ImmutableQueueElement
{
    [Member(0)] public required List<ImmutableQueue<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class ImmutableQueueEntry
{
    [Member(3)] public Dictionary<string, ImmutableQueue<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record ImmutableStackMember([Member(0)] ImmutableStack<int> Value);

[PeerMessage]
public readonly partial record struct ImmutableStackOptional([Member(0)] ImmutableStack<int>? Value);

[PeerMessage]
public sealed partial class ImmutableStackElement
{
    [Member(0)] public required List<ImmutableStack<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class ImmutableStackEntry
{
    [Member(3)] public Dictionary<string, ImmutableStack<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record IImmutableListMember([Member(0)] IImmutableList<int> Value);

[PeerMessage]
public readonly partial record struct IImmutableListOptional([Member(0)] IImmutableList<int>? Value);

[PeerMessage]
public sealed partial class IImmutableListElement
{
    [Member(0)] public required List<IImmutableList<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class IImmutableListEntry
{
    [Member(3)] public Dictionary<string, IImmutableList<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record IImmutableSetMember([Member(0)] IImmutableSet<int> Value);

[PeerMessage]
public readonly partial record struct IImmutableSetOptional([Member(0)] IImmutableSet<int>? Value);

[PeerMessage]
public sealed partial class IImmutableSetElement
{
    [Member(0)] public required List<IImmutableSet<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class IImmutableSetEntry
{
    [Member(3)] public Dictionary<string, IImmutableSet<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record IImmutableQueueMember([Member(0)] IImmutableQueue<int> Value);

[PeerMessage]
public readonly partial record struct IImmutableQueueOptional([Member(0)] IImmutableQueue<int>? Value);

[PeerMessage]
public sealed partial class IImmutableQueueElement
{
    [Member(0)] public required List<IImmutableQueue<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class IImmutableQueueEntry
{
    [Member(3)] public Dictionary<string, IImmutableQueue<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record IImmutableStackMember([Member(0)] IImmutableStack<int> Value);

[PeerMessage]
public readonly partial record struct IImmutableStackOptional([Member(0)] IImmutableStack<int>? Value);

[PeerMessage]
public sealed partial class IImmutableStackElement
{
    [Member(0)] public required List<IImmutableStack<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class IImmutableStackEntry
{
    [Member(3)] public Dictionary<string, IImmutableStack<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record FrozenSetMember([Member(0)] FrozenSet<int> Value);

[PeerMessage]
public readonly partial record struct FrozenSetOptional([Member(0)] FrozenSet<int>? Value);

[PeerMessage]
public sealed partial class FrozenSetElement
{
    [Member(0)] public required List<FrozenSet<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class FrozenSetEntry
{
    [Member(3)] public Dictionary<string, FrozenSet<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record SortedDictionaryMember([Member(0)] SortedDictionary<string, int> Value);

[PeerMessage]
public readonly partial record struct SortedDictionaryOptional([Member(0)] SortedDictionary<string, int>? Value);

[PeerMessage]
public sealed partial class SortedDictionaryElement
{
    [Member(0)] public required List<SortedDictionary<string, int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class SortedDictionaryEntry
{
    [Member(3)] public Dictionary<string, SortedDictionary<string, int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record IDictionaryMember([Member(0)] IDictionary<string, int> Value);

[PeerMessage]
public readonly partial record struct IDictionaryOptional([Member(0)] IDictionary<string, int>? Value);

[PeerMessage]
public sealed partial class IDictionaryElement
{
    [Member(0)] public required List<IDictionary<string, int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class IDictionaryEntry
{
    [Member(3)] public Dictionary<string, IDictionary<string, int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record ImmutableDictionaryMember([Member(0)] ImmutableDictionary<string, int> Value);

[PeerMessage]
public readonly partial record struct ImmutableDictionaryOptional([Member(0)] ImmutableDictionary<string, int>? Value);

[PeerMessage]
public sealed partial class ImmutableDictionaryElement
{
    [Member(0)] public required List<ImmutableDictionary<string, int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class ImmutableDictionaryEntry
{
    [Member(3)] public Dictionary<string, ImmutableDictionary<string, int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record ImmutableSortedDictionaryMember([Member(0)] ImmutableSortedDictionary<string, int> Value);

[PeerMessage]
public readonly partial record struct ImmutableSortedDictionaryOptional([Member(0)] ImmutableSortedDictionary<string, int>? Value);

[PeerMessage]
public sealed partial class ImmutableSortedDictionaryElement
{
    [Member(0)] public required List<ImmutableSortedDictionary<string, int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class ImmutableSortedDictionaryEntry
{
    [Member(3)] public Dictionary<string, ImmutableSortedDictionary<string, int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record IImmutableDictionaryMember([Member(0)] IImmutableDictionary<string, int> Value);

[PeerMessage]
public readonly partial record struct IImmutableDictionaryOptional([Member(0)] IImmutableDictionary<string, int>? Value);

[PeerMessage]
public sealed partial class IImmutableDictionaryElement
{
    [Member(0)] public required List<IImmutableDictionary<string, int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class IImmutableDictionaryEntry
{
    [Member(3)] public Dictionary<string, IImmutableDictionary<string, int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record FrozenDictionaryMember([Member(0)] FrozenDictionary<string, int> Value);

[PeerMessage]
public readonly partial record struct FrozenDictionaryOptional([Member(0)] FrozenDictionary<string, int>? Value);

[PeerMessage]
public sealed partial class FrozenDictionaryElement
{
    [Member(0)] public required List<FrozenDictionary<string, int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class FrozenDictionaryEntry
{
    [Member(3)] public Dictionary<string, FrozenDictionary<string, int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record TupleMember([Member(0)] (int, string) Value);

[PeerMessage]
public readonly partial record struct TupleOptional([Member(0)] (int, string)? Value);

[PeerMessage]
public sealed partial class TupleElement
{
    [Member(0)] public required List<(int, string)> Value { get; init; }
}

[PeerMessage]
public sealed partial class TupleEntry
{
    [Member(3)] public Dictionary<string, (int, string)> Value { get; set; } = [];
}

[PeerMessage]
public partial record NestedTupleMember([Member(0)] (Guid, (bool, double?)) Value);

[PeerMessage]
public readonly partial record struct NestedTupleOptional([Member(0)] (Guid, (bool, double?))? Value);

[PeerMessage]
public sealed partial class NestedTupleElement
{
    [Member(0)] public required List<(Guid, (bool, double?))> Value { get; init; }
}

[PeerMessage]
public sealed partial class NestedTupleEntry
{
    [Member(3)] public Dictionary<string, (Guid, (bool, double?))> Value { get; set; } = [];
}

[PeerMessage]
public partial record PairMember([Member(0)] KeyValuePair<string, int> Value);

[PeerMessage]
public readonly partial record struct PairOptional([Member(0)] KeyValuePair<string, int>? Value);

[PeerMessage]
public sealed partial class PairElement
{
    [Member(0)] public required List<KeyValuePair<string, int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class PairEntry
{
    [Member(3)] public Dictionary<string, KeyValuePair<string, int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record Int32MemoryMember([Member(0)] Memory<int> Value);

[PeerMessage]
public readonly partial record struct Int32MemoryOptional([Member(0)] Memory<int>? Value);

[PeerMessage]
public sealed partial class Int32MemoryElement
{
    [Member(0)] public required List<Memory<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class Int32MemoryEntry
{
    [Member(3)] public Dictionary<string, Memory<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record DoubleMemoryMember([Member(0)] ReadOnlyMemory<double> Value);

[PeerMessage]
public readonly partial record struct DoubleMemoryOptional([Member(0)] ReadOnlyMemory<double>? Value);

[PeerMessage]
public sealed partial class DoubleMemoryElement
{
    [Member(0)] public required List<ReadOnlyMemory<double>> Value { get; init; }
}

[PeerMessage]
public sealed partial class DoubleMemoryEntry
{
    [Member(3)] public Dictionary<string, ReadOnlyMemory<double>> Value { get; set; } = [];
}

[PeerMessage]
public partial record OptionalListMember([Member(0)] List<int?>? Value);

[PeerMessage]
public sealed partial class OptionalListElement
{
    [Member(0)] public required List<List<int?>?> Value { get; init; }
}

[PeerMessage]
public sealed partial class OptionalListEntry
{
    [Member(3)] public Dictionary<string, List<int?>?> Value { get; set; } = [];
}

[PeerMessage]
public partial record RecordMember([Member(0)] RecordMessage Value);

[PeerMessage]
public readonly partial record struct RecordOptional([Member(0)] RecordMessage? Value);

[PeerMessage]
public sealed partial class RecordElement
{
    [Member(0)] public required List<RecordMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class RecordEntry
{
    [Member(3)] public Dictionary<string, RecordMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record ReadonlyRecordStructMember([Member(0)] ReadonlyRecordStructMessage Value);

[PeerMessage]
public readonly partial record struct ReadonlyRecordStructOptional([Member(0)] ReadonlyRecordStructMessage? Value);

[PeerMessage]
public sealed partial class ReadonlyRecordStructElement
{
    [Member(0)] public required List<ReadonlyRecordStructMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class ReadonlyRecordStructEntry
{
    [Member(3)] public Dictionary<string, ReadonlyRecordStructMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record ReadonlyRecordStructKey([Member(1)] Dictionary<ReadonlyRecordStructMessage, int> Value);

[PeerMessage]
public partial record AnnotatedTypeMember([Member(0)] AnnotatedMessage Value);

[PeerMessage]
public readonly partial record struct AnnotatedTypeOptional([Member(0)] AnnotatedMessage? Value);

[PeerMessage]
public sealed partial class AnnotatedTypeElement
{
    [Member(0)] public required List<AnnotatedMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class AnnotatedTypeEntry
{
    [Member(3)] public Dictionary<string, AnnotatedMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record AnnotatedMapMember([Member(0)] NamedMessage Value);

[PeerMessage]
public readonly partial record struct AnnotatedMapOptional([Member(0)] NamedMessage? Value);

[PeerMessage]
public sealed partial class AnnotatedMapElement
{
    [Member(0)] public required List<NamedMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class AnnotatedMapEntry
{
    [Member(3)] public Dictionary<string, NamedMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record OptionalRecordMember([Member(0)] RecordMessage? Value);

[PeerMessage]
public sealed partial class OptionalRecordElement
{
    [Member(0)] public required List<RecordMessage?> Value { get; init; }
}

[PeerMessage]
public sealed partial class OptionalRecordEntry
{
    [Member(3)] public Dictionary<string, RecordMessage?> Value { get; set; } = [];
}

[PeerMessage]
public partial record UnionMember([Member(0)] ShapeMessage Value);

[PeerMessage]
public readonly partial record struct UnionOptional([Member(0)] ShapeMessage? Value);

[PeerMessage]
public sealed partial class UnionElement
{
    [Member(0)] public required List<ShapeMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class UnionEntry
{
    [Member(3)] public Dictionary<string, ShapeMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record UnknownCaseMember([Member(0)] ShapeMessage Value);

[PeerMessage]
public readonly partial record struct UnknownCaseOptional([Member(0)] ShapeMessage? Value);

[PeerMessage]
public sealed partial class UnknownCaseElement
{
    [Member(0)] public required List<ShapeMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class UnknownCaseEntry
{
    [Member(3)] public Dictionary<string, ShapeMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record InterfaceUnionMember([Member(0)] IFigureMessage Value);

[PeerMessage]
public readonly partial record struct InterfaceUnionOptional([Member(0)] IFigureMessage? Value);

[PeerMessage]
public sealed partial class InterfaceUnionElement
{
    [Member(0)] public required List<IFigureMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class InterfaceUnionEntry
{
    [Member(3)] public Dictionary<string, IFigureMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record GenericRecordMember([Member(0)] PageMessage<int> Value);

[PeerMessage]
public readonly partial record struct GenericRecordOptional([Member(0)] PageMessage<int>? Value);

[PeerMessage]
public sealed partial class GenericRecordElement
{
    [Member(0)] public required List<PageMessage<int>> Value { get; init; }
}

[PeerMessage]
public sealed partial class GenericRecordEntry
{
    [Member(3)] public Dictionary<string, PageMessage<int>> Value { get; set; } = [];
}

[PeerMessage]
public partial record GenericOfListsMember([Member(0)] PageMessage<List<string?>> Value);

[PeerMessage]
public readonly partial record struct GenericOfListsOptional([Member(0)] PageMessage<List<string?>>? Value);

[PeerMessage]
public sealed partial class GenericOfListsElement
{
    [Member(0)] public required List<PageMessage<List<string?>>> Value { get; init; }
}

[PeerMessage]
public sealed partial class GenericOfListsEntry
{
    [Member(3)] public Dictionary<string, PageMessage<List<string?>>> Value { get; set; } = [];
}

[PeerMessage]
public partial record SurrogateMember([Member(0)] Vector3 Value);

[PeerMessage]
public readonly partial record struct SurrogateOptional([Member(0)] Vector3? Value);

[PeerMessage]
public sealed partial class SurrogateElement
{
    [Member(0)] public required List<Vector3> Value { get; init; }
}

[PeerMessage]
public sealed partial class SurrogateEntry
{
    [Member(3)] public Dictionary<string, Vector3> Value { get; set; } = [];
}

[PeerMessage]
public partial record NullableSurrogateMember([Member(0)] Vector3? Value);

[PeerMessage]
public sealed partial class NullableSurrogateElement
{
    [Member(0)] public required List<Vector3?> Value { get; init; }
}

[PeerMessage]
public sealed partial class NullableSurrogateEntry
{
    [Member(3)] public Dictionary<string, Vector3?> Value { get; set; } = [];
}

[PeerMessage]
public partial record DerivedMember([Member(0)] DerivedMessage Value);

[PeerMessage]
public readonly partial record struct DerivedOptional([Member(0)] DerivedMessage? Value);

[PeerMessage]
public sealed partial class DerivedElement
{
    [Member(0)] public required List<DerivedMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class DerivedEntry
{
    [Member(3)] public Dictionary<string, DerivedMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record RecordStructMember([Member(0)] RecordStructMessage Value);

[PeerMessage]
public readonly partial record struct RecordStructOptional([Member(0)] RecordStructMessage? Value);

[PeerMessage]
public sealed partial class RecordStructElement
{
    [Member(0)] public required List<RecordStructMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class RecordStructEntry
{
    [Member(3)] public Dictionary<string, RecordStructMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record ReadonlyStructMember([Member(0)] ReadonlyStructMessage Value);

[PeerMessage]
public readonly partial record struct ReadonlyStructOptional([Member(0)] ReadonlyStructMessage? Value);

[PeerMessage]
public sealed partial class ReadonlyStructElement
{
    [Member(0)] public required List<ReadonlyStructMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class ReadonlyStructEntry
{
    [Member(3)] public Dictionary<string, ReadonlyStructMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record StructMember([Member(0)] StructMessage Value);

[PeerMessage]
public readonly partial record struct StructOptional([Member(0)] StructMessage? Value);

[PeerMessage]
public sealed partial class StructElement
{
    [Member(0)] public required List<StructMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class StructEntry
{
    [Member(3)] public Dictionary<string, StructMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record ClassMember([Member(0)] ClassMessage Value);

[PeerMessage]
public readonly partial record struct ClassOptional([Member(0)] ClassMessage? Value);

[PeerMessage]
public sealed partial class ClassElement
{
    [Member(0)] public required List<ClassMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class ClassEntry
{
    [Member(3)] public Dictionary<string, ClassMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record RequiredClassMember([Member(0)] RequiredMessage Value);

[PeerMessage]
public readonly partial record struct RequiredClassOptional([Member(0)] RequiredMessage? Value);

[PeerMessage]
public sealed partial class RequiredClassElement
{
    [Member(0)] public required List<RequiredMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class RequiredClassEntry
{
    [Member(3)] public Dictionary<string, RequiredMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record PrimaryConstructorMember([Member(0)] PrimaryMessage Value);

[PeerMessage]
public readonly partial record struct PrimaryConstructorOptional([Member(0)] PrimaryMessage? Value);

[PeerMessage]
public sealed partial class PrimaryConstructorElement
{
    [Member(0)] public required List<PrimaryMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class PrimaryConstructorEntry
{
    [Member(3)] public Dictionary<string, PrimaryMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record NestedTypeMember([Member(0)] Outer.Middle.InnerMessage Value);

[PeerMessage]
public readonly partial record struct NestedTypeOptional([Member(0)] Outer.Middle.InnerMessage? Value);

[PeerMessage]
public sealed partial class NestedTypeElement
{
    [Member(0)] public required List<Outer.Middle.InnerMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class NestedTypeEntry
{
    [Member(3)] public Dictionary<string, Outer.Middle.InnerMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record SparseMember([Member(0)] SparseMessage Value);

[PeerMessage]
public readonly partial record struct SparseOptional([Member(0)] SparseMessage? Value);

[PeerMessage]
public sealed partial class SparseElement
{
    [Member(0)] public required List<SparseMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class SparseEntry
{
    [Member(3)] public Dictionary<string, SparseMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record WideMember([Member(0)] WideMessage Value);

[PeerMessage]
public readonly partial record struct WideOptional([Member(0)] WideMessage? Value);

[PeerMessage]
public sealed partial class WideElement
{
    [Member(0)] public required List<WideMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class WideEntry
{
    [Member(3)] public Dictionary<string, WideMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record EmptyMember([Member(0)] EmptyMessage Value);

[PeerMessage]
public readonly partial record struct EmptyOptional([Member(0)] EmptyMessage? Value);

[PeerMessage]
public sealed partial class EmptyElement
{
    [Member(0)] public required List<EmptyMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class EmptyEntry
{
    [Member(3)] public Dictionary<string, EmptyMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record RecursiveMember([Member(0)] TreeMessage Value);

[PeerMessage]
public readonly partial record struct RecursiveOptional([Member(0)] TreeMessage? Value);

[PeerMessage]
public sealed partial class RecursiveElement
{
    [Member(0)] public required List<TreeMessage> Value { get; init; }
}

[PeerMessage]
public sealed partial class RecursiveEntry
{
    [Member(3)] public Dictionary<string, TreeMessage> Value { get; set; } = [];
}

[PeerMessage]
public partial record NullableStructMember([Member(0)] RecordStructMessage? Value);

[PeerMessage]
public sealed partial class NullableStructElement
{
    [Member(0)] public required List<RecordStructMessage?> Value { get; init; }
}

[PeerMessage]
public sealed partial class NullableStructEntry
{
    [Member(3)] public Dictionary<string, RecordStructMessage?> Value { get; set; } = [];
}
