// Written by MatrixSource from TypeTable. After a change of either run this project's tests with PEERPROTO_ACCEPT=1, and then again without.
using System.Collections.Immutable;
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

    public override ValueTask<List<int?>?> EchoOptionalListAsync(PeerContext caller, List<int?>? value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutOptionalListAsync(PeerContext caller, IAsyncEnumerable<List<int?>?> items, CancellationToken cancellationToken) => KeepAsync("OptionalList", items, cancellationToken);

    public override IAsyncEnumerable<List<int?>?> TakeOptionalListAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<List<int?>?>("OptionalList");

    protected override ValueTask OnOptionalListChannel(Peer from, List<int?>? message) => Receive("OptionalList", message);

    public override ValueTask<RecordMessage> EchoRecordAsync(PeerContext caller, RecordMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutRecordAsync(PeerContext caller, IAsyncEnumerable<RecordMessage> items, CancellationToken cancellationToken) => KeepAsync("Record", items, cancellationToken);

    public override IAsyncEnumerable<RecordMessage> TakeRecordAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<RecordMessage>("Record");

    protected override ValueTask OnRecordChannel(Peer from, RecordMessage message) => Receive("Record", message);

    public override ValueTask<RecordStructMessage> EchoRecordStructAsync(PeerContext caller, RecordStructMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutRecordStructAsync(PeerContext caller, IAsyncEnumerable<RecordStructMessage> items, CancellationToken cancellationToken) => KeepAsync("RecordStruct", items, cancellationToken);

    public override IAsyncEnumerable<RecordStructMessage> TakeRecordStructAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<RecordStructMessage>("RecordStruct");

    protected override ValueTask OnRecordStructChannel(Peer from, RecordStructMessage message) => Receive("RecordStruct", message);

    public override ValueTask<ReadonlyRecordStructMessage> EchoReadonlyRecordStructAsync(PeerContext caller, ReadonlyRecordStructMessage value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutReadonlyRecordStructAsync(PeerContext caller, IAsyncEnumerable<ReadonlyRecordStructMessage> items, CancellationToken cancellationToken) => KeepAsync("ReadonlyRecordStruct", items, cancellationToken);

    public override IAsyncEnumerable<ReadonlyRecordStructMessage> TakeReadonlyRecordStructAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<ReadonlyRecordStructMessage>("ReadonlyRecordStruct");

    protected override ValueTask OnReadonlyRecordStructChannel(Peer from, ReadonlyRecordStructMessage message) => Receive("ReadonlyRecordStruct", message);

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

    public override ValueTask<RecordMessage?> EchoOptionalRecordAsync(PeerContext caller, RecordMessage? value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutOptionalRecordAsync(PeerContext caller, IAsyncEnumerable<RecordMessage?> items, CancellationToken cancellationToken) => KeepAsync("OptionalRecord", items, cancellationToken);

    public override IAsyncEnumerable<RecordMessage?> TakeOptionalRecordAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<RecordMessage?>("OptionalRecord");

    protected override ValueTask OnOptionalRecordChannel(Peer from, RecordMessage? message) => Receive("OptionalRecord", message);

    public override ValueTask<RecordStructMessage?> EchoNullableStructAsync(PeerContext caller, RecordStructMessage? value, CancellationToken cancellationToken) => new(value);

    public override ValueTask<int> PutNullableStructAsync(PeerContext caller, IAsyncEnumerable<RecordStructMessage?> items, CancellationToken cancellationToken) => KeepAsync("NullableStruct", items, cancellationToken);

    public override IAsyncEnumerable<RecordStructMessage?> TakeNullableStructAsync(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<RecordStructMessage?>("NullableStruct");

    protected override ValueTask OnNullableStructChannel(Peer from, RecordStructMessage? message) => Receive("NullableStruct", message);
}
