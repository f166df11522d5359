// Written by MatrixSource from TypeTable. After a change of either run this project's tests with PEERPROTO_ACCEPT=1, and then again without.
using System.Collections.Immutable;
using CsCheck;
using PeerProto.Matrix.Tests.Cells;
using PeerProto.Matrix.Tests.Messages;
using PeerProto.Matrix.Tests.Values;

namespace PeerProto.Matrix.Tests.Generated;

/// <summary>Every row as parameter, result, item of a stream in either direction, and message of a channel.</summary>
[PeerContract("matrix")]
public partial interface IMatrix
{
    [Call(1)] ValueTask<bool> EchoBooleanAsync(bool value, CancellationToken cancellationToken);
    [Call(2)] ValueTask<int> PutBooleanAsync(IAsyncEnumerable<bool> items, CancellationToken cancellationToken);
    [Call(3)] IAsyncEnumerable<bool> TakeBooleanAsync(CancellationToken cancellationToken);
    [Channel(4)] IMessageChannel<bool> BooleanChannel { get; }

    [Call(5)] ValueTask<byte> EchoByteAsync(byte value, CancellationToken cancellationToken);
    [Call(6)] ValueTask<int> PutByteAsync(IAsyncEnumerable<byte> items, CancellationToken cancellationToken);
    [Call(7)] IAsyncEnumerable<byte> TakeByteAsync(CancellationToken cancellationToken);
    [Channel(8)] IMessageChannel<byte> ByteChannel { get; }

    [Call(9)] ValueTask<sbyte> EchoSByteAsync(sbyte value, CancellationToken cancellationToken);
    [Call(10)] ValueTask<int> PutSByteAsync(IAsyncEnumerable<sbyte> items, CancellationToken cancellationToken);
    [Call(11)] IAsyncEnumerable<sbyte> TakeSByteAsync(CancellationToken cancellationToken);
    [Channel(12)] IMessageChannel<sbyte> SByteChannel { get; }

    [Call(13)] ValueTask<short> EchoInt16Async(short value, CancellationToken cancellationToken);
    [Call(14)] ValueTask<int> PutInt16Async(IAsyncEnumerable<short> items, CancellationToken cancellationToken);
    [Call(15)] IAsyncEnumerable<short> TakeInt16Async(CancellationToken cancellationToken);
    [Channel(16)] IMessageChannel<short> Int16Channel { get; }

    [Call(17)] ValueTask<ushort> EchoUInt16Async(ushort value, CancellationToken cancellationToken);
    [Call(18)] ValueTask<int> PutUInt16Async(IAsyncEnumerable<ushort> items, CancellationToken cancellationToken);
    [Call(19)] IAsyncEnumerable<ushort> TakeUInt16Async(CancellationToken cancellationToken);
    [Channel(20)] IMessageChannel<ushort> UInt16Channel { get; }

    [Call(21)] ValueTask<int> EchoInt32Async(int value, CancellationToken cancellationToken);
    [Call(22)] ValueTask<int> PutInt32Async(IAsyncEnumerable<int> items, CancellationToken cancellationToken);
    [Call(23)] IAsyncEnumerable<int> TakeInt32Async(CancellationToken cancellationToken);
    [Channel(24)] IMessageChannel<int> Int32Channel { get; }

    [Call(25)] ValueTask<uint> EchoUInt32Async(uint value, CancellationToken cancellationToken);
    [Call(26)] ValueTask<int> PutUInt32Async(IAsyncEnumerable<uint> items, CancellationToken cancellationToken);
    [Call(27)] IAsyncEnumerable<uint> TakeUInt32Async(CancellationToken cancellationToken);
    [Channel(28)] IMessageChannel<uint> UInt32Channel { get; }

    [Call(29)] ValueTask<long> EchoInt64Async(long value, CancellationToken cancellationToken);
    [Call(30)] ValueTask<int> PutInt64Async(IAsyncEnumerable<long> items, CancellationToken cancellationToken);
    [Call(31)] IAsyncEnumerable<long> TakeInt64Async(CancellationToken cancellationToken);
    [Channel(32)] IMessageChannel<long> Int64Channel { get; }

    [Call(33)] ValueTask<ulong> EchoUInt64Async(ulong value, CancellationToken cancellationToken);
    [Call(34)] ValueTask<int> PutUInt64Async(IAsyncEnumerable<ulong> items, CancellationToken cancellationToken);
    [Call(35)] IAsyncEnumerable<ulong> TakeUInt64Async(CancellationToken cancellationToken);
    [Channel(36)] IMessageChannel<ulong> UInt64Channel { get; }

    [Call(37)] ValueTask<float> EchoSingleAsync(float value, CancellationToken cancellationToken);
    [Call(38)] ValueTask<int> PutSingleAsync(IAsyncEnumerable<float> items, CancellationToken cancellationToken);
    [Call(39)] IAsyncEnumerable<float> TakeSingleAsync(CancellationToken cancellationToken);
    [Channel(40)] IMessageChannel<float> SingleChannel { get; }

    [Call(41)] ValueTask<double> EchoDoubleAsync(double value, CancellationToken cancellationToken);
    [Call(42)] ValueTask<int> PutDoubleAsync(IAsyncEnumerable<double> items, CancellationToken cancellationToken);
    [Call(43)] IAsyncEnumerable<double> TakeDoubleAsync(CancellationToken cancellationToken);
    [Channel(44)] IMessageChannel<double> DoubleChannel { get; }

    [Call(45)] ValueTask<char> EchoCharAsync(char value, CancellationToken cancellationToken);
    [Call(46)] ValueTask<int> PutCharAsync(IAsyncEnumerable<char> items, CancellationToken cancellationToken);
    [Call(47)] IAsyncEnumerable<char> TakeCharAsync(CancellationToken cancellationToken);
    [Channel(48)] IMessageChannel<char> CharChannel { get; }

    [Call(49)] ValueTask<ByteColor> EchoByteEnumAsync(ByteColor value, CancellationToken cancellationToken);
    [Call(50)] ValueTask<int> PutByteEnumAsync(IAsyncEnumerable<ByteColor> items, CancellationToken cancellationToken);
    [Call(51)] IAsyncEnumerable<ByteColor> TakeByteEnumAsync(CancellationToken cancellationToken);
    [Channel(52)] IMessageChannel<ByteColor> ByteEnumChannel { get; }

    [Call(53)] ValueTask<SByteColor> EchoSByteEnumAsync(SByteColor value, CancellationToken cancellationToken);
    [Call(54)] ValueTask<int> PutSByteEnumAsync(IAsyncEnumerable<SByteColor> items, CancellationToken cancellationToken);
    [Call(55)] IAsyncEnumerable<SByteColor> TakeSByteEnumAsync(CancellationToken cancellationToken);
    [Channel(56)] IMessageChannel<SByteColor> SByteEnumChannel { get; }

    [Call(57)] ValueTask<Int16Color> EchoInt16EnumAsync(Int16Color value, CancellationToken cancellationToken);
    [Call(58)] ValueTask<int> PutInt16EnumAsync(IAsyncEnumerable<Int16Color> items, CancellationToken cancellationToken);
    [Call(59)] IAsyncEnumerable<Int16Color> TakeInt16EnumAsync(CancellationToken cancellationToken);
    [Channel(60)] IMessageChannel<Int16Color> Int16EnumChannel { get; }

    [Call(61)] ValueTask<UInt16Color> EchoUInt16EnumAsync(UInt16Color value, CancellationToken cancellationToken);
    [Call(62)] ValueTask<int> PutUInt16EnumAsync(IAsyncEnumerable<UInt16Color> items, CancellationToken cancellationToken);
    [Call(63)] IAsyncEnumerable<UInt16Color> TakeUInt16EnumAsync(CancellationToken cancellationToken);
    [Channel(64)] IMessageChannel<UInt16Color> UInt16EnumChannel { get; }

    [Call(65)] ValueTask<DayOfWeek> EchoInt32EnumAsync(DayOfWeek value, CancellationToken cancellationToken);
    [Call(66)] ValueTask<int> PutInt32EnumAsync(IAsyncEnumerable<DayOfWeek> items, CancellationToken cancellationToken);
    [Call(67)] IAsyncEnumerable<DayOfWeek> TakeInt32EnumAsync(CancellationToken cancellationToken);
    [Channel(68)] IMessageChannel<DayOfWeek> Int32EnumChannel { get; }

    [Call(69)] ValueTask<UInt32Color> EchoUInt32EnumAsync(UInt32Color value, CancellationToken cancellationToken);
    [Call(70)] ValueTask<int> PutUInt32EnumAsync(IAsyncEnumerable<UInt32Color> items, CancellationToken cancellationToken);
    [Call(71)] IAsyncEnumerable<UInt32Color> TakeUInt32EnumAsync(CancellationToken cancellationToken);
    [Channel(72)] IMessageChannel<UInt32Color> UInt32EnumChannel { get; }

    [Call(73)] ValueTask<Int64Color> EchoInt64EnumAsync(Int64Color value, CancellationToken cancellationToken);
    [Call(74)] ValueTask<int> PutInt64EnumAsync(IAsyncEnumerable<Int64Color> items, CancellationToken cancellationToken);
    [Call(75)] IAsyncEnumerable<Int64Color> TakeInt64EnumAsync(CancellationToken cancellationToken);
    [Channel(76)] IMessageChannel<Int64Color> Int64EnumChannel { get; }

    [Call(77)] ValueTask<UInt64Color> EchoUInt64EnumAsync(UInt64Color value, CancellationToken cancellationToken);
    [Call(78)] ValueTask<int> PutUInt64EnumAsync(IAsyncEnumerable<UInt64Color> items, CancellationToken cancellationToken);
    [Call(79)] IAsyncEnumerable<UInt64Color> TakeUInt64EnumAsync(CancellationToken cancellationToken);
    [Channel(80)] IMessageChannel<UInt64Color> UInt64EnumChannel { get; }

    [Call(81)] ValueTask<int?> EchoNullableInt32Async(int? value, CancellationToken cancellationToken);
    [Call(82)] ValueTask<int> PutNullableInt32Async(IAsyncEnumerable<int?> items, CancellationToken cancellationToken);
    [Call(83)] IAsyncEnumerable<int?> TakeNullableInt32Async(CancellationToken cancellationToken);
    [Channel(84)] IMessageChannel<int?> NullableInt32Channel { get; }

    [Call(85)] ValueTask<double?> EchoNullableDoubleAsync(double? value, CancellationToken cancellationToken);
    [Call(86)] ValueTask<int> PutNullableDoubleAsync(IAsyncEnumerable<double?> items, CancellationToken cancellationToken);
    [Call(87)] IAsyncEnumerable<double?> TakeNullableDoubleAsync(CancellationToken cancellationToken);
    [Channel(88)] IMessageChannel<double?> NullableDoubleChannel { get; }

    [Call(89)] ValueTask<ByteColor?> EchoNullableEnumAsync(ByteColor? value, CancellationToken cancellationToken);
    [Call(90)] ValueTask<int> PutNullableEnumAsync(IAsyncEnumerable<ByteColor?> items, CancellationToken cancellationToken);
    [Call(91)] IAsyncEnumerable<ByteColor?> TakeNullableEnumAsync(CancellationToken cancellationToken);
    [Channel(92)] IMessageChannel<ByteColor?> NullableEnumChannel { get; }

    [Call(93)] ValueTask<DateTime> EchoDateTimeAsync(DateTime value, CancellationToken cancellationToken);
    [Call(94)] ValueTask<int> PutDateTimeAsync(IAsyncEnumerable<DateTime> items, CancellationToken cancellationToken);
    [Call(95)] IAsyncEnumerable<DateTime> TakeDateTimeAsync(CancellationToken cancellationToken);
    [Channel(96)] IMessageChannel<DateTime> DateTimeChannel { get; }

    [Call(97)] ValueTask<DateTimeOffset> EchoDateTimeOffsetAsync(DateTimeOffset value, CancellationToken cancellationToken);
    [Call(98)] ValueTask<int> PutDateTimeOffsetAsync(IAsyncEnumerable<DateTimeOffset> items, CancellationToken cancellationToken);
    [Call(99)] IAsyncEnumerable<DateTimeOffset> TakeDateTimeOffsetAsync(CancellationToken cancellationToken);
    [Channel(100)] IMessageChannel<DateTimeOffset> DateTimeOffsetChannel { get; }

    [Call(101)] ValueTask<TimeSpan> EchoTimeSpanAsync(TimeSpan value, CancellationToken cancellationToken);
    [Call(102)] ValueTask<int> PutTimeSpanAsync(IAsyncEnumerable<TimeSpan> items, CancellationToken cancellationToken);
    [Call(103)] IAsyncEnumerable<TimeSpan> TakeTimeSpanAsync(CancellationToken cancellationToken);
    [Channel(104)] IMessageChannel<TimeSpan> TimeSpanChannel { get; }

    [Call(105)] ValueTask<DateTime?> EchoNullableDateTimeAsync(DateTime? value, CancellationToken cancellationToken);
    [Call(106)] ValueTask<int> PutNullableDateTimeAsync(IAsyncEnumerable<DateTime?> items, CancellationToken cancellationToken);
    [Call(107)] IAsyncEnumerable<DateTime?> TakeNullableDateTimeAsync(CancellationToken cancellationToken);
    [Channel(108)] IMessageChannel<DateTime?> NullableDateTimeChannel { get; }

    [Call(109)] ValueTask<string> EchoStringAsync(string value, CancellationToken cancellationToken);
    [Call(110)] ValueTask<int> PutStringAsync(IAsyncEnumerable<string> items, CancellationToken cancellationToken);
    [Call(111)] IAsyncEnumerable<string> TakeStringAsync(CancellationToken cancellationToken);
    [Channel(112)] IMessageChannel<string> StringChannel { get; }

    [Call(113)] ValueTask<string?> EchoOptionalStringAsync(string? value, CancellationToken cancellationToken);
    [Call(114)] ValueTask<int> PutOptionalStringAsync(IAsyncEnumerable<string?> items, CancellationToken cancellationToken);
    [Call(115)] IAsyncEnumerable<string?> TakeOptionalStringAsync(CancellationToken cancellationToken);
    [Channel(116)] IMessageChannel<string?> OptionalStringChannel { get; }

    [Call(117)] ValueTask<Guid> EchoGuidAsync(Guid value, CancellationToken cancellationToken);
    [Call(118)] ValueTask<int> PutGuidAsync(IAsyncEnumerable<Guid> items, CancellationToken cancellationToken);
    [Call(119)] IAsyncEnumerable<Guid> TakeGuidAsync(CancellationToken cancellationToken);
    [Channel(120)] IMessageChannel<Guid> GuidChannel { get; }

    [Call(121)] ValueTask<byte[]> EchoByteArrayAsync(byte[] value, CancellationToken cancellationToken);
    [Call(122)] ValueTask<int> PutByteArrayAsync(IAsyncEnumerable<byte[]> items, CancellationToken cancellationToken);
    [Call(123)] IAsyncEnumerable<byte[]> TakeByteArrayAsync(CancellationToken cancellationToken);
    [Channel(124)] IMessageChannel<byte[]> ByteArrayChannel { get; }

    [Call(125)] ValueTask<Memory<byte>> EchoByteMemoryAsync(Memory<byte> value, CancellationToken cancellationToken);
    [Call(126)] ValueTask<int> PutByteMemoryAsync(IAsyncEnumerable<Memory<byte>> items, CancellationToken cancellationToken);
    [Call(127)] IAsyncEnumerable<Memory<byte>> TakeByteMemoryAsync(CancellationToken cancellationToken);
    [Channel(128)] IMessageChannel<Memory<byte>> ByteMemoryChannel { get; }

    [Call(129)] ValueTask<ReadOnlyMemory<byte>> EchoReadOnlyByteMemoryAsync(ReadOnlyMemory<byte> value, CancellationToken cancellationToken);
    [Call(130)] ValueTask<int> PutReadOnlyByteMemoryAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> items, CancellationToken cancellationToken);
    [Call(131)] IAsyncEnumerable<ReadOnlyMemory<byte>> TakeReadOnlyByteMemoryAsync(CancellationToken cancellationToken);
    [Channel(132)] IMessageChannel<ReadOnlyMemory<byte>> ReadOnlyByteMemoryChannel { get; }

    [Call(133)] ValueTask<byte[]?> EchoOptionalByteArrayAsync(byte[]? value, CancellationToken cancellationToken);
    [Call(134)] ValueTask<int> PutOptionalByteArrayAsync(IAsyncEnumerable<byte[]?> items, CancellationToken cancellationToken);
    [Call(135)] IAsyncEnumerable<byte[]?> TakeOptionalByteArrayAsync(CancellationToken cancellationToken);
    [Channel(136)] IMessageChannel<byte[]?> OptionalByteArrayChannel { get; }

    [Call(137)] ValueTask<int[]> EchoInt32ArrayAsync(int[] value, CancellationToken cancellationToken);
    [Call(138)] ValueTask<int> PutInt32ArrayAsync(IAsyncEnumerable<int[]> items, CancellationToken cancellationToken);
    [Call(139)] IAsyncEnumerable<int[]> TakeInt32ArrayAsync(CancellationToken cancellationToken);
    [Channel(140)] IMessageChannel<int[]> Int32ArrayChannel { get; }

    [Call(141)] ValueTask<double[]> EchoDoubleArrayAsync(double[] value, CancellationToken cancellationToken);
    [Call(142)] ValueTask<int> PutDoubleArrayAsync(IAsyncEnumerable<double[]> items, CancellationToken cancellationToken);
    [Call(143)] IAsyncEnumerable<double[]> TakeDoubleArrayAsync(CancellationToken cancellationToken);
    [Channel(144)] IMessageChannel<double[]> DoubleArrayChannel { get; }

    [Call(145)] ValueTask<string?[]> EchoStringArrayAsync(string?[] value, CancellationToken cancellationToken);
    [Call(146)] ValueTask<int> PutStringArrayAsync(IAsyncEnumerable<string?[]> items, CancellationToken cancellationToken);
    [Call(147)] IAsyncEnumerable<string?[]> TakeStringArrayAsync(CancellationToken cancellationToken);
    [Channel(148)] IMessageChannel<string?[]> StringArrayChannel { get; }

    [Call(149)] ValueTask<int[][]> EchoJaggedArrayAsync(int[][] value, CancellationToken cancellationToken);
    [Call(150)] ValueTask<int> PutJaggedArrayAsync(IAsyncEnumerable<int[][]> items, CancellationToken cancellationToken);
    [Call(151)] IAsyncEnumerable<int[][]> TakeJaggedArrayAsync(CancellationToken cancellationToken);
    [Channel(152)] IMessageChannel<int[][]> JaggedArrayChannel { get; }

    [Call(153)] ValueTask<byte[][]> EchoBinaryArrayAsync(byte[][] value, CancellationToken cancellationToken);
    [Call(154)] ValueTask<int> PutBinaryArrayAsync(IAsyncEnumerable<byte[][]> items, CancellationToken cancellationToken);
    [Call(155)] IAsyncEnumerable<byte[][]> TakeBinaryArrayAsync(CancellationToken cancellationToken);
    [Channel(156)] IMessageChannel<byte[][]> BinaryArrayChannel { get; }

    [Call(157)] ValueTask<List<int>> EchoInt32ListAsync(List<int> value, CancellationToken cancellationToken);
    [Call(158)] ValueTask<int> PutInt32ListAsync(IAsyncEnumerable<List<int>> items, CancellationToken cancellationToken);
    [Call(159)] IAsyncEnumerable<List<int>> TakeInt32ListAsync(CancellationToken cancellationToken);
    [Channel(160)] IMessageChannel<List<int>> Int32ListChannel { get; }

    [Call(161)] ValueTask<List<string>> EchoStringListAsync(List<string> value, CancellationToken cancellationToken);
    [Call(162)] ValueTask<int> PutStringListAsync(IAsyncEnumerable<List<string>> items, CancellationToken cancellationToken);
    [Call(163)] IAsyncEnumerable<List<string>> TakeStringListAsync(CancellationToken cancellationToken);
    [Channel(164)] IMessageChannel<List<string>> StringListChannel { get; }

    [Call(165)] ValueTask<List<List<Guid>>> EchoListOfListsAsync(List<List<Guid>> value, CancellationToken cancellationToken);
    [Call(166)] ValueTask<int> PutListOfListsAsync(IAsyncEnumerable<List<List<Guid>>> items, CancellationToken cancellationToken);
    [Call(167)] IAsyncEnumerable<List<List<Guid>>> TakeListOfListsAsync(CancellationToken cancellationToken);
    [Channel(168)] IMessageChannel<List<List<Guid>>> ListOfListsChannel { get; }

    [Call(169)] ValueTask<IReadOnlyList<long>> EchoReadOnlyListAsync(IReadOnlyList<long> value, CancellationToken cancellationToken);
    [Call(170)] ValueTask<int> PutReadOnlyListAsync(IAsyncEnumerable<IReadOnlyList<long>> items, CancellationToken cancellationToken);
    [Call(171)] IAsyncEnumerable<IReadOnlyList<long>> TakeReadOnlyListAsync(CancellationToken cancellationToken);
    [Channel(172)] IMessageChannel<IReadOnlyList<long>> ReadOnlyListChannel { get; }

    [Call(173)] ValueTask<ImmutableArray<ushort>> EchoImmutableArrayAsync(ImmutableArray<ushort> value, CancellationToken cancellationToken);
    [Call(174)] ValueTask<int> PutImmutableArrayAsync(IAsyncEnumerable<ImmutableArray<ushort>> items, CancellationToken cancellationToken);
    [Call(175)] IAsyncEnumerable<ImmutableArray<ushort>> TakeImmutableArrayAsync(CancellationToken cancellationToken);
    [Channel(176)] IMessageChannel<ImmutableArray<ushort>> ImmutableArrayChannel { get; }

    [Call(177)] ValueTask<Dictionary<string, int>> EchoDictionaryAsync(Dictionary<string, int> value, CancellationToken cancellationToken);
    [Call(178)] ValueTask<int> PutDictionaryAsync(IAsyncEnumerable<Dictionary<string, int>> items, CancellationToken cancellationToken);
    [Call(179)] IAsyncEnumerable<Dictionary<string, int>> TakeDictionaryAsync(CancellationToken cancellationToken);
    [Channel(180)] IMessageChannel<Dictionary<string, int>> DictionaryChannel { get; }

    [Call(181)] ValueTask<Dictionary<int, List<string>>> EchoDictionaryOfListsAsync(Dictionary<int, List<string>> value, CancellationToken cancellationToken);
    [Call(182)] ValueTask<int> PutDictionaryOfListsAsync(IAsyncEnumerable<Dictionary<int, List<string>>> items, CancellationToken cancellationToken);
    [Call(183)] IAsyncEnumerable<Dictionary<int, List<string>>> TakeDictionaryOfListsAsync(CancellationToken cancellationToken);
    [Channel(184)] IMessageChannel<Dictionary<int, List<string>>> DictionaryOfListsChannel { get; }

    [Call(185)] ValueTask<Dictionary<ReadonlyRecordStructMessage, string>> EchoDictionaryByMessageAsync(Dictionary<ReadonlyRecordStructMessage, string> value, CancellationToken cancellationToken);
    [Call(186)] ValueTask<int> PutDictionaryByMessageAsync(IAsyncEnumerable<Dictionary<ReadonlyRecordStructMessage, string>> items, CancellationToken cancellationToken);
    [Call(187)] IAsyncEnumerable<Dictionary<ReadonlyRecordStructMessage, string>> TakeDictionaryByMessageAsync(CancellationToken cancellationToken);
    [Channel(188)] IMessageChannel<Dictionary<ReadonlyRecordStructMessage, string>> DictionaryByMessageChannel { get; }

    [Call(189)] ValueTask<IReadOnlyDictionary<Guid, double>> EchoReadOnlyDictionaryAsync(IReadOnlyDictionary<Guid, double> value, CancellationToken cancellationToken);
    [Call(190)] ValueTask<int> PutReadOnlyDictionaryAsync(IAsyncEnumerable<IReadOnlyDictionary<Guid, double>> items, CancellationToken cancellationToken);
    [Call(191)] IAsyncEnumerable<IReadOnlyDictionary<Guid, double>> TakeReadOnlyDictionaryAsync(CancellationToken cancellationToken);
    [Channel(192)] IMessageChannel<IReadOnlyDictionary<Guid, double>> ReadOnlyDictionaryChannel { get; }

    [Call(193)] ValueTask<List<int?>?> EchoOptionalListAsync(List<int?>? value, CancellationToken cancellationToken);
    [Call(194)] ValueTask<int> PutOptionalListAsync(IAsyncEnumerable<List<int?>?> items, CancellationToken cancellationToken);
    [Call(195)] IAsyncEnumerable<List<int?>?> TakeOptionalListAsync(CancellationToken cancellationToken);
    [Channel(196)] IMessageChannel<List<int?>?> OptionalListChannel { get; }

    [Call(197)] ValueTask<RecordMessage> EchoRecordAsync(RecordMessage value, CancellationToken cancellationToken);
    [Call(198)] ValueTask<int> PutRecordAsync(IAsyncEnumerable<RecordMessage> items, CancellationToken cancellationToken);
    [Call(199)] IAsyncEnumerable<RecordMessage> TakeRecordAsync(CancellationToken cancellationToken);
    [Channel(200)] IMessageChannel<RecordMessage> RecordChannel { get; }

    [Call(201)] ValueTask<RecordStructMessage> EchoRecordStructAsync(RecordStructMessage value, CancellationToken cancellationToken);
    [Call(202)] ValueTask<int> PutRecordStructAsync(IAsyncEnumerable<RecordStructMessage> items, CancellationToken cancellationToken);
    [Call(203)] IAsyncEnumerable<RecordStructMessage> TakeRecordStructAsync(CancellationToken cancellationToken);
    [Channel(204)] IMessageChannel<RecordStructMessage> RecordStructChannel { get; }

    [Call(205)] ValueTask<ReadonlyRecordStructMessage> EchoReadonlyRecordStructAsync(ReadonlyRecordStructMessage value, CancellationToken cancellationToken);
    [Call(206)] ValueTask<int> PutReadonlyRecordStructAsync(IAsyncEnumerable<ReadonlyRecordStructMessage> items, CancellationToken cancellationToken);
    [Call(207)] IAsyncEnumerable<ReadonlyRecordStructMessage> TakeReadonlyRecordStructAsync(CancellationToken cancellationToken);
    [Channel(208)] IMessageChannel<ReadonlyRecordStructMessage> ReadonlyRecordStructChannel { get; }

    [Call(209)] ValueTask<ReadonlyStructMessage> EchoReadonlyStructAsync(ReadonlyStructMessage value, CancellationToken cancellationToken);
    [Call(210)] ValueTask<int> PutReadonlyStructAsync(IAsyncEnumerable<ReadonlyStructMessage> items, CancellationToken cancellationToken);
    [Call(211)] IAsyncEnumerable<ReadonlyStructMessage> TakeReadonlyStructAsync(CancellationToken cancellationToken);
    [Channel(212)] IMessageChannel<ReadonlyStructMessage> ReadonlyStructChannel { get; }

    [Call(213)] ValueTask<StructMessage> EchoStructAsync(StructMessage value, CancellationToken cancellationToken);
    [Call(214)] ValueTask<int> PutStructAsync(IAsyncEnumerable<StructMessage> items, CancellationToken cancellationToken);
    [Call(215)] IAsyncEnumerable<StructMessage> TakeStructAsync(CancellationToken cancellationToken);
    [Channel(216)] IMessageChannel<StructMessage> StructChannel { get; }

    [Call(217)] ValueTask<ClassMessage> EchoClassAsync(ClassMessage value, CancellationToken cancellationToken);
    [Call(218)] ValueTask<int> PutClassAsync(IAsyncEnumerable<ClassMessage> items, CancellationToken cancellationToken);
    [Call(219)] IAsyncEnumerable<ClassMessage> TakeClassAsync(CancellationToken cancellationToken);
    [Channel(220)] IMessageChannel<ClassMessage> ClassChannel { get; }

    [Call(221)] ValueTask<RequiredMessage> EchoRequiredClassAsync(RequiredMessage value, CancellationToken cancellationToken);
    [Call(222)] ValueTask<int> PutRequiredClassAsync(IAsyncEnumerable<RequiredMessage> items, CancellationToken cancellationToken);
    [Call(223)] IAsyncEnumerable<RequiredMessage> TakeRequiredClassAsync(CancellationToken cancellationToken);
    [Channel(224)] IMessageChannel<RequiredMessage> RequiredClassChannel { get; }

    [Call(225)] ValueTask<PrimaryMessage> EchoPrimaryConstructorAsync(PrimaryMessage value, CancellationToken cancellationToken);
    [Call(226)] ValueTask<int> PutPrimaryConstructorAsync(IAsyncEnumerable<PrimaryMessage> items, CancellationToken cancellationToken);
    [Call(227)] IAsyncEnumerable<PrimaryMessage> TakePrimaryConstructorAsync(CancellationToken cancellationToken);
    [Channel(228)] IMessageChannel<PrimaryMessage> PrimaryConstructorChannel { get; }

    [Call(229)] ValueTask<Outer.Middle.InnerMessage> EchoNestedTypeAsync(Outer.Middle.InnerMessage value, CancellationToken cancellationToken);
    [Call(230)] ValueTask<int> PutNestedTypeAsync(IAsyncEnumerable<Outer.Middle.InnerMessage> items, CancellationToken cancellationToken);
    [Call(231)] IAsyncEnumerable<Outer.Middle.InnerMessage> TakeNestedTypeAsync(CancellationToken cancellationToken);
    [Channel(232)] IMessageChannel<Outer.Middle.InnerMessage> NestedTypeChannel { get; }

    [Call(233)] ValueTask<SparseMessage> EchoSparseAsync(SparseMessage value, CancellationToken cancellationToken);
    [Call(234)] ValueTask<int> PutSparseAsync(IAsyncEnumerable<SparseMessage> items, CancellationToken cancellationToken);
    [Call(235)] IAsyncEnumerable<SparseMessage> TakeSparseAsync(CancellationToken cancellationToken);
    [Channel(236)] IMessageChannel<SparseMessage> SparseChannel { get; }

    [Call(237)] ValueTask<WideMessage> EchoWideAsync(WideMessage value, CancellationToken cancellationToken);
    [Call(238)] ValueTask<int> PutWideAsync(IAsyncEnumerable<WideMessage> items, CancellationToken cancellationToken);
    [Call(239)] IAsyncEnumerable<WideMessage> TakeWideAsync(CancellationToken cancellationToken);
    [Channel(240)] IMessageChannel<WideMessage> WideChannel { get; }

    [Call(241)] ValueTask<EmptyMessage> EchoEmptyAsync(EmptyMessage value, CancellationToken cancellationToken);
    [Call(242)] ValueTask<int> PutEmptyAsync(IAsyncEnumerable<EmptyMessage> items, CancellationToken cancellationToken);
    [Call(243)] IAsyncEnumerable<EmptyMessage> TakeEmptyAsync(CancellationToken cancellationToken);
    [Channel(244)] IMessageChannel<EmptyMessage> EmptyChannel { get; }

    [Call(245)] ValueTask<TreeMessage> EchoRecursiveAsync(TreeMessage value, CancellationToken cancellationToken);
    [Call(246)] ValueTask<int> PutRecursiveAsync(IAsyncEnumerable<TreeMessage> items, CancellationToken cancellationToken);
    [Call(247)] IAsyncEnumerable<TreeMessage> TakeRecursiveAsync(CancellationToken cancellationToken);
    [Channel(248)] IMessageChannel<TreeMessage> RecursiveChannel { get; }

    [Call(249)] ValueTask<RecordMessage?> EchoOptionalRecordAsync(RecordMessage? value, CancellationToken cancellationToken);
    [Call(250)] ValueTask<int> PutOptionalRecordAsync(IAsyncEnumerable<RecordMessage?> items, CancellationToken cancellationToken);
    [Call(251)] IAsyncEnumerable<RecordMessage?> TakeOptionalRecordAsync(CancellationToken cancellationToken);
    [Channel(252)] IMessageChannel<RecordMessage?> OptionalRecordChannel { get; }

    [Call(253)] ValueTask<RecordStructMessage?> EchoNullableStructAsync(RecordStructMessage? value, CancellationToken cancellationToken);
    [Call(254)] ValueTask<int> PutNullableStructAsync(IAsyncEnumerable<RecordStructMessage?> items, CancellationToken cancellationToken);
    [Call(255)] IAsyncEnumerable<RecordStructMessage?> TakeNullableStructAsync(CancellationToken cancellationToken);
    [Channel(256)] IMessageChannel<RecordStructMessage?> NullableStructChannel { get; }
}
