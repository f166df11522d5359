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

internal sealed partial class MatrixService
{
    public override ValueTask<bool> EchoBooleanAsync(PeerContext caller, bool value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutBooleanAsync(PeerContext caller, IAsyncEnumerable<bool> items, CancellationToken cancellationToken) => KeepAsync("Boolean", items, cancellationToken);

    public override IAsyncEnumerable<bool> TakeBooleanAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<bool>("Boolean");

    protected override ValueTask OnBooleanChannel(Peer from, bool message) => Receive("Boolean", message);

    public override ValueTask<byte> EchoByteAsync(PeerContext caller, byte value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutByteAsync(PeerContext caller, IAsyncEnumerable<byte> items, CancellationToken cancellationToken) => KeepAsync("Byte", items, cancellationToken);

    public override IAsyncEnumerable<byte> TakeByteAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<byte>("Byte");

    protected override ValueTask OnByteChannel(Peer from, byte message) => Receive("Byte", message);

    public override ValueTask<sbyte> EchoSByteAsync(PeerContext caller, sbyte value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutSByteAsync(PeerContext caller, IAsyncEnumerable<sbyte> items, CancellationToken cancellationToken) => KeepAsync("SByte", items, cancellationToken);

    public override IAsyncEnumerable<sbyte> TakeSByteAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<sbyte>("SByte");

    protected override ValueTask OnSByteChannel(Peer from, sbyte message) => Receive("SByte", message);

    public override ValueTask<short> EchoInt16Async(PeerContext caller, short value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutInt16Async(PeerContext caller, IAsyncEnumerable<short> items, CancellationToken cancellationToken) => KeepAsync("Int16", items, cancellationToken);

    public override IAsyncEnumerable<short> TakeInt16Async(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<short>("Int16");

    protected override ValueTask OnInt16Channel(Peer from, short message) => Receive("Int16", message);

    public override ValueTask<ushort> EchoUInt16Async(PeerContext caller, ushort value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutUInt16Async(PeerContext caller, IAsyncEnumerable<ushort> items, CancellationToken cancellationToken) => KeepAsync("UInt16", items, cancellationToken);

    public override IAsyncEnumerable<ushort> TakeUInt16Async(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ushort>("UInt16");

    protected override ValueTask OnUInt16Channel(Peer from, ushort message) => Receive("UInt16", message);

    public override ValueTask<int> EchoInt32Async(PeerContext caller, int value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutInt32Async(PeerContext caller, IAsyncEnumerable<int> items, CancellationToken cancellationToken) => KeepAsync("Int32", items, cancellationToken);

    public override IAsyncEnumerable<int> TakeInt32Async(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<int>("Int32");

    protected override ValueTask OnInt32Channel(Peer from, int message) => Receive("Int32", message);

    public override ValueTask<uint> EchoUInt32Async(PeerContext caller, uint value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutUInt32Async(PeerContext caller, IAsyncEnumerable<uint> items, CancellationToken cancellationToken) => KeepAsync("UInt32", items, cancellationToken);

    public override IAsyncEnumerable<uint> TakeUInt32Async(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<uint>("UInt32");

    protected override ValueTask OnUInt32Channel(Peer from, uint message) => Receive("UInt32", message);

    public override ValueTask<long> EchoInt64Async(PeerContext caller, long value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutInt64Async(PeerContext caller, IAsyncEnumerable<long> items, CancellationToken cancellationToken) => KeepAsync("Int64", items, cancellationToken);

    public override IAsyncEnumerable<long> TakeInt64Async(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<long>("Int64");

    protected override ValueTask OnInt64Channel(Peer from, long message) => Receive("Int64", message);

    public override ValueTask<ulong> EchoUInt64Async(PeerContext caller, ulong value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutUInt64Async(PeerContext caller, IAsyncEnumerable<ulong> items, CancellationToken cancellationToken) => KeepAsync("UInt64", items, cancellationToken);

    public override IAsyncEnumerable<ulong> TakeUInt64Async(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ulong>("UInt64");

    protected override ValueTask OnUInt64Channel(Peer from, ulong message) => Receive("UInt64", message);

    public override ValueTask<float> EchoSingleAsync(PeerContext caller, float value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutSingleAsync(PeerContext caller, IAsyncEnumerable<float> items, CancellationToken cancellationToken) => KeepAsync("Single", items, cancellationToken);

    public override IAsyncEnumerable<float> TakeSingleAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<float>("Single");

    protected override ValueTask OnSingleChannel(Peer from, float message) => Receive("Single", message);

    public override ValueTask<double> EchoDoubleAsync(PeerContext caller, double value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutDoubleAsync(PeerContext caller, IAsyncEnumerable<double> items, CancellationToken cancellationToken) => KeepAsync("Double", items, cancellationToken);

    public override IAsyncEnumerable<double> TakeDoubleAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<double>("Double");

    protected override ValueTask OnDoubleChannel(Peer from, double message) => Receive("Double", message);

    public override ValueTask<char> EchoCharAsync(PeerContext caller, char value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutCharAsync(PeerContext caller, IAsyncEnumerable<char> items, CancellationToken cancellationToken) => KeepAsync("Char", items, cancellationToken);

    public override IAsyncEnumerable<char> TakeCharAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<char>("Char");

    protected override ValueTask OnCharChannel(Peer from, char message) => Receive("Char", message);

    public override ValueTask<Int128> EchoInt128Async(PeerContext caller, Int128 value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutInt128Async(PeerContext caller, IAsyncEnumerable<Int128> items, CancellationToken cancellationToken) => KeepAsync("Int128", items, cancellationToken);

    public override IAsyncEnumerable<Int128> TakeInt128Async(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Int128>("Int128");

    protected override ValueTask OnInt128Channel(Peer from, Int128 message) => Receive("Int128", message);

    public override ValueTask<UInt128> EchoUInt128Async(PeerContext caller, UInt128 value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutUInt128Async(PeerContext caller, IAsyncEnumerable<UInt128> items, CancellationToken cancellationToken) => KeepAsync("UInt128", items, cancellationToken);

    public override IAsyncEnumerable<UInt128> TakeUInt128Async(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<UInt128>("UInt128");

    protected override ValueTask OnUInt128Channel(Peer from, UInt128 message) => Receive("UInt128", message);

    public override ValueTask<Half> EchoHalfAsync(PeerContext caller, Half value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutHalfAsync(PeerContext caller, IAsyncEnumerable<Half> items, CancellationToken cancellationToken) => KeepAsync("Half", items, cancellationToken);

    public override IAsyncEnumerable<Half> TakeHalfAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Half>("Half");

    protected override ValueTask OnHalfChannel(Peer from, Half message) => Receive("Half", message);

    public override ValueTask<decimal> EchoDecimalAsync(PeerContext caller, decimal value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutDecimalAsync(PeerContext caller, IAsyncEnumerable<decimal> items, CancellationToken cancellationToken) => KeepAsync("Decimal", items, cancellationToken);

    public override IAsyncEnumerable<decimal> TakeDecimalAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<decimal>("Decimal");

    protected override ValueTask OnDecimalChannel(Peer from, decimal message) => Receive("Decimal", message);

    public override ValueTask<BigInteger> EchoBigIntegerAsync(PeerContext caller, BigInteger value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutBigIntegerAsync(PeerContext caller, IAsyncEnumerable<BigInteger> items, CancellationToken cancellationToken) => KeepAsync("BigInteger", items, cancellationToken);

    public override IAsyncEnumerable<BigInteger> TakeBigIntegerAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<BigInteger>("BigInteger");

    protected override ValueTask OnBigIntegerChannel(Peer from, BigInteger message) => Receive("BigInteger", message);

    public override ValueTask<Rune> EchoRuneAsync(PeerContext caller, Rune value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutRuneAsync(PeerContext caller, IAsyncEnumerable<Rune> items, CancellationToken cancellationToken) => KeepAsync("Rune", items, cancellationToken);

    public override IAsyncEnumerable<Rune> TakeRuneAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Rune>("Rune");

    protected override ValueTask OnRuneChannel(Peer from, Rune message) => Receive("Rune", message);

    public override ValueTask<ByteColor> EchoByteEnumAsync(PeerContext caller, ByteColor value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutByteEnumAsync(PeerContext caller, IAsyncEnumerable<ByteColor> items, CancellationToken cancellationToken) => KeepAsync("ByteEnum", items, cancellationToken);

    public override IAsyncEnumerable<ByteColor> TakeByteEnumAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ByteColor>("ByteEnum");

    protected override ValueTask OnByteEnumChannel(Peer from, ByteColor message) => Receive("ByteEnum", message);

    public override ValueTask<SByteColor> EchoSByteEnumAsync(PeerContext caller, SByteColor value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutSByteEnumAsync(PeerContext caller, IAsyncEnumerable<SByteColor> items, CancellationToken cancellationToken) => KeepAsync("SByteEnum", items, cancellationToken);

    public override IAsyncEnumerable<SByteColor> TakeSByteEnumAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<SByteColor>("SByteEnum");

    protected override ValueTask OnSByteEnumChannel(Peer from, SByteColor message) => Receive("SByteEnum", message);

    public override ValueTask<Int16Color> EchoInt16EnumAsync(PeerContext caller, Int16Color value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutInt16EnumAsync(PeerContext caller, IAsyncEnumerable<Int16Color> items, CancellationToken cancellationToken) => KeepAsync("Int16Enum", items, cancellationToken);

    public override IAsyncEnumerable<Int16Color> TakeInt16EnumAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Int16Color>("Int16Enum");

    protected override ValueTask OnInt16EnumChannel(Peer from, Int16Color message) => Receive("Int16Enum", message);

    public override ValueTask<UInt16Color> EchoUInt16EnumAsync(PeerContext caller, UInt16Color value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutUInt16EnumAsync(PeerContext caller, IAsyncEnumerable<UInt16Color> items, CancellationToken cancellationToken) => KeepAsync("UInt16Enum", items, cancellationToken);

    public override IAsyncEnumerable<UInt16Color> TakeUInt16EnumAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<UInt16Color>("UInt16Enum");

    protected override ValueTask OnUInt16EnumChannel(Peer from, UInt16Color message) => Receive("UInt16Enum", message);

    public override ValueTask<DayOfWeek> EchoInt32EnumAsync(PeerContext caller, DayOfWeek value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutInt32EnumAsync(PeerContext caller, IAsyncEnumerable<DayOfWeek> items, CancellationToken cancellationToken) => KeepAsync("Int32Enum", items, cancellationToken);

    public override IAsyncEnumerable<DayOfWeek> TakeInt32EnumAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<DayOfWeek>("Int32Enum");

    protected override ValueTask OnInt32EnumChannel(Peer from, DayOfWeek message) => Receive("Int32Enum", message);

    public override ValueTask<UInt32Color> EchoUInt32EnumAsync(PeerContext caller, UInt32Color value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutUInt32EnumAsync(PeerContext caller, IAsyncEnumerable<UInt32Color> items, CancellationToken cancellationToken) => KeepAsync("UInt32Enum", items, cancellationToken);

    public override IAsyncEnumerable<UInt32Color> TakeUInt32EnumAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<UInt32Color>("UInt32Enum");

    protected override ValueTask OnUInt32EnumChannel(Peer from, UInt32Color message) => Receive("UInt32Enum", message);

    public override ValueTask<Int64Color> EchoInt64EnumAsync(PeerContext caller, Int64Color value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutInt64EnumAsync(PeerContext caller, IAsyncEnumerable<Int64Color> items, CancellationToken cancellationToken) => KeepAsync("Int64Enum", items, cancellationToken);

    public override IAsyncEnumerable<Int64Color> TakeInt64EnumAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Int64Color>("Int64Enum");

    protected override ValueTask OnInt64EnumChannel(Peer from, Int64Color message) => Receive("Int64Enum", message);

    public override ValueTask<UInt64Color> EchoUInt64EnumAsync(PeerContext caller, UInt64Color value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutUInt64EnumAsync(PeerContext caller, IAsyncEnumerable<UInt64Color> items, CancellationToken cancellationToken) => KeepAsync("UInt64Enum", items, cancellationToken);

    public override IAsyncEnumerable<UInt64Color> TakeUInt64EnumAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<UInt64Color>("UInt64Enum");

    protected override ValueTask OnUInt64EnumChannel(Peer from, UInt64Color message) => Receive("UInt64Enum", message);

    public override ValueTask<int?> EchoNullableInt32Async(PeerContext caller, int? value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutNullableInt32Async(PeerContext caller, IAsyncEnumerable<int?> items, CancellationToken cancellationToken) => KeepAsync("NullableInt32", items, cancellationToken);

    public override IAsyncEnumerable<int?> TakeNullableInt32Async(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<int?>("NullableInt32");

    protected override ValueTask OnNullableInt32Channel(Peer from, int? message) => Receive("NullableInt32", message);

    public override ValueTask<double?> EchoNullableDoubleAsync(PeerContext caller, double? value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutNullableDoubleAsync(PeerContext caller, IAsyncEnumerable<double?> items, CancellationToken cancellationToken) => KeepAsync("NullableDouble", items, cancellationToken);

    public override IAsyncEnumerable<double?> TakeNullableDoubleAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<double?>("NullableDouble");

    protected override ValueTask OnNullableDoubleChannel(Peer from, double? message) => Receive("NullableDouble", message);

    public override ValueTask<ByteColor?> EchoNullableEnumAsync(PeerContext caller, ByteColor? value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutNullableEnumAsync(PeerContext caller, IAsyncEnumerable<ByteColor?> items, CancellationToken cancellationToken) => KeepAsync("NullableEnum", items, cancellationToken);

    public override IAsyncEnumerable<ByteColor?> TakeNullableEnumAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ByteColor?>("NullableEnum");

    protected override ValueTask OnNullableEnumChannel(Peer from, ByteColor? message) => Receive("NullableEnum", message);

    public override ValueTask<DateTime> EchoDateTimeAsync(PeerContext caller, DateTime value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutDateTimeAsync(PeerContext caller, IAsyncEnumerable<DateTime> items, CancellationToken cancellationToken) => KeepAsync("DateTime", items, cancellationToken);

    public override IAsyncEnumerable<DateTime> TakeDateTimeAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<DateTime>("DateTime");

    protected override ValueTask OnDateTimeChannel(Peer from, DateTime message) => Receive("DateTime", message);

    public override ValueTask<DateTimeOffset> EchoDateTimeOffsetAsync(PeerContext caller, DateTimeOffset value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutDateTimeOffsetAsync(PeerContext caller, IAsyncEnumerable<DateTimeOffset> items, CancellationToken cancellationToken) => KeepAsync("DateTimeOffset", items, cancellationToken);

    public override IAsyncEnumerable<DateTimeOffset> TakeDateTimeOffsetAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<DateTimeOffset>("DateTimeOffset");

    protected override ValueTask OnDateTimeOffsetChannel(Peer from, DateTimeOffset message) => Receive("DateTimeOffset", message);

    public override ValueTask<TimeSpan> EchoTimeSpanAsync(PeerContext caller, TimeSpan value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutTimeSpanAsync(PeerContext caller, IAsyncEnumerable<TimeSpan> items, CancellationToken cancellationToken) => KeepAsync("TimeSpan", items, cancellationToken);

    public override IAsyncEnumerable<TimeSpan> TakeTimeSpanAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<TimeSpan>("TimeSpan");

    protected override ValueTask OnTimeSpanChannel(Peer from, TimeSpan message) => Receive("TimeSpan", message);

    public override ValueTask<DateTime> EchoUtcDateTimeAsync(PeerContext caller, DateTime value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutUtcDateTimeAsync(PeerContext caller, IAsyncEnumerable<DateTime> items, CancellationToken cancellationToken) => KeepAsync("UtcDateTime", items, cancellationToken);

    public override IAsyncEnumerable<DateTime> TakeUtcDateTimeAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<DateTime>("UtcDateTime");

    protected override ValueTask OnUtcDateTimeChannel(Peer from, DateTime message) => Receive("UtcDateTime", message);

    public override ValueTask<DateOnly> EchoDateOnlyAsync(PeerContext caller, DateOnly value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutDateOnlyAsync(PeerContext caller, IAsyncEnumerable<DateOnly> items, CancellationToken cancellationToken) => KeepAsync("DateOnly", items, cancellationToken);

    public override IAsyncEnumerable<DateOnly> TakeDateOnlyAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<DateOnly>("DateOnly");

    protected override ValueTask OnDateOnlyChannel(Peer from, DateOnly message) => Receive("DateOnly", message);

    public override ValueTask<TimeOnly> EchoTimeOnlyAsync(PeerContext caller, TimeOnly value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutTimeOnlyAsync(PeerContext caller, IAsyncEnumerable<TimeOnly> items, CancellationToken cancellationToken) => KeepAsync("TimeOnly", items, cancellationToken);

    public override IAsyncEnumerable<TimeOnly> TakeTimeOnlyAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<TimeOnly>("TimeOnly");

    protected override ValueTask OnTimeOnlyChannel(Peer from, TimeOnly message) => Receive("TimeOnly", message);

    public override ValueTask<DateTime?> EchoNullableDateTimeAsync(PeerContext caller, DateTime? value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutNullableDateTimeAsync(PeerContext caller, IAsyncEnumerable<DateTime?> items, CancellationToken cancellationToken) => KeepAsync("NullableDateTime", items, cancellationToken);

    public override IAsyncEnumerable<DateTime?> TakeNullableDateTimeAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<DateTime?>("NullableDateTime");

    protected override ValueTask OnNullableDateTimeChannel(Peer from, DateTime? message) => Receive("NullableDateTime", message);

    public override ValueTask<string> EchoStringAsync(PeerContext caller, string value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutStringAsync(PeerContext caller, IAsyncEnumerable<string> items, CancellationToken cancellationToken) => KeepAsync("String", items, cancellationToken);

    public override IAsyncEnumerable<string> TakeStringAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<string>("String");

    protected override ValueTask OnStringChannel(Peer from, string message) => Receive("String", message);

    public override ValueTask<string?> EchoOptionalStringAsync(PeerContext caller, string? value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutOptionalStringAsync(PeerContext caller, IAsyncEnumerable<string?> items, CancellationToken cancellationToken) => KeepAsync("OptionalString", items, cancellationToken);

    public override IAsyncEnumerable<string?> TakeOptionalStringAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<string?>("OptionalString");

    protected override ValueTask OnOptionalStringChannel(Peer from, string? message) => Receive("OptionalString", message);

    public override ValueTask<Guid> EchoGuidAsync(PeerContext caller, Guid value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutGuidAsync(PeerContext caller, IAsyncEnumerable<Guid> items, CancellationToken cancellationToken) => KeepAsync("Guid", items, cancellationToken);

    public override IAsyncEnumerable<Guid> TakeGuidAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Guid>("Guid");

    protected override ValueTask OnGuidChannel(Peer from, Guid message) => Receive("Guid", message);

    public override ValueTask<Uri> EchoUriAsync(PeerContext caller, Uri value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutUriAsync(PeerContext caller, IAsyncEnumerable<Uri> items, CancellationToken cancellationToken) => KeepAsync("Uri", items, cancellationToken);

    public override IAsyncEnumerable<Uri> TakeUriAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Uri>("Uri");

    protected override ValueTask OnUriChannel(Peer from, Uri message) => Receive("Uri", message);

    public override ValueTask<Version> EchoVersionAsync(PeerContext caller, Version value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutVersionAsync(PeerContext caller, IAsyncEnumerable<Version> items, CancellationToken cancellationToken) => KeepAsync("Version", items, cancellationToken);

    public override IAsyncEnumerable<Version> TakeVersionAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Version>("Version");

    protected override ValueTask OnVersionChannel(Peer from, Version message) => Receive("Version", message);

    public override ValueTask<IPAddress> EchoIPAddressAsync(PeerContext caller, IPAddress value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutIPAddressAsync(PeerContext caller, IAsyncEnumerable<IPAddress> items, CancellationToken cancellationToken) => KeepAsync("IPAddress", items, cancellationToken);

    public override IAsyncEnumerable<IPAddress> TakeIPAddressAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<IPAddress>("IPAddress");

    protected override ValueTask OnIPAddressChannel(Peer from, IPAddress message) => Receive("IPAddress", message);

    public override ValueTask<IPEndPoint> EchoIPEndPointAsync(PeerContext caller, IPEndPoint value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutIPEndPointAsync(PeerContext caller, IAsyncEnumerable<IPEndPoint> items, CancellationToken cancellationToken) => KeepAsync("IPEndPoint", items, cancellationToken);

    public override IAsyncEnumerable<IPEndPoint> TakeIPEndPointAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<IPEndPoint>("IPEndPoint");

    protected override ValueTask OnIPEndPointChannel(Peer from, IPEndPoint message) => Receive("IPEndPoint", message);

    public override ValueTask<ReadOnlySequence<byte>> EchoByteSequenceAsync(PeerContext caller, ReadOnlySequence<byte> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutByteSequenceAsync(PeerContext caller, IAsyncEnumerable<ReadOnlySequence<byte>> items, CancellationToken cancellationToken) => KeepAsync("ByteSequence", items, cancellationToken);

    public override IAsyncEnumerable<ReadOnlySequence<byte>> TakeByteSequenceAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ReadOnlySequence<byte>>("ByteSequence");

    protected override ValueTask OnByteSequenceChannel(Peer from, ReadOnlySequence<byte> message) => Receive("ByteSequence", message);

    public override ValueTask<byte[]> EchoByteArrayAsync(PeerContext caller, byte[] value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutByteArrayAsync(PeerContext caller, IAsyncEnumerable<byte[]> items, CancellationToken cancellationToken) => KeepAsync("ByteArray", items, cancellationToken);

    public override IAsyncEnumerable<byte[]> TakeByteArrayAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<byte[]>("ByteArray");

    protected override ValueTask OnByteArrayChannel(Peer from, byte[] message) => Receive("ByteArray", message);

    public override ValueTask<Memory<byte>> EchoByteMemoryAsync(PeerContext caller, Memory<byte> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutByteMemoryAsync(PeerContext caller, IAsyncEnumerable<Memory<byte>> items, CancellationToken cancellationToken) => KeepAsync("ByteMemory", items, cancellationToken);

    public override IAsyncEnumerable<Memory<byte>> TakeByteMemoryAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Memory<byte>>("ByteMemory");

    protected override ValueTask OnByteMemoryChannel(Peer from, Memory<byte> message) => Receive("ByteMemory", message);

    public override ValueTask<ReadOnlyMemory<byte>> EchoReadOnlyByteMemoryAsync(PeerContext caller, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutReadOnlyByteMemoryAsync(PeerContext caller, IAsyncEnumerable<ReadOnlyMemory<byte>> items, CancellationToken cancellationToken) => KeepAsync("ReadOnlyByteMemory", items, cancellationToken);

    public override IAsyncEnumerable<ReadOnlyMemory<byte>> TakeReadOnlyByteMemoryAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ReadOnlyMemory<byte>>("ReadOnlyByteMemory");

    protected override ValueTask OnReadOnlyByteMemoryChannel(Peer from, ReadOnlyMemory<byte> message) => Receive("ReadOnlyByteMemory", message);

    public override ValueTask<byte[]?> EchoOptionalByteArrayAsync(PeerContext caller, byte[]? value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutOptionalByteArrayAsync(PeerContext caller, IAsyncEnumerable<byte[]?> items, CancellationToken cancellationToken) => KeepAsync("OptionalByteArray", items, cancellationToken);

    public override IAsyncEnumerable<byte[]?> TakeOptionalByteArrayAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<byte[]?>("OptionalByteArray");

    protected override ValueTask OnOptionalByteArrayChannel(Peer from, byte[]? message) => Receive("OptionalByteArray", message);

    public override ValueTask<int[]> EchoInt32ArrayAsync(PeerContext caller, int[] value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutInt32ArrayAsync(PeerContext caller, IAsyncEnumerable<int[]> items, CancellationToken cancellationToken) => KeepAsync("Int32Array", items, cancellationToken);

    public override IAsyncEnumerable<int[]> TakeInt32ArrayAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<int[]>("Int32Array");

    protected override ValueTask OnInt32ArrayChannel(Peer from, int[] message) => Receive("Int32Array", message);

    public override ValueTask<double[]> EchoDoubleArrayAsync(PeerContext caller, double[] value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutDoubleArrayAsync(PeerContext caller, IAsyncEnumerable<double[]> items, CancellationToken cancellationToken) => KeepAsync("DoubleArray", items, cancellationToken);

    public override IAsyncEnumerable<double[]> TakeDoubleArrayAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<double[]>("DoubleArray");

    protected override ValueTask OnDoubleArrayChannel(Peer from, double[] message) => Receive("DoubleArray", message);

    public override ValueTask<string?[]> EchoStringArrayAsync(PeerContext caller, string?[] value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutStringArrayAsync(PeerContext caller, IAsyncEnumerable<string?[]> items, CancellationToken cancellationToken) => KeepAsync("StringArray", items, cancellationToken);

    public override IAsyncEnumerable<string?[]> TakeStringArrayAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<string?[]>("StringArray");

    protected override ValueTask OnStringArrayChannel(Peer from, string?[] message) => Receive("StringArray", message);

    public override ValueTask<int[][]> EchoJaggedArrayAsync(PeerContext caller, int[][] value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutJaggedArrayAsync(PeerContext caller, IAsyncEnumerable<int[][]> items, CancellationToken cancellationToken) => KeepAsync("JaggedArray", items, cancellationToken);

    public override IAsyncEnumerable<int[][]> TakeJaggedArrayAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<int[][]>("JaggedArray");

    protected override ValueTask OnJaggedArrayChannel(Peer from, int[][] message) => Receive("JaggedArray", message);

    public override ValueTask<byte[][]> EchoBinaryArrayAsync(PeerContext caller, byte[][] value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutBinaryArrayAsync(PeerContext caller, IAsyncEnumerable<byte[][]> items, CancellationToken cancellationToken) => KeepAsync("BinaryArray", items, cancellationToken);

    public override IAsyncEnumerable<byte[][]> TakeBinaryArrayAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<byte[][]>("BinaryArray");

    protected override ValueTask OnBinaryArrayChannel(Peer from, byte[][] message) => Receive("BinaryArray", message);

    public override ValueTask<List<int>> EchoInt32ListAsync(PeerContext caller, List<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutInt32ListAsync(PeerContext caller, IAsyncEnumerable<List<int>> items, CancellationToken cancellationToken) => KeepAsync("Int32List", items, cancellationToken);

    public override IAsyncEnumerable<List<int>> TakeInt32ListAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<List<int>>("Int32List");

    protected override ValueTask OnInt32ListChannel(Peer from, List<int> message) => Receive("Int32List", message);

    public override ValueTask<List<string>> EchoStringListAsync(PeerContext caller, List<string> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutStringListAsync(PeerContext caller, IAsyncEnumerable<List<string>> items, CancellationToken cancellationToken) => KeepAsync("StringList", items, cancellationToken);

    public override IAsyncEnumerable<List<string>> TakeStringListAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<List<string>>("StringList");

    protected override ValueTask OnStringListChannel(Peer from, List<string> message) => Receive("StringList", message);

    public override ValueTask<List<List<Guid>>> EchoListOfListsAsync(PeerContext caller, List<List<Guid>> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutListOfListsAsync(PeerContext caller, IAsyncEnumerable<List<List<Guid>>> items, CancellationToken cancellationToken) => KeepAsync("ListOfLists", items, cancellationToken);

    public override IAsyncEnumerable<List<List<Guid>>> TakeListOfListsAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<List<List<Guid>>>("ListOfLists");

    protected override ValueTask OnListOfListsChannel(Peer from, List<List<Guid>> message) => Receive("ListOfLists", message);

    public override ValueTask<IReadOnlyList<long>> EchoReadOnlyListAsync(PeerContext caller, IReadOnlyList<long> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutReadOnlyListAsync(PeerContext caller, IAsyncEnumerable<IReadOnlyList<long>> items, CancellationToken cancellationToken) => KeepAsync("ReadOnlyList", items, cancellationToken);

    public override IAsyncEnumerable<IReadOnlyList<long>> TakeReadOnlyListAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<IReadOnlyList<long>>("ReadOnlyList");

    protected override ValueTask OnReadOnlyListChannel(Peer from, IReadOnlyList<long> message) => Receive("ReadOnlyList", message);

    public override ValueTask<ImmutableArray<ushort>> EchoImmutableArrayAsync(PeerContext caller, ImmutableArray<ushort> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutImmutableArrayAsync(PeerContext caller, IAsyncEnumerable<ImmutableArray<ushort>> items, CancellationToken cancellationToken) => KeepAsync("ImmutableArray", items, cancellationToken);

    public override IAsyncEnumerable<ImmutableArray<ushort>> TakeImmutableArrayAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ImmutableArray<ushort>>("ImmutableArray");

    protected override ValueTask OnImmutableArrayChannel(Peer from, ImmutableArray<ushort> message) => Receive("ImmutableArray", message);

    public override ValueTask<Dictionary<string, int>> EchoDictionaryAsync(PeerContext caller, Dictionary<string, int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutDictionaryAsync(PeerContext caller, IAsyncEnumerable<Dictionary<string, int>> items, CancellationToken cancellationToken) => KeepAsync("Dictionary", items, cancellationToken);

    public override IAsyncEnumerable<Dictionary<string, int>> TakeDictionaryAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Dictionary<string, int>>("Dictionary");

    protected override ValueTask OnDictionaryChannel(Peer from, Dictionary<string, int> message) => Receive("Dictionary", message);

    public override ValueTask<Dictionary<int, List<string>>> EchoDictionaryOfListsAsync(PeerContext caller, Dictionary<int, List<string>> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutDictionaryOfListsAsync(PeerContext caller, IAsyncEnumerable<Dictionary<int, List<string>>> items, CancellationToken cancellationToken) => KeepAsync("DictionaryOfLists", items, cancellationToken);

    public override IAsyncEnumerable<Dictionary<int, List<string>>> TakeDictionaryOfListsAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Dictionary<int, List<string>>>("DictionaryOfLists");

    protected override ValueTask OnDictionaryOfListsChannel(Peer from, Dictionary<int, List<string>> message) => Receive("DictionaryOfLists", message);

    public override ValueTask<Dictionary<ReadonlyRecordStructMessage, string>> EchoDictionaryByMessageAsync(PeerContext caller, Dictionary<ReadonlyRecordStructMessage, string> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutDictionaryByMessageAsync(PeerContext caller, IAsyncEnumerable<Dictionary<ReadonlyRecordStructMessage, string>> items, CancellationToken cancellationToken) => KeepAsync("DictionaryByMessage", items, cancellationToken);

    public override IAsyncEnumerable<Dictionary<ReadonlyRecordStructMessage, string>> TakeDictionaryByMessageAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Dictionary<ReadonlyRecordStructMessage, string>>("DictionaryByMessage");

    protected override ValueTask OnDictionaryByMessageChannel(Peer from, Dictionary<ReadonlyRecordStructMessage, string> message) => Receive("DictionaryByMessage", message);

    public override ValueTask<IReadOnlyDictionary<Guid, double>> EchoReadOnlyDictionaryAsync(PeerContext caller, IReadOnlyDictionary<Guid, double> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutReadOnlyDictionaryAsync(PeerContext caller, IAsyncEnumerable<IReadOnlyDictionary<Guid, double>> items, CancellationToken cancellationToken) => KeepAsync("ReadOnlyDictionary", items, cancellationToken);

    public override IAsyncEnumerable<IReadOnlyDictionary<Guid, double>> TakeReadOnlyDictionaryAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<IReadOnlyDictionary<Guid, double>>("ReadOnlyDictionary");

    protected override ValueTask OnReadOnlyDictionaryChannel(Peer from, IReadOnlyDictionary<Guid, double> message) => Receive("ReadOnlyDictionary", message);

    public override ValueTask<HashSet<int>> EchoHashSetAsync(PeerContext caller, HashSet<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutHashSetAsync(PeerContext caller, IAsyncEnumerable<HashSet<int>> items, CancellationToken cancellationToken) => KeepAsync("HashSet", items, cancellationToken);

    public override IAsyncEnumerable<HashSet<int>> TakeHashSetAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<HashSet<int>>("HashSet");

    protected override ValueTask OnHashSetChannel(Peer from, HashSet<int> message) => Receive("HashSet", message);

    public override ValueTask<SortedSet<int>> EchoSortedSetAsync(PeerContext caller, SortedSet<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutSortedSetAsync(PeerContext caller, IAsyncEnumerable<SortedSet<int>> items, CancellationToken cancellationToken) => KeepAsync("SortedSet", items, cancellationToken);

    public override IAsyncEnumerable<SortedSet<int>> TakeSortedSetAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<SortedSet<int>>("SortedSet");

    protected override ValueTask OnSortedSetChannel(Peer from, SortedSet<int> message) => Receive("SortedSet", message);

    public override ValueTask<Queue<int>> EchoQueueAsync(PeerContext caller, Queue<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutQueueAsync(PeerContext caller, IAsyncEnumerable<Queue<int>> items, CancellationToken cancellationToken) => KeepAsync("Queue", items, cancellationToken);

    public override IAsyncEnumerable<Queue<int>> TakeQueueAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Queue<int>>("Queue");

    protected override ValueTask OnQueueChannel(Peer from, Queue<int> message) => Receive("Queue", message);

    public override ValueTask<Stack<int>> EchoStackAsync(PeerContext caller, Stack<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutStackAsync(PeerContext caller, IAsyncEnumerable<Stack<int>> items, CancellationToken cancellationToken) => KeepAsync("Stack", items, cancellationToken);

    public override IAsyncEnumerable<Stack<int>> TakeStackAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Stack<int>>("Stack");

    protected override ValueTask OnStackChannel(Peer from, Stack<int> message) => Receive("Stack", message);

    public override ValueTask<IEnumerable<int>> EchoIEnumerableAsync(PeerContext caller, IEnumerable<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutIEnumerableAsync(PeerContext caller, IAsyncEnumerable<IEnumerable<int>> items, CancellationToken cancellationToken) => KeepAsync("IEnumerable", items, cancellationToken);

    public override IAsyncEnumerable<IEnumerable<int>> TakeIEnumerableAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<IEnumerable<int>>("IEnumerable");

    protected override ValueTask OnIEnumerableChannel(Peer from, IEnumerable<int> message) => Receive("IEnumerable", message);

    public override ValueTask<ICollection<int>> EchoICollectionAsync(PeerContext caller, ICollection<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutICollectionAsync(PeerContext caller, IAsyncEnumerable<ICollection<int>> items, CancellationToken cancellationToken) => KeepAsync("ICollection", items, cancellationToken);

    public override IAsyncEnumerable<ICollection<int>> TakeICollectionAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ICollection<int>>("ICollection");

    protected override ValueTask OnICollectionChannel(Peer from, ICollection<int> message) => Receive("ICollection", message);

    public override ValueTask<IList<int>> EchoIListAsync(PeerContext caller, IList<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutIListAsync(PeerContext caller, IAsyncEnumerable<IList<int>> items, CancellationToken cancellationToken) => KeepAsync("IList", items, cancellationToken);

    public override IAsyncEnumerable<IList<int>> TakeIListAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<IList<int>>("IList");

    protected override ValueTask OnIListChannel(Peer from, IList<int> message) => Receive("IList", message);

    public override ValueTask<IReadOnlyCollection<int>> EchoIReadOnlyCollectionAsync(PeerContext caller, IReadOnlyCollection<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutIReadOnlyCollectionAsync(PeerContext caller, IAsyncEnumerable<IReadOnlyCollection<int>> items, CancellationToken cancellationToken) => KeepAsync("IReadOnlyCollection", items, cancellationToken);

    public override IAsyncEnumerable<IReadOnlyCollection<int>> TakeIReadOnlyCollectionAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<IReadOnlyCollection<int>>("IReadOnlyCollection");

    protected override ValueTask OnIReadOnlyCollectionChannel(Peer from, IReadOnlyCollection<int> message) => Receive("IReadOnlyCollection", message);

    public override ValueTask<IReadOnlySet<int>> EchoIReadOnlySetAsync(PeerContext caller, IReadOnlySet<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutIReadOnlySetAsync(PeerContext caller, IAsyncEnumerable<IReadOnlySet<int>> items, CancellationToken cancellationToken) => KeepAsync("IReadOnlySet", items, cancellationToken);

    public override IAsyncEnumerable<IReadOnlySet<int>> TakeIReadOnlySetAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<IReadOnlySet<int>>("IReadOnlySet");

    protected override ValueTask OnIReadOnlySetChannel(Peer from, IReadOnlySet<int> message) => Receive("IReadOnlySet", message);

    public override ValueTask<ISet<int>> EchoISetAsync(PeerContext caller, ISet<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutISetAsync(PeerContext caller, IAsyncEnumerable<ISet<int>> items, CancellationToken cancellationToken) => KeepAsync("ISet", items, cancellationToken);

    public override IAsyncEnumerable<ISet<int>> TakeISetAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ISet<int>>("ISet");

    protected override ValueTask OnISetChannel(Peer from, ISet<int> message) => Receive("ISet", message);

    public override ValueTask<ImmutableList<int>> EchoImmutableListAsync(PeerContext caller, ImmutableList<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutImmutableListAsync(PeerContext caller, IAsyncEnumerable<ImmutableList<int>> items, CancellationToken cancellationToken) => KeepAsync("ImmutableList", items, cancellationToken);

    public override IAsyncEnumerable<ImmutableList<int>> TakeImmutableListAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ImmutableList<int>>("ImmutableList");

    protected override ValueTask OnImmutableListChannel(Peer from, ImmutableList<int> message) => Receive("ImmutableList", message);

    public override ValueTask<ImmutableHashSet<int>> EchoImmutableHashSetAsync(PeerContext caller, ImmutableHashSet<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutImmutableHashSetAsync(PeerContext caller, IAsyncEnumerable<ImmutableHashSet<int>> items, CancellationToken cancellationToken) => KeepAsync("ImmutableHashSet", items, cancellationToken);

    public override IAsyncEnumerable<ImmutableHashSet<int>> TakeImmutableHashSetAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ImmutableHashSet<int>>("ImmutableHashSet");

    protected override ValueTask OnImmutableHashSetChannel(Peer from, ImmutableHashSet<int> message) => Receive("ImmutableHashSet", message);

    public override ValueTask<ImmutableSortedSet<int>> EchoImmutableSortedSetAsync(PeerContext caller, ImmutableSortedSet<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutImmutableSortedSetAsync(PeerContext caller, IAsyncEnumerable<ImmutableSortedSet<int>> items, CancellationToken cancellationToken) => KeepAsync("ImmutableSortedSet", items, cancellationToken);

    public override IAsyncEnumerable<ImmutableSortedSet<int>> TakeImmutableSortedSetAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ImmutableSortedSet<int>>("ImmutableSortedSet");

    protected override ValueTask OnImmutableSortedSetChannel(Peer from, ImmutableSortedSet<int> message) => Receive("ImmutableSortedSet", message);

    public override ValueTask<ImmutableQueue<int>> EchoImmutableQueueAsync(PeerContext caller, ImmutableQueue<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutImmutableQueueAsync(PeerContext caller, IAsyncEnumerable<ImmutableQueue<int>> items, CancellationToken cancellationToken) => KeepAsync("ImmutableQueue", items, cancellationToken);

    public override IAsyncEnumerable<ImmutableQueue<int>> TakeImmutableQueueAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ImmutableQueue<int>>("ImmutableQueue");

    protected override ValueTask OnImmutableQueueChannel(Peer from, ImmutableQueue<int> message) => Receive("ImmutableQueue", message);

    public override ValueTask<ImmutableStack<int>> EchoImmutableStackAsync(PeerContext caller, ImmutableStack<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutImmutableStackAsync(PeerContext caller, IAsyncEnumerable<ImmutableStack<int>> items, CancellationToken cancellationToken) => KeepAsync("ImmutableStack", items, cancellationToken);

    public override IAsyncEnumerable<ImmutableStack<int>> TakeImmutableStackAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ImmutableStack<int>>("ImmutableStack");

    protected override ValueTask OnImmutableStackChannel(Peer from, ImmutableStack<int> message) => Receive("ImmutableStack", message);

    public override ValueTask<IImmutableList<int>> EchoIImmutableListAsync(PeerContext caller, IImmutableList<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutIImmutableListAsync(PeerContext caller, IAsyncEnumerable<IImmutableList<int>> items, CancellationToken cancellationToken) => KeepAsync("IImmutableList", items, cancellationToken);

    public override IAsyncEnumerable<IImmutableList<int>> TakeIImmutableListAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<IImmutableList<int>>("IImmutableList");

    protected override ValueTask OnIImmutableListChannel(Peer from, IImmutableList<int> message) => Receive("IImmutableList", message);

    public override ValueTask<IImmutableSet<int>> EchoIImmutableSetAsync(PeerContext caller, IImmutableSet<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutIImmutableSetAsync(PeerContext caller, IAsyncEnumerable<IImmutableSet<int>> items, CancellationToken cancellationToken) => KeepAsync("IImmutableSet", items, cancellationToken);

    public override IAsyncEnumerable<IImmutableSet<int>> TakeIImmutableSetAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<IImmutableSet<int>>("IImmutableSet");

    protected override ValueTask OnIImmutableSetChannel(Peer from, IImmutableSet<int> message) => Receive("IImmutableSet", message);

    public override ValueTask<IImmutableQueue<int>> EchoIImmutableQueueAsync(PeerContext caller, IImmutableQueue<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutIImmutableQueueAsync(PeerContext caller, IAsyncEnumerable<IImmutableQueue<int>> items, CancellationToken cancellationToken) => KeepAsync("IImmutableQueue", items, cancellationToken);

    public override IAsyncEnumerable<IImmutableQueue<int>> TakeIImmutableQueueAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<IImmutableQueue<int>>("IImmutableQueue");

    protected override ValueTask OnIImmutableQueueChannel(Peer from, IImmutableQueue<int> message) => Receive("IImmutableQueue", message);

    public override ValueTask<IImmutableStack<int>> EchoIImmutableStackAsync(PeerContext caller, IImmutableStack<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutIImmutableStackAsync(PeerContext caller, IAsyncEnumerable<IImmutableStack<int>> items, CancellationToken cancellationToken) => KeepAsync("IImmutableStack", items, cancellationToken);

    public override IAsyncEnumerable<IImmutableStack<int>> TakeIImmutableStackAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<IImmutableStack<int>>("IImmutableStack");

    protected override ValueTask OnIImmutableStackChannel(Peer from, IImmutableStack<int> message) => Receive("IImmutableStack", message);

    public override ValueTask<FrozenSet<int>> EchoFrozenSetAsync(PeerContext caller, FrozenSet<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutFrozenSetAsync(PeerContext caller, IAsyncEnumerable<FrozenSet<int>> items, CancellationToken cancellationToken) => KeepAsync("FrozenSet", items, cancellationToken);

    public override IAsyncEnumerable<FrozenSet<int>> TakeFrozenSetAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<FrozenSet<int>>("FrozenSet");

    protected override ValueTask OnFrozenSetChannel(Peer from, FrozenSet<int> message) => Receive("FrozenSet", message);

    public override ValueTask<SortedDictionary<string, int>> EchoSortedDictionaryAsync(PeerContext caller, SortedDictionary<string, int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutSortedDictionaryAsync(PeerContext caller, IAsyncEnumerable<SortedDictionary<string, int>> items, CancellationToken cancellationToken) => KeepAsync("SortedDictionary", items, cancellationToken);

    public override IAsyncEnumerable<SortedDictionary<string, int>> TakeSortedDictionaryAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<SortedDictionary<string, int>>("SortedDictionary");

    protected override ValueTask OnSortedDictionaryChannel(Peer from, SortedDictionary<string, int> message) => Receive("SortedDictionary", message);

    public override ValueTask<IDictionary<string, int>> EchoIDictionaryAsync(PeerContext caller, IDictionary<string, int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutIDictionaryAsync(PeerContext caller, IAsyncEnumerable<IDictionary<string, int>> items, CancellationToken cancellationToken) => KeepAsync("IDictionary", items, cancellationToken);

    public override IAsyncEnumerable<IDictionary<string, int>> TakeIDictionaryAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<IDictionary<string, int>>("IDictionary");

    protected override ValueTask OnIDictionaryChannel(Peer from, IDictionary<string, int> message) => Receive("IDictionary", message);

    public override ValueTask<ImmutableDictionary<string, int>> EchoImmutableDictionaryAsync(PeerContext caller, ImmutableDictionary<string, int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutImmutableDictionaryAsync(PeerContext caller, IAsyncEnumerable<ImmutableDictionary<string, int>> items, CancellationToken cancellationToken) => KeepAsync("ImmutableDictionary", items, cancellationToken);

    public override IAsyncEnumerable<ImmutableDictionary<string, int>> TakeImmutableDictionaryAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ImmutableDictionary<string, int>>("ImmutableDictionary");

    protected override ValueTask OnImmutableDictionaryChannel(Peer from, ImmutableDictionary<string, int> message) => Receive("ImmutableDictionary", message);

    public override ValueTask<ImmutableSortedDictionary<string, int>> EchoImmutableSortedDictionaryAsync(PeerContext caller, ImmutableSortedDictionary<string, int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutImmutableSortedDictionaryAsync(PeerContext caller, IAsyncEnumerable<ImmutableSortedDictionary<string, int>> items, CancellationToken cancellationToken) => KeepAsync("ImmutableSortedDictionary", items, cancellationToken);

    public override IAsyncEnumerable<ImmutableSortedDictionary<string, int>> TakeImmutableSortedDictionaryAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ImmutableSortedDictionary<string, int>>("ImmutableSortedDictionary");

    protected override ValueTask OnImmutableSortedDictionaryChannel(Peer from, ImmutableSortedDictionary<string, int> message) => Receive("ImmutableSortedDictionary", message);

    public override ValueTask<IImmutableDictionary<string, int>> EchoIImmutableDictionaryAsync(PeerContext caller, IImmutableDictionary<string, int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutIImmutableDictionaryAsync(PeerContext caller, IAsyncEnumerable<IImmutableDictionary<string, int>> items, CancellationToken cancellationToken) => KeepAsync("IImmutableDictionary", items, cancellationToken);

    public override IAsyncEnumerable<IImmutableDictionary<string, int>> TakeIImmutableDictionaryAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<IImmutableDictionary<string, int>>("IImmutableDictionary");

    protected override ValueTask OnIImmutableDictionaryChannel(Peer from, IImmutableDictionary<string, int> message) => Receive("IImmutableDictionary", message);

    public override ValueTask<FrozenDictionary<string, int>> EchoFrozenDictionaryAsync(PeerContext caller, FrozenDictionary<string, int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutFrozenDictionaryAsync(PeerContext caller, IAsyncEnumerable<FrozenDictionary<string, int>> items, CancellationToken cancellationToken) => KeepAsync("FrozenDictionary", items, cancellationToken);

    public override IAsyncEnumerable<FrozenDictionary<string, int>> TakeFrozenDictionaryAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<FrozenDictionary<string, int>>("FrozenDictionary");

    protected override ValueTask OnFrozenDictionaryChannel(Peer from, FrozenDictionary<string, int> message) => Receive("FrozenDictionary", message);

    public override ValueTask<(int, string)> EchoTupleAsync(PeerContext caller, (int, string) value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutTupleAsync(PeerContext caller, IAsyncEnumerable<(int, string)> items, CancellationToken cancellationToken) => KeepAsync("Tuple", items, cancellationToken);

    public override IAsyncEnumerable<(int, string)> TakeTupleAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<(int, string)>("Tuple");

    protected override ValueTask OnTupleChannel(Peer from, (int, string) message) => Receive("Tuple", message);

    public override ValueTask<(Guid, (bool, double?))> EchoNestedTupleAsync(PeerContext caller, (Guid, (bool, double?)) value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutNestedTupleAsync(PeerContext caller, IAsyncEnumerable<(Guid, (bool, double?))> items, CancellationToken cancellationToken) => KeepAsync("NestedTuple", items, cancellationToken);

    public override IAsyncEnumerable<(Guid, (bool, double?))> TakeNestedTupleAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<(Guid, (bool, double?))>("NestedTuple");

    protected override ValueTask OnNestedTupleChannel(Peer from, (Guid, (bool, double?)) message) => Receive("NestedTuple", message);

    public override ValueTask<KeyValuePair<string, int>> EchoPairAsync(PeerContext caller, KeyValuePair<string, int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutPairAsync(PeerContext caller, IAsyncEnumerable<KeyValuePair<string, int>> items, CancellationToken cancellationToken) => KeepAsync("Pair", items, cancellationToken);

    public override IAsyncEnumerable<KeyValuePair<string, int>> TakePairAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<KeyValuePair<string, int>>("Pair");

    protected override ValueTask OnPairChannel(Peer from, KeyValuePair<string, int> message) => Receive("Pair", message);

    public override ValueTask<Memory<int>> EchoInt32MemoryAsync(PeerContext caller, Memory<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutInt32MemoryAsync(PeerContext caller, IAsyncEnumerable<Memory<int>> items, CancellationToken cancellationToken) => KeepAsync("Int32Memory", items, cancellationToken);

    public override IAsyncEnumerable<Memory<int>> TakeInt32MemoryAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Memory<int>>("Int32Memory");

    protected override ValueTask OnInt32MemoryChannel(Peer from, Memory<int> message) => Receive("Int32Memory", message);

    public override ValueTask<ReadOnlyMemory<double>> EchoDoubleMemoryAsync(PeerContext caller, ReadOnlyMemory<double> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutDoubleMemoryAsync(PeerContext caller, IAsyncEnumerable<ReadOnlyMemory<double>> items, CancellationToken cancellationToken) => KeepAsync("DoubleMemory", items, cancellationToken);

    public override IAsyncEnumerable<ReadOnlyMemory<double>> TakeDoubleMemoryAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ReadOnlyMemory<double>>("DoubleMemory");

    protected override ValueTask OnDoubleMemoryChannel(Peer from, ReadOnlyMemory<double> message) => Receive("DoubleMemory", message);

    public override ValueTask<List<int?>?> EchoOptionalListAsync(PeerContext caller, List<int?>? value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutOptionalListAsync(PeerContext caller, IAsyncEnumerable<List<int?>?> items, CancellationToken cancellationToken) => KeepAsync("OptionalList", items, cancellationToken);

    public override IAsyncEnumerable<List<int?>?> TakeOptionalListAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<List<int?>?>("OptionalList");

    protected override ValueTask OnOptionalListChannel(Peer from, List<int?>? message) => Receive("OptionalList", message);

    public override ValueTask<RecordMessage> EchoRecordAsync(PeerContext caller, RecordMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutRecordAsync(PeerContext caller, IAsyncEnumerable<RecordMessage> items, CancellationToken cancellationToken) => KeepAsync("Record", items, cancellationToken);

    public override IAsyncEnumerable<RecordMessage> TakeRecordAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<RecordMessage>("Record");

    protected override ValueTask OnRecordChannel(Peer from, RecordMessage message) => Receive("Record", message);

    public override ValueTask<ReadonlyRecordStructMessage> EchoReadonlyRecordStructAsync(PeerContext caller, ReadonlyRecordStructMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutReadonlyRecordStructAsync(PeerContext caller, IAsyncEnumerable<ReadonlyRecordStructMessage> items, CancellationToken cancellationToken) => KeepAsync("ReadonlyRecordStruct", items, cancellationToken);

    public override IAsyncEnumerable<ReadonlyRecordStructMessage> TakeReadonlyRecordStructAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ReadonlyRecordStructMessage>("ReadonlyRecordStruct");

    protected override ValueTask OnReadonlyRecordStructChannel(Peer from, ReadonlyRecordStructMessage message) => Receive("ReadonlyRecordStruct", message);

    public override ValueTask<AnnotatedMessage> EchoAnnotatedTypeAsync(PeerContext caller, AnnotatedMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutAnnotatedTypeAsync(PeerContext caller, IAsyncEnumerable<AnnotatedMessage> items, CancellationToken cancellationToken) => KeepAsync("AnnotatedType", items, cancellationToken);

    public override IAsyncEnumerable<AnnotatedMessage> TakeAnnotatedTypeAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<AnnotatedMessage>("AnnotatedType");

    protected override ValueTask OnAnnotatedTypeChannel(Peer from, AnnotatedMessage message) => Receive("AnnotatedType", message);

    public override ValueTask<NamedMessage> EchoAnnotatedMapAsync(PeerContext caller, NamedMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutAnnotatedMapAsync(PeerContext caller, IAsyncEnumerable<NamedMessage> items, CancellationToken cancellationToken) => KeepAsync("AnnotatedMap", items, cancellationToken);

    public override IAsyncEnumerable<NamedMessage> TakeAnnotatedMapAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<NamedMessage>("AnnotatedMap");

    protected override ValueTask OnAnnotatedMapChannel(Peer from, NamedMessage message) => Receive("AnnotatedMap", message);

    public override ValueTask<RecordMessage?> EchoOptionalRecordAsync(PeerContext caller, RecordMessage? value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutOptionalRecordAsync(PeerContext caller, IAsyncEnumerable<RecordMessage?> items, CancellationToken cancellationToken) => KeepAsync("OptionalRecord", items, cancellationToken);

    public override IAsyncEnumerable<RecordMessage?> TakeOptionalRecordAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<RecordMessage?>("OptionalRecord");

    protected override ValueTask OnOptionalRecordChannel(Peer from, RecordMessage? message) => Receive("OptionalRecord", message);

    public override ValueTask<ShapeMessage> EchoUnionAsync(PeerContext caller, ShapeMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutUnionAsync(PeerContext caller, IAsyncEnumerable<ShapeMessage> items, CancellationToken cancellationToken) => KeepAsync("Union", items, cancellationToken);

    public override IAsyncEnumerable<ShapeMessage> TakeUnionAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ShapeMessage>("Union");

    protected override ValueTask OnUnionChannel(Peer from, ShapeMessage message) => Receive("Union", message);

    public override ValueTask<ShapeMessage> EchoUnknownCaseAsync(PeerContext caller, ShapeMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutUnknownCaseAsync(PeerContext caller, IAsyncEnumerable<ShapeMessage> items, CancellationToken cancellationToken) => KeepAsync("UnknownCase", items, cancellationToken);

    public override IAsyncEnumerable<ShapeMessage> TakeUnknownCaseAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ShapeMessage>("UnknownCase");

    protected override ValueTask OnUnknownCaseChannel(Peer from, ShapeMessage message) => Receive("UnknownCase", message);

    public override ValueTask<IFigureMessage> EchoInterfaceUnionAsync(PeerContext caller, IFigureMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutInterfaceUnionAsync(PeerContext caller, IAsyncEnumerable<IFigureMessage> items, CancellationToken cancellationToken) => KeepAsync("InterfaceUnion", items, cancellationToken);

    public override IAsyncEnumerable<IFigureMessage> TakeInterfaceUnionAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<IFigureMessage>("InterfaceUnion");

    protected override ValueTask OnInterfaceUnionChannel(Peer from, IFigureMessage message) => Receive("InterfaceUnion", message);

    public override ValueTask<PageMessage<int>> EchoGenericRecordAsync(PeerContext caller, PageMessage<int> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutGenericRecordAsync(PeerContext caller, IAsyncEnumerable<PageMessage<int>> items, CancellationToken cancellationToken) => KeepAsync("GenericRecord", items, cancellationToken);

    public override IAsyncEnumerable<PageMessage<int>> TakeGenericRecordAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<PageMessage<int>>("GenericRecord");

    protected override ValueTask OnGenericRecordChannel(Peer from, PageMessage<int> message) => Receive("GenericRecord", message);

    public override ValueTask<PageMessage<List<string?>>> EchoGenericOfListsAsync(PeerContext caller, PageMessage<List<string?>> value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutGenericOfListsAsync(PeerContext caller, IAsyncEnumerable<PageMessage<List<string?>>> items, CancellationToken cancellationToken) => KeepAsync("GenericOfLists", items, cancellationToken);

    public override IAsyncEnumerable<PageMessage<List<string?>>> TakeGenericOfListsAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<PageMessage<List<string?>>>("GenericOfLists");

    protected override ValueTask OnGenericOfListsChannel(Peer from, PageMessage<List<string?>> message) => Receive("GenericOfLists", message);

    public override ValueTask<Vector3> EchoSurrogateAsync(PeerContext caller, Vector3 value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutSurrogateAsync(PeerContext caller, IAsyncEnumerable<Vector3> items, CancellationToken cancellationToken) => KeepAsync("Surrogate", items, cancellationToken);

    public override IAsyncEnumerable<Vector3> TakeSurrogateAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Vector3>("Surrogate");

    protected override ValueTask OnSurrogateChannel(Peer from, Vector3 message) => Receive("Surrogate", message);

    public override ValueTask<Vector3?> EchoNullableSurrogateAsync(PeerContext caller, Vector3? value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutNullableSurrogateAsync(PeerContext caller, IAsyncEnumerable<Vector3?> items, CancellationToken cancellationToken) => KeepAsync("NullableSurrogate", items, cancellationToken);

    public override IAsyncEnumerable<Vector3?> TakeNullableSurrogateAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Vector3?>("NullableSurrogate");

    protected override ValueTask OnNullableSurrogateChannel(Peer from, Vector3? message) => Receive("NullableSurrogate", message);

    public override ValueTask<DerivedMessage> EchoDerivedAsync(PeerContext caller, DerivedMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutDerivedAsync(PeerContext caller, IAsyncEnumerable<DerivedMessage> items, CancellationToken cancellationToken) => KeepAsync("Derived", items, cancellationToken);

    public override IAsyncEnumerable<DerivedMessage> TakeDerivedAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<DerivedMessage>("Derived");

    protected override ValueTask OnDerivedChannel(Peer from, DerivedMessage message) => Receive("Derived", message);

    public override ValueTask<RecordStructMessage> EchoRecordStructAsync(PeerContext caller, RecordStructMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutRecordStructAsync(PeerContext caller, IAsyncEnumerable<RecordStructMessage> items, CancellationToken cancellationToken) => KeepAsync("RecordStruct", items, cancellationToken);

    public override IAsyncEnumerable<RecordStructMessage> TakeRecordStructAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<RecordStructMessage>("RecordStruct");

    protected override ValueTask OnRecordStructChannel(Peer from, RecordStructMessage message) => Receive("RecordStruct", message);

    public override ValueTask<ReadonlyStructMessage> EchoReadonlyStructAsync(PeerContext caller, ReadonlyStructMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutReadonlyStructAsync(PeerContext caller, IAsyncEnumerable<ReadonlyStructMessage> items, CancellationToken cancellationToken) => KeepAsync("ReadonlyStruct", items, cancellationToken);

    public override IAsyncEnumerable<ReadonlyStructMessage> TakeReadonlyStructAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ReadonlyStructMessage>("ReadonlyStruct");

    protected override ValueTask OnReadonlyStructChannel(Peer from, ReadonlyStructMessage message) => Receive("ReadonlyStruct", message);

    public override ValueTask<StructMessage> EchoStructAsync(PeerContext caller, StructMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutStructAsync(PeerContext caller, IAsyncEnumerable<StructMessage> items, CancellationToken cancellationToken) => KeepAsync("Struct", items, cancellationToken);

    public override IAsyncEnumerable<StructMessage> TakeStructAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<StructMessage>("Struct");

    protected override ValueTask OnStructChannel(Peer from, StructMessage message) => Receive("Struct", message);

    public override ValueTask<ClassMessage> EchoClassAsync(PeerContext caller, ClassMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutClassAsync(PeerContext caller, IAsyncEnumerable<ClassMessage> items, CancellationToken cancellationToken) => KeepAsync("Class", items, cancellationToken);

    public override IAsyncEnumerable<ClassMessage> TakeClassAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ClassMessage>("Class");

    protected override ValueTask OnClassChannel(Peer from, ClassMessage message) => Receive("Class", message);

    public override ValueTask<RequiredMessage> EchoRequiredClassAsync(PeerContext caller, RequiredMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutRequiredClassAsync(PeerContext caller, IAsyncEnumerable<RequiredMessage> items, CancellationToken cancellationToken) => KeepAsync("RequiredClass", items, cancellationToken);

    public override IAsyncEnumerable<RequiredMessage> TakeRequiredClassAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<RequiredMessage>("RequiredClass");

    protected override ValueTask OnRequiredClassChannel(Peer from, RequiredMessage message) => Receive("RequiredClass", message);

    public override ValueTask<PrimaryMessage> EchoPrimaryConstructorAsync(PeerContext caller, PrimaryMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutPrimaryConstructorAsync(PeerContext caller, IAsyncEnumerable<PrimaryMessage> items, CancellationToken cancellationToken) => KeepAsync("PrimaryConstructor", items, cancellationToken);

    public override IAsyncEnumerable<PrimaryMessage> TakePrimaryConstructorAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<PrimaryMessage>("PrimaryConstructor");

    protected override ValueTask OnPrimaryConstructorChannel(Peer from, PrimaryMessage message) => Receive("PrimaryConstructor", message);

    public override ValueTask<Outer.Middle.InnerMessage> EchoNestedTypeAsync(PeerContext caller, Outer.Middle.InnerMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutNestedTypeAsync(PeerContext caller, IAsyncEnumerable<Outer.Middle.InnerMessage> items, CancellationToken cancellationToken) => KeepAsync("NestedType", items, cancellationToken);

    public override IAsyncEnumerable<Outer.Middle.InnerMessage> TakeNestedTypeAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<Outer.Middle.InnerMessage>("NestedType");

    protected override ValueTask OnNestedTypeChannel(Peer from, Outer.Middle.InnerMessage message) => Receive("NestedType", message);

    public override ValueTask<SparseMessage> EchoSparseAsync(PeerContext caller, SparseMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutSparseAsync(PeerContext caller, IAsyncEnumerable<SparseMessage> items, CancellationToken cancellationToken) => KeepAsync("Sparse", items, cancellationToken);

    public override IAsyncEnumerable<SparseMessage> TakeSparseAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<SparseMessage>("Sparse");

    protected override ValueTask OnSparseChannel(Peer from, SparseMessage message) => Receive("Sparse", message);

    public override ValueTask<WideMessage> EchoWideAsync(PeerContext caller, WideMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutWideAsync(PeerContext caller, IAsyncEnumerable<WideMessage> items, CancellationToken cancellationToken) => KeepAsync("Wide", items, cancellationToken);

    public override IAsyncEnumerable<WideMessage> TakeWideAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<WideMessage>("Wide");

    protected override ValueTask OnWideChannel(Peer from, WideMessage message) => Receive("Wide", message);

    public override ValueTask<EmptyMessage> EchoEmptyAsync(PeerContext caller, EmptyMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutEmptyAsync(PeerContext caller, IAsyncEnumerable<EmptyMessage> items, CancellationToken cancellationToken) => KeepAsync("Empty", items, cancellationToken);

    public override IAsyncEnumerable<EmptyMessage> TakeEmptyAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<EmptyMessage>("Empty");

    protected override ValueTask OnEmptyChannel(Peer from, EmptyMessage message) => Receive("Empty", message);

    public override ValueTask<TreeMessage> EchoRecursiveAsync(PeerContext caller, TreeMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutRecursiveAsync(PeerContext caller, IAsyncEnumerable<TreeMessage> items, CancellationToken cancellationToken) => KeepAsync("Recursive", items, cancellationToken);

    public override IAsyncEnumerable<TreeMessage> TakeRecursiveAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<TreeMessage>("Recursive");

    protected override ValueTask OnRecursiveChannel(Peer from, TreeMessage message) => Receive("Recursive", message);

    public override ValueTask<RecordStructMessage?> EchoNullableStructAsync(PeerContext caller, RecordStructMessage? value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutNullableStructAsync(PeerContext caller, IAsyncEnumerable<RecordStructMessage?> items, CancellationToken cancellationToken) => KeepAsync("NullableStruct", items, cancellationToken);

    public override IAsyncEnumerable<RecordStructMessage?> TakeNullableStructAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<RecordStructMessage?>("NullableStruct");

    protected override ValueTask OnNullableStructChannel(Peer from, RecordStructMessage? message) => Receive("NullableStruct", message);
}
