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

    [Call(49)] ValueTask<Int128> EchoInt128Async(Int128 value, CancellationToken cancellationToken);
    [Call(50)] ValueTask<int> PutInt128Async(IAsyncEnumerable<Int128> items, CancellationToken cancellationToken);
    [Call(51)] IAsyncEnumerable<Int128> TakeInt128Async(CancellationToken cancellationToken);
    [Channel(52)] IMessageChannel<Int128> Int128Channel { get; }

    [Call(53)] ValueTask<UInt128> EchoUInt128Async(UInt128 value, CancellationToken cancellationToken);
    [Call(54)] ValueTask<int> PutUInt128Async(IAsyncEnumerable<UInt128> items, CancellationToken cancellationToken);
    [Call(55)] IAsyncEnumerable<UInt128> TakeUInt128Async(CancellationToken cancellationToken);
    [Channel(56)] IMessageChannel<UInt128> UInt128Channel { get; }

    [Call(57)] ValueTask<Half> EchoHalfAsync(Half value, CancellationToken cancellationToken);
    [Call(58)] ValueTask<int> PutHalfAsync(IAsyncEnumerable<Half> items, CancellationToken cancellationToken);
    [Call(59)] IAsyncEnumerable<Half> TakeHalfAsync(CancellationToken cancellationToken);
    [Channel(60)] IMessageChannel<Half> HalfChannel { get; }

    [Call(61)] ValueTask<decimal> EchoDecimalAsync(decimal value, CancellationToken cancellationToken);
    [Call(62)] ValueTask<int> PutDecimalAsync(IAsyncEnumerable<decimal> items, CancellationToken cancellationToken);
    [Call(63)] IAsyncEnumerable<decimal> TakeDecimalAsync(CancellationToken cancellationToken);
    [Channel(64)] IMessageChannel<decimal> DecimalChannel { get; }

    [Call(65)] ValueTask<BigInteger> EchoBigIntegerAsync(BigInteger value, CancellationToken cancellationToken);
    [Call(66)] ValueTask<int> PutBigIntegerAsync(IAsyncEnumerable<BigInteger> items, CancellationToken cancellationToken);
    [Call(67)] IAsyncEnumerable<BigInteger> TakeBigIntegerAsync(CancellationToken cancellationToken);
    [Channel(68)] IMessageChannel<BigInteger> BigIntegerChannel { get; }

    [Call(69)] ValueTask<Rune> EchoRuneAsync(Rune value, CancellationToken cancellationToken);
    [Call(70)] ValueTask<int> PutRuneAsync(IAsyncEnumerable<Rune> items, CancellationToken cancellationToken);
    [Call(71)] IAsyncEnumerable<Rune> TakeRuneAsync(CancellationToken cancellationToken);
    [Channel(72)] IMessageChannel<Rune> RuneChannel { get; }

    [Call(73)] ValueTask<ByteColor> EchoByteEnumAsync(ByteColor value, CancellationToken cancellationToken);
    [Call(74)] ValueTask<int> PutByteEnumAsync(IAsyncEnumerable<ByteColor> items, CancellationToken cancellationToken);
    [Call(75)] IAsyncEnumerable<ByteColor> TakeByteEnumAsync(CancellationToken cancellationToken);
    [Channel(76)] IMessageChannel<ByteColor> ByteEnumChannel { get; }

    [Call(77)] ValueTask<SByteColor> EchoSByteEnumAsync(SByteColor value, CancellationToken cancellationToken);
    [Call(78)] ValueTask<int> PutSByteEnumAsync(IAsyncEnumerable<SByteColor> items, CancellationToken cancellationToken);
    [Call(79)] IAsyncEnumerable<SByteColor> TakeSByteEnumAsync(CancellationToken cancellationToken);
    [Channel(80)] IMessageChannel<SByteColor> SByteEnumChannel { get; }

    [Call(81)] ValueTask<Int16Color> EchoInt16EnumAsync(Int16Color value, CancellationToken cancellationToken);
    [Call(82)] ValueTask<int> PutInt16EnumAsync(IAsyncEnumerable<Int16Color> items, CancellationToken cancellationToken);
    [Call(83)] IAsyncEnumerable<Int16Color> TakeInt16EnumAsync(CancellationToken cancellationToken);
    [Channel(84)] IMessageChannel<Int16Color> Int16EnumChannel { get; }

    [Call(85)] ValueTask<UInt16Color> EchoUInt16EnumAsync(UInt16Color value, CancellationToken cancellationToken);
    [Call(86)] ValueTask<int> PutUInt16EnumAsync(IAsyncEnumerable<UInt16Color> items, CancellationToken cancellationToken);
    [Call(87)] IAsyncEnumerable<UInt16Color> TakeUInt16EnumAsync(CancellationToken cancellationToken);
    [Channel(88)] IMessageChannel<UInt16Color> UInt16EnumChannel { get; }

    [Call(89)] ValueTask<DayOfWeek> EchoInt32EnumAsync(DayOfWeek value, CancellationToken cancellationToken);
    [Call(90)] ValueTask<int> PutInt32EnumAsync(IAsyncEnumerable<DayOfWeek> items, CancellationToken cancellationToken);
    [Call(91)] IAsyncEnumerable<DayOfWeek> TakeInt32EnumAsync(CancellationToken cancellationToken);
    [Channel(92)] IMessageChannel<DayOfWeek> Int32EnumChannel { get; }

    [Call(93)] ValueTask<UInt32Color> EchoUInt32EnumAsync(UInt32Color value, CancellationToken cancellationToken);
    [Call(94)] ValueTask<int> PutUInt32EnumAsync(IAsyncEnumerable<UInt32Color> items, CancellationToken cancellationToken);
    [Call(95)] IAsyncEnumerable<UInt32Color> TakeUInt32EnumAsync(CancellationToken cancellationToken);
    [Channel(96)] IMessageChannel<UInt32Color> UInt32EnumChannel { get; }

    [Call(97)] ValueTask<Int64Color> EchoInt64EnumAsync(Int64Color value, CancellationToken cancellationToken);
    [Call(98)] ValueTask<int> PutInt64EnumAsync(IAsyncEnumerable<Int64Color> items, CancellationToken cancellationToken);
    [Call(99)] IAsyncEnumerable<Int64Color> TakeInt64EnumAsync(CancellationToken cancellationToken);
    [Channel(100)] IMessageChannel<Int64Color> Int64EnumChannel { get; }

    [Call(101)] ValueTask<UInt64Color> EchoUInt64EnumAsync(UInt64Color value, CancellationToken cancellationToken);
    [Call(102)] ValueTask<int> PutUInt64EnumAsync(IAsyncEnumerable<UInt64Color> items, CancellationToken cancellationToken);
    [Call(103)] IAsyncEnumerable<UInt64Color> TakeUInt64EnumAsync(CancellationToken cancellationToken);
    [Channel(104)] IMessageChannel<UInt64Color> UInt64EnumChannel { get; }

    [Call(105)] ValueTask<int?> EchoNullableInt32Async(int? value, CancellationToken cancellationToken);
    [Call(106)] ValueTask<int> PutNullableInt32Async(IAsyncEnumerable<int?> items, CancellationToken cancellationToken);
    [Call(107)] IAsyncEnumerable<int?> TakeNullableInt32Async(CancellationToken cancellationToken);
    [Channel(108)] IMessageChannel<int?> NullableInt32Channel { get; }

    [Call(109)] ValueTask<double?> EchoNullableDoubleAsync(double? value, CancellationToken cancellationToken);
    [Call(110)] ValueTask<int> PutNullableDoubleAsync(IAsyncEnumerable<double?> items, CancellationToken cancellationToken);
    [Call(111)] IAsyncEnumerable<double?> TakeNullableDoubleAsync(CancellationToken cancellationToken);
    [Channel(112)] IMessageChannel<double?> NullableDoubleChannel { get; }

    [Call(113)] ValueTask<ByteColor?> EchoNullableEnumAsync(ByteColor? value, CancellationToken cancellationToken);
    [Call(114)] ValueTask<int> PutNullableEnumAsync(IAsyncEnumerable<ByteColor?> items, CancellationToken cancellationToken);
    [Call(115)] IAsyncEnumerable<ByteColor?> TakeNullableEnumAsync(CancellationToken cancellationToken);
    [Channel(116)] IMessageChannel<ByteColor?> NullableEnumChannel { get; }

    [Call(117)] ValueTask<DateTime> EchoDateTimeAsync(DateTime value, CancellationToken cancellationToken);
    [Call(118)] ValueTask<int> PutDateTimeAsync(IAsyncEnumerable<DateTime> items, CancellationToken cancellationToken);
    [Call(119)] IAsyncEnumerable<DateTime> TakeDateTimeAsync(CancellationToken cancellationToken);
    [Channel(120)] IMessageChannel<DateTime> DateTimeChannel { get; }

    [Call(121)] ValueTask<DateTimeOffset> EchoDateTimeOffsetAsync(DateTimeOffset value, CancellationToken cancellationToken);
    [Call(122)] ValueTask<int> PutDateTimeOffsetAsync(IAsyncEnumerable<DateTimeOffset> items, CancellationToken cancellationToken);
    [Call(123)] IAsyncEnumerable<DateTimeOffset> TakeDateTimeOffsetAsync(CancellationToken cancellationToken);
    [Channel(124)] IMessageChannel<DateTimeOffset> DateTimeOffsetChannel { get; }

    [Call(125)] ValueTask<TimeSpan> EchoTimeSpanAsync(TimeSpan value, CancellationToken cancellationToken);
    [Call(126)] ValueTask<int> PutTimeSpanAsync(IAsyncEnumerable<TimeSpan> items, CancellationToken cancellationToken);
    [Call(127)] IAsyncEnumerable<TimeSpan> TakeTimeSpanAsync(CancellationToken cancellationToken);
    [Channel(128)] IMessageChannel<TimeSpan> TimeSpanChannel { get; }

    [Call(129)] ValueTask<DateTime> EchoUtcDateTimeAsync(DateTime value, CancellationToken cancellationToken);
    [Call(130)] ValueTask<int> PutUtcDateTimeAsync(IAsyncEnumerable<DateTime> items, CancellationToken cancellationToken);
    [Call(131)] IAsyncEnumerable<DateTime> TakeUtcDateTimeAsync(CancellationToken cancellationToken);
    [Channel(132)] IMessageChannel<DateTime> UtcDateTimeChannel { get; }

    [Call(133)] ValueTask<DateOnly> EchoDateOnlyAsync(DateOnly value, CancellationToken cancellationToken);
    [Call(134)] ValueTask<int> PutDateOnlyAsync(IAsyncEnumerable<DateOnly> items, CancellationToken cancellationToken);
    [Call(135)] IAsyncEnumerable<DateOnly> TakeDateOnlyAsync(CancellationToken cancellationToken);
    [Channel(136)] IMessageChannel<DateOnly> DateOnlyChannel { get; }

    [Call(137)] ValueTask<TimeOnly> EchoTimeOnlyAsync(TimeOnly value, CancellationToken cancellationToken);
    [Call(138)] ValueTask<int> PutTimeOnlyAsync(IAsyncEnumerable<TimeOnly> items, CancellationToken cancellationToken);
    [Call(139)] IAsyncEnumerable<TimeOnly> TakeTimeOnlyAsync(CancellationToken cancellationToken);
    [Channel(140)] IMessageChannel<TimeOnly> TimeOnlyChannel { get; }

    [Call(141)] ValueTask<DateTime?> EchoNullableDateTimeAsync(DateTime? value, CancellationToken cancellationToken);
    [Call(142)] ValueTask<int> PutNullableDateTimeAsync(IAsyncEnumerable<DateTime?> items, CancellationToken cancellationToken);
    [Call(143)] IAsyncEnumerable<DateTime?> TakeNullableDateTimeAsync(CancellationToken cancellationToken);
    [Channel(144)] IMessageChannel<DateTime?> NullableDateTimeChannel { get; }

    [Call(145)] ValueTask<string> EchoStringAsync(string value, CancellationToken cancellationToken);
    [Call(146)] ValueTask<int> PutStringAsync(IAsyncEnumerable<string> items, CancellationToken cancellationToken);
    [Call(147)] IAsyncEnumerable<string> TakeStringAsync(CancellationToken cancellationToken);
    [Channel(148)] IMessageChannel<string> StringChannel { get; }

    [Call(149)] ValueTask<string?> EchoOptionalStringAsync(string? value, CancellationToken cancellationToken);
    [Call(150)] ValueTask<int> PutOptionalStringAsync(IAsyncEnumerable<string?> items, CancellationToken cancellationToken);
    [Call(151)] IAsyncEnumerable<string?> TakeOptionalStringAsync(CancellationToken cancellationToken);
    [Channel(152)] IMessageChannel<string?> OptionalStringChannel { get; }

    [Call(153)] ValueTask<Guid> EchoGuidAsync(Guid value, CancellationToken cancellationToken);
    [Call(154)] ValueTask<int> PutGuidAsync(IAsyncEnumerable<Guid> items, CancellationToken cancellationToken);
    [Call(155)] IAsyncEnumerable<Guid> TakeGuidAsync(CancellationToken cancellationToken);
    [Channel(156)] IMessageChannel<Guid> GuidChannel { get; }

    [Call(157)] ValueTask<Uri> EchoUriAsync(Uri value, CancellationToken cancellationToken);
    [Call(158)] ValueTask<int> PutUriAsync(IAsyncEnumerable<Uri> items, CancellationToken cancellationToken);
    [Call(159)] IAsyncEnumerable<Uri> TakeUriAsync(CancellationToken cancellationToken);
    [Channel(160)] IMessageChannel<Uri> UriChannel { get; }

    [Call(161)] ValueTask<Version> EchoVersionAsync(Version value, CancellationToken cancellationToken);
    [Call(162)] ValueTask<int> PutVersionAsync(IAsyncEnumerable<Version> items, CancellationToken cancellationToken);
    [Call(163)] IAsyncEnumerable<Version> TakeVersionAsync(CancellationToken cancellationToken);
    [Channel(164)] IMessageChannel<Version> VersionChannel { get; }

    [Call(165)] ValueTask<IPAddress> EchoIPAddressAsync(IPAddress value, CancellationToken cancellationToken);
    [Call(166)] ValueTask<int> PutIPAddressAsync(IAsyncEnumerable<IPAddress> items, CancellationToken cancellationToken);
    [Call(167)] IAsyncEnumerable<IPAddress> TakeIPAddressAsync(CancellationToken cancellationToken);
    [Channel(168)] IMessageChannel<IPAddress> IPAddressChannel { get; }

    [Call(169)] ValueTask<IPEndPoint> EchoIPEndPointAsync(IPEndPoint value, CancellationToken cancellationToken);
    [Call(170)] ValueTask<int> PutIPEndPointAsync(IAsyncEnumerable<IPEndPoint> items, CancellationToken cancellationToken);
    [Call(171)] IAsyncEnumerable<IPEndPoint> TakeIPEndPointAsync(CancellationToken cancellationToken);
    [Channel(172)] IMessageChannel<IPEndPoint> IPEndPointChannel { get; }

    [Call(173)] ValueTask<ReadOnlySequence<byte>> EchoByteSequenceAsync(ReadOnlySequence<byte> value, CancellationToken cancellationToken);
    [Call(174)] ValueTask<int> PutByteSequenceAsync(IAsyncEnumerable<ReadOnlySequence<byte>> items, CancellationToken cancellationToken);
    [Call(175)] IAsyncEnumerable<ReadOnlySequence<byte>> TakeByteSequenceAsync(CancellationToken cancellationToken);
    [Channel(176)] IMessageChannel<ReadOnlySequence<byte>> ByteSequenceChannel { get; }

    [Call(177)] ValueTask<byte[]> EchoByteArrayAsync(byte[] value, CancellationToken cancellationToken);
    [Call(178)] ValueTask<int> PutByteArrayAsync(IAsyncEnumerable<byte[]> items, CancellationToken cancellationToken);
    [Call(179)] IAsyncEnumerable<byte[]> TakeByteArrayAsync(CancellationToken cancellationToken);
    [Channel(180)] IMessageChannel<byte[]> ByteArrayChannel { get; }

    [Call(181)] ValueTask<Memory<byte>> EchoByteMemoryAsync(Memory<byte> value, CancellationToken cancellationToken);
    [Call(182)] ValueTask<int> PutByteMemoryAsync(IAsyncEnumerable<Memory<byte>> items, CancellationToken cancellationToken);
    [Call(183)] IAsyncEnumerable<Memory<byte>> TakeByteMemoryAsync(CancellationToken cancellationToken);
    [Channel(184)] IMessageChannel<Memory<byte>> ByteMemoryChannel { get; }

    [Call(185)] ValueTask<ReadOnlyMemory<byte>> EchoReadOnlyByteMemoryAsync(ReadOnlyMemory<byte> value, CancellationToken cancellationToken);
    [Call(186)] ValueTask<int> PutReadOnlyByteMemoryAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> items, CancellationToken cancellationToken);
    [Call(187)] IAsyncEnumerable<ReadOnlyMemory<byte>> TakeReadOnlyByteMemoryAsync(CancellationToken cancellationToken);
    [Channel(188)] IMessageChannel<ReadOnlyMemory<byte>> ReadOnlyByteMemoryChannel { get; }

    [Call(189)] ValueTask<byte[]?> EchoOptionalByteArrayAsync(byte[]? value, CancellationToken cancellationToken);
    [Call(190)] ValueTask<int> PutOptionalByteArrayAsync(IAsyncEnumerable<byte[]?> items, CancellationToken cancellationToken);
    [Call(191)] IAsyncEnumerable<byte[]?> TakeOptionalByteArrayAsync(CancellationToken cancellationToken);
    [Channel(192)] IMessageChannel<byte[]?> OptionalByteArrayChannel { get; }

    [Call(193)] ValueTask<int[]> EchoInt32ArrayAsync(int[] value, CancellationToken cancellationToken);
    [Call(194)] ValueTask<int> PutInt32ArrayAsync(IAsyncEnumerable<int[]> items, CancellationToken cancellationToken);
    [Call(195)] IAsyncEnumerable<int[]> TakeInt32ArrayAsync(CancellationToken cancellationToken);
    [Channel(196)] IMessageChannel<int[]> Int32ArrayChannel { get; }

    [Call(197)] ValueTask<double[]> EchoDoubleArrayAsync(double[] value, CancellationToken cancellationToken);
    [Call(198)] ValueTask<int> PutDoubleArrayAsync(IAsyncEnumerable<double[]> items, CancellationToken cancellationToken);
    [Call(199)] IAsyncEnumerable<double[]> TakeDoubleArrayAsync(CancellationToken cancellationToken);
    [Channel(200)] IMessageChannel<double[]> DoubleArrayChannel { get; }

    [Call(201)] ValueTask<string?[]> EchoStringArrayAsync(string?[] value, CancellationToken cancellationToken);
    [Call(202)] ValueTask<int> PutStringArrayAsync(IAsyncEnumerable<string?[]> items, CancellationToken cancellationToken);
    [Call(203)] IAsyncEnumerable<string?[]> TakeStringArrayAsync(CancellationToken cancellationToken);
    [Channel(204)] IMessageChannel<string?[]> StringArrayChannel { get; }

    [Call(205)] ValueTask<int[][]> EchoJaggedArrayAsync(int[][] value, CancellationToken cancellationToken);
    [Call(206)] ValueTask<int> PutJaggedArrayAsync(IAsyncEnumerable<int[][]> items, CancellationToken cancellationToken);
    [Call(207)] IAsyncEnumerable<int[][]> TakeJaggedArrayAsync(CancellationToken cancellationToken);
    [Channel(208)] IMessageChannel<int[][]> JaggedArrayChannel { get; }

    [Call(209)] ValueTask<byte[][]> EchoBinaryArrayAsync(byte[][] value, CancellationToken cancellationToken);
    [Call(210)] ValueTask<int> PutBinaryArrayAsync(IAsyncEnumerable<byte[][]> items, CancellationToken cancellationToken);
    [Call(211)] IAsyncEnumerable<byte[][]> TakeBinaryArrayAsync(CancellationToken cancellationToken);
    [Channel(212)] IMessageChannel<byte[][]> BinaryArrayChannel { get; }

    [Call(213)] ValueTask<List<int>> EchoInt32ListAsync(List<int> value, CancellationToken cancellationToken);
    [Call(214)] ValueTask<int> PutInt32ListAsync(IAsyncEnumerable<List<int>> items, CancellationToken cancellationToken);
    [Call(215)] IAsyncEnumerable<List<int>> TakeInt32ListAsync(CancellationToken cancellationToken);
    [Channel(216)] IMessageChannel<List<int>> Int32ListChannel { get; }

    [Call(217)] ValueTask<List<string>> EchoStringListAsync(List<string> value, CancellationToken cancellationToken);
    [Call(218)] ValueTask<int> PutStringListAsync(IAsyncEnumerable<List<string>> items, CancellationToken cancellationToken);
    [Call(219)] IAsyncEnumerable<List<string>> TakeStringListAsync(CancellationToken cancellationToken);
    [Channel(220)] IMessageChannel<List<string>> StringListChannel { get; }

    [Call(221)] ValueTask<List<List<Guid>>> EchoListOfListsAsync(List<List<Guid>> value, CancellationToken cancellationToken);
    [Call(222)] ValueTask<int> PutListOfListsAsync(IAsyncEnumerable<List<List<Guid>>> items, CancellationToken cancellationToken);
    [Call(223)] IAsyncEnumerable<List<List<Guid>>> TakeListOfListsAsync(CancellationToken cancellationToken);
    [Channel(224)] IMessageChannel<List<List<Guid>>> ListOfListsChannel { get; }

    [Call(225)] ValueTask<IReadOnlyList<long>> EchoReadOnlyListAsync(IReadOnlyList<long> value, CancellationToken cancellationToken);
    [Call(226)] ValueTask<int> PutReadOnlyListAsync(IAsyncEnumerable<IReadOnlyList<long>> items, CancellationToken cancellationToken);
    [Call(227)] IAsyncEnumerable<IReadOnlyList<long>> TakeReadOnlyListAsync(CancellationToken cancellationToken);
    [Channel(228)] IMessageChannel<IReadOnlyList<long>> ReadOnlyListChannel { get; }

    [Call(229)] ValueTask<ImmutableArray<ushort>> EchoImmutableArrayAsync(ImmutableArray<ushort> value, CancellationToken cancellationToken);
    [Call(230)] ValueTask<int> PutImmutableArrayAsync(IAsyncEnumerable<ImmutableArray<ushort>> items, CancellationToken cancellationToken);
    [Call(231)] IAsyncEnumerable<ImmutableArray<ushort>> TakeImmutableArrayAsync(CancellationToken cancellationToken);
    [Channel(232)] IMessageChannel<ImmutableArray<ushort>> ImmutableArrayChannel { get; }

    [Call(233)] ValueTask<Dictionary<string, int>> EchoDictionaryAsync(Dictionary<string, int> value, CancellationToken cancellationToken);
    [Call(234)] ValueTask<int> PutDictionaryAsync(IAsyncEnumerable<Dictionary<string, int>> items, CancellationToken cancellationToken);
    [Call(235)] IAsyncEnumerable<Dictionary<string, int>> TakeDictionaryAsync(CancellationToken cancellationToken);
    [Channel(236)] IMessageChannel<Dictionary<string, int>> DictionaryChannel { get; }

    [Call(237)] ValueTask<Dictionary<int, List<string>>> EchoDictionaryOfListsAsync(Dictionary<int, List<string>> value, CancellationToken cancellationToken);
    [Call(238)] ValueTask<int> PutDictionaryOfListsAsync(IAsyncEnumerable<Dictionary<int, List<string>>> items, CancellationToken cancellationToken);
    [Call(239)] IAsyncEnumerable<Dictionary<int, List<string>>> TakeDictionaryOfListsAsync(CancellationToken cancellationToken);
    [Channel(240)] IMessageChannel<Dictionary<int, List<string>>> DictionaryOfListsChannel { get; }

    [Call(241)] ValueTask<Dictionary<ReadonlyRecordStructMessage, string>> EchoDictionaryByMessageAsync(Dictionary<ReadonlyRecordStructMessage, string> value, CancellationToken cancellationToken);
    [Call(242)] ValueTask<int> PutDictionaryByMessageAsync(IAsyncEnumerable<Dictionary<ReadonlyRecordStructMessage, string>> items, CancellationToken cancellationToken);
    [Call(243)] IAsyncEnumerable<Dictionary<ReadonlyRecordStructMessage, string>> TakeDictionaryByMessageAsync(CancellationToken cancellationToken);
    [Channel(244)] IMessageChannel<Dictionary<ReadonlyRecordStructMessage, string>> DictionaryByMessageChannel { get; }

    [Call(245)] ValueTask<IReadOnlyDictionary<Guid, double>> EchoReadOnlyDictionaryAsync(IReadOnlyDictionary<Guid, double> value, CancellationToken cancellationToken);
    [Call(246)] ValueTask<int> PutReadOnlyDictionaryAsync(IAsyncEnumerable<IReadOnlyDictionary<Guid, double>> items, CancellationToken cancellationToken);
    [Call(247)] IAsyncEnumerable<IReadOnlyDictionary<Guid, double>> TakeReadOnlyDictionaryAsync(CancellationToken cancellationToken);
    [Channel(248)] IMessageChannel<IReadOnlyDictionary<Guid, double>> ReadOnlyDictionaryChannel { get; }

    [Call(249)] ValueTask<HashSet<int>> EchoHashSetAsync(HashSet<int> value, CancellationToken cancellationToken);
    [Call(250)] ValueTask<int> PutHashSetAsync(IAsyncEnumerable<HashSet<int>> items, CancellationToken cancellationToken);
    [Call(251)] IAsyncEnumerable<HashSet<int>> TakeHashSetAsync(CancellationToken cancellationToken);
    [Channel(252)] IMessageChannel<HashSet<int>> HashSetChannel { get; }

    [Call(253)] ValueTask<SortedSet<int>> EchoSortedSetAsync(SortedSet<int> value, CancellationToken cancellationToken);
    [Call(254)] ValueTask<int> PutSortedSetAsync(IAsyncEnumerable<SortedSet<int>> items, CancellationToken cancellationToken);
    [Call(255)] IAsyncEnumerable<SortedSet<int>> TakeSortedSetAsync(CancellationToken cancellationToken);
    [Channel(256)] IMessageChannel<SortedSet<int>> SortedSetChannel { get; }

    [Call(257)] ValueTask<Queue<int>> EchoQueueAsync(Queue<int> value, CancellationToken cancellationToken);
    [Call(258)] ValueTask<int> PutQueueAsync(IAsyncEnumerable<Queue<int>> items, CancellationToken cancellationToken);
    [Call(259)] IAsyncEnumerable<Queue<int>> TakeQueueAsync(CancellationToken cancellationToken);
    [Channel(260)] IMessageChannel<Queue<int>> QueueChannel { get; }

    [Call(261)] ValueTask<Stack<int>> EchoStackAsync(Stack<int> value, CancellationToken cancellationToken);
    [Call(262)] ValueTask<int> PutStackAsync(IAsyncEnumerable<Stack<int>> items, CancellationToken cancellationToken);
    [Call(263)] IAsyncEnumerable<Stack<int>> TakeStackAsync(CancellationToken cancellationToken);
    [Channel(264)] IMessageChannel<Stack<int>> StackChannel { get; }

    [Call(265)] ValueTask<IEnumerable<int>> EchoIEnumerableAsync(IEnumerable<int> value, CancellationToken cancellationToken);
    [Call(266)] ValueTask<int> PutIEnumerableAsync(IAsyncEnumerable<IEnumerable<int>> items, CancellationToken cancellationToken);
    [Call(267)] IAsyncEnumerable<IEnumerable<int>> TakeIEnumerableAsync(CancellationToken cancellationToken);
    [Channel(268)] IMessageChannel<IEnumerable<int>> IEnumerableChannel { get; }

    [Call(269)] ValueTask<ICollection<int>> EchoICollectionAsync(ICollection<int> value, CancellationToken cancellationToken);
    [Call(270)] ValueTask<int> PutICollectionAsync(IAsyncEnumerable<ICollection<int>> items, CancellationToken cancellationToken);
    [Call(271)] IAsyncEnumerable<ICollection<int>> TakeICollectionAsync(CancellationToken cancellationToken);
    [Channel(272)] IMessageChannel<ICollection<int>> ICollectionChannel { get; }

    [Call(273)] ValueTask<IList<int>> EchoIListAsync(IList<int> value, CancellationToken cancellationToken);
    [Call(274)] ValueTask<int> PutIListAsync(IAsyncEnumerable<IList<int>> items, CancellationToken cancellationToken);
    [Call(275)] IAsyncEnumerable<IList<int>> TakeIListAsync(CancellationToken cancellationToken);
    [Channel(276)] IMessageChannel<IList<int>> IListChannel { get; }

    [Call(277)] ValueTask<IReadOnlyCollection<int>> EchoIReadOnlyCollectionAsync(IReadOnlyCollection<int> value, CancellationToken cancellationToken);
    [Call(278)] ValueTask<int> PutIReadOnlyCollectionAsync(IAsyncEnumerable<IReadOnlyCollection<int>> items, CancellationToken cancellationToken);
    [Call(279)] IAsyncEnumerable<IReadOnlyCollection<int>> TakeIReadOnlyCollectionAsync(CancellationToken cancellationToken);
    [Channel(280)] IMessageChannel<IReadOnlyCollection<int>> IReadOnlyCollectionChannel { get; }

    [Call(281)] ValueTask<IReadOnlySet<int>> EchoIReadOnlySetAsync(IReadOnlySet<int> value, CancellationToken cancellationToken);
    [Call(282)] ValueTask<int> PutIReadOnlySetAsync(IAsyncEnumerable<IReadOnlySet<int>> items, CancellationToken cancellationToken);
    [Call(283)] IAsyncEnumerable<IReadOnlySet<int>> TakeIReadOnlySetAsync(CancellationToken cancellationToken);
    [Channel(284)] IMessageChannel<IReadOnlySet<int>> IReadOnlySetChannel { get; }

    [Call(285)] ValueTask<ISet<int>> EchoISetAsync(ISet<int> value, CancellationToken cancellationToken);
    [Call(286)] ValueTask<int> PutISetAsync(IAsyncEnumerable<ISet<int>> items, CancellationToken cancellationToken);
    [Call(287)] IAsyncEnumerable<ISet<int>> TakeISetAsync(CancellationToken cancellationToken);
    [Channel(288)] IMessageChannel<ISet<int>> ISetChannel { get; }

    [Call(289)] ValueTask<ImmutableList<int>> EchoImmutableListAsync(ImmutableList<int> value, CancellationToken cancellationToken);
    [Call(290)] ValueTask<int> PutImmutableListAsync(IAsyncEnumerable<ImmutableList<int>> items, CancellationToken cancellationToken);
    [Call(291)] IAsyncEnumerable<ImmutableList<int>> TakeImmutableListAsync(CancellationToken cancellationToken);
    [Channel(292)] IMessageChannel<ImmutableList<int>> ImmutableListChannel { get; }

    [Call(293)] ValueTask<ImmutableHashSet<int>> EchoImmutableHashSetAsync(ImmutableHashSet<int> value, CancellationToken cancellationToken);
    [Call(294)] ValueTask<int> PutImmutableHashSetAsync(IAsyncEnumerable<ImmutableHashSet<int>> items, CancellationToken cancellationToken);
    [Call(295)] IAsyncEnumerable<ImmutableHashSet<int>> TakeImmutableHashSetAsync(CancellationToken cancellationToken);
    [Channel(296)] IMessageChannel<ImmutableHashSet<int>> ImmutableHashSetChannel { get; }

    [Call(297)] ValueTask<ImmutableSortedSet<int>> EchoImmutableSortedSetAsync(ImmutableSortedSet<int> value, CancellationToken cancellationToken);
    [Call(298)] ValueTask<int> PutImmutableSortedSetAsync(IAsyncEnumerable<ImmutableSortedSet<int>> items, CancellationToken cancellationToken);
    [Call(299)] IAsyncEnumerable<ImmutableSortedSet<int>> TakeImmutableSortedSetAsync(CancellationToken cancellationToken);
    [Channel(300)] IMessageChannel<ImmutableSortedSet<int>> ImmutableSortedSetChannel { get; }

    [Call(301)] ValueTask<ImmutableQueue<int>> EchoImmutableQueueAsync(ImmutableQueue<int> value, CancellationToken cancellationToken);
    [Call(302)] ValueTask<int> PutImmutableQueueAsync(IAsyncEnumerable<ImmutableQueue<int>> items, CancellationToken cancellationToken);
    [Call(303)] IAsyncEnumerable<ImmutableQueue<int>> TakeImmutableQueueAsync(CancellationToken cancellationToken);
    [Channel(304)] IMessageChannel<ImmutableQueue<int>> ImmutableQueueChannel { get; }

    [Call(305)] ValueTask<ImmutableStack<int>> EchoImmutableStackAsync(ImmutableStack<int> value, CancellationToken cancellationToken);
    [Call(306)] ValueTask<int> PutImmutableStackAsync(IAsyncEnumerable<ImmutableStack<int>> items, CancellationToken cancellationToken);
    [Call(307)] IAsyncEnumerable<ImmutableStack<int>> TakeImmutableStackAsync(CancellationToken cancellationToken);
    [Channel(308)] IMessageChannel<ImmutableStack<int>> ImmutableStackChannel { get; }

    [Call(309)] ValueTask<IImmutableList<int>> EchoIImmutableListAsync(IImmutableList<int> value, CancellationToken cancellationToken);
    [Call(310)] ValueTask<int> PutIImmutableListAsync(IAsyncEnumerable<IImmutableList<int>> items, CancellationToken cancellationToken);
    [Call(311)] IAsyncEnumerable<IImmutableList<int>> TakeIImmutableListAsync(CancellationToken cancellationToken);
    [Channel(312)] IMessageChannel<IImmutableList<int>> IImmutableListChannel { get; }

    [Call(313)] ValueTask<IImmutableSet<int>> EchoIImmutableSetAsync(IImmutableSet<int> value, CancellationToken cancellationToken);
    [Call(314)] ValueTask<int> PutIImmutableSetAsync(IAsyncEnumerable<IImmutableSet<int>> items, CancellationToken cancellationToken);
    [Call(315)] IAsyncEnumerable<IImmutableSet<int>> TakeIImmutableSetAsync(CancellationToken cancellationToken);
    [Channel(316)] IMessageChannel<IImmutableSet<int>> IImmutableSetChannel { get; }

    [Call(317)] ValueTask<IImmutableQueue<int>> EchoIImmutableQueueAsync(IImmutableQueue<int> value, CancellationToken cancellationToken);
    [Call(318)] ValueTask<int> PutIImmutableQueueAsync(IAsyncEnumerable<IImmutableQueue<int>> items, CancellationToken cancellationToken);
    [Call(319)] IAsyncEnumerable<IImmutableQueue<int>> TakeIImmutableQueueAsync(CancellationToken cancellationToken);
    [Channel(320)] IMessageChannel<IImmutableQueue<int>> IImmutableQueueChannel { get; }

    [Call(321)] ValueTask<IImmutableStack<int>> EchoIImmutableStackAsync(IImmutableStack<int> value, CancellationToken cancellationToken);
    [Call(322)] ValueTask<int> PutIImmutableStackAsync(IAsyncEnumerable<IImmutableStack<int>> items, CancellationToken cancellationToken);
    [Call(323)] IAsyncEnumerable<IImmutableStack<int>> TakeIImmutableStackAsync(CancellationToken cancellationToken);
    [Channel(324)] IMessageChannel<IImmutableStack<int>> IImmutableStackChannel { get; }

    [Call(325)] ValueTask<FrozenSet<int>> EchoFrozenSetAsync(FrozenSet<int> value, CancellationToken cancellationToken);
    [Call(326)] ValueTask<int> PutFrozenSetAsync(IAsyncEnumerable<FrozenSet<int>> items, CancellationToken cancellationToken);
    [Call(327)] IAsyncEnumerable<FrozenSet<int>> TakeFrozenSetAsync(CancellationToken cancellationToken);
    [Channel(328)] IMessageChannel<FrozenSet<int>> FrozenSetChannel { get; }

    [Call(329)] ValueTask<SortedDictionary<string, int>> EchoSortedDictionaryAsync(SortedDictionary<string, int> value, CancellationToken cancellationToken);
    [Call(330)] ValueTask<int> PutSortedDictionaryAsync(IAsyncEnumerable<SortedDictionary<string, int>> items, CancellationToken cancellationToken);
    [Call(331)] IAsyncEnumerable<SortedDictionary<string, int>> TakeSortedDictionaryAsync(CancellationToken cancellationToken);
    [Channel(332)] IMessageChannel<SortedDictionary<string, int>> SortedDictionaryChannel { get; }

    [Call(333)] ValueTask<IDictionary<string, int>> EchoIDictionaryAsync(IDictionary<string, int> value, CancellationToken cancellationToken);
    [Call(334)] ValueTask<int> PutIDictionaryAsync(IAsyncEnumerable<IDictionary<string, int>> items, CancellationToken cancellationToken);
    [Call(335)] IAsyncEnumerable<IDictionary<string, int>> TakeIDictionaryAsync(CancellationToken cancellationToken);
    [Channel(336)] IMessageChannel<IDictionary<string, int>> IDictionaryChannel { get; }

    [Call(337)] ValueTask<ImmutableDictionary<string, int>> EchoImmutableDictionaryAsync(ImmutableDictionary<string, int> value, CancellationToken cancellationToken);
    [Call(338)] ValueTask<int> PutImmutableDictionaryAsync(IAsyncEnumerable<ImmutableDictionary<string, int>> items, CancellationToken cancellationToken);
    [Call(339)] IAsyncEnumerable<ImmutableDictionary<string, int>> TakeImmutableDictionaryAsync(CancellationToken cancellationToken);
    [Channel(340)] IMessageChannel<ImmutableDictionary<string, int>> ImmutableDictionaryChannel { get; }

    [Call(341)] ValueTask<ImmutableSortedDictionary<string, int>> EchoImmutableSortedDictionaryAsync(ImmutableSortedDictionary<string, int> value, CancellationToken cancellationToken);
    [Call(342)] ValueTask<int> PutImmutableSortedDictionaryAsync(IAsyncEnumerable<ImmutableSortedDictionary<string, int>> items, CancellationToken cancellationToken);
    [Call(343)] IAsyncEnumerable<ImmutableSortedDictionary<string, int>> TakeImmutableSortedDictionaryAsync(CancellationToken cancellationToken);
    [Channel(344)] IMessageChannel<ImmutableSortedDictionary<string, int>> ImmutableSortedDictionaryChannel { get; }

    [Call(345)] ValueTask<IImmutableDictionary<string, int>> EchoIImmutableDictionaryAsync(IImmutableDictionary<string, int> value, CancellationToken cancellationToken);
    [Call(346)] ValueTask<int> PutIImmutableDictionaryAsync(IAsyncEnumerable<IImmutableDictionary<string, int>> items, CancellationToken cancellationToken);
    [Call(347)] IAsyncEnumerable<IImmutableDictionary<string, int>> TakeIImmutableDictionaryAsync(CancellationToken cancellationToken);
    [Channel(348)] IMessageChannel<IImmutableDictionary<string, int>> IImmutableDictionaryChannel { get; }

    [Call(349)] ValueTask<FrozenDictionary<string, int>> EchoFrozenDictionaryAsync(FrozenDictionary<string, int> value, CancellationToken cancellationToken);
    [Call(350)] ValueTask<int> PutFrozenDictionaryAsync(IAsyncEnumerable<FrozenDictionary<string, int>> items, CancellationToken cancellationToken);
    [Call(351)] IAsyncEnumerable<FrozenDictionary<string, int>> TakeFrozenDictionaryAsync(CancellationToken cancellationToken);
    [Channel(352)] IMessageChannel<FrozenDictionary<string, int>> FrozenDictionaryChannel { get; }

    [Call(353)] ValueTask<(int, string)> EchoTupleAsync((int, string) value, CancellationToken cancellationToken);
    [Call(354)] ValueTask<int> PutTupleAsync(IAsyncEnumerable<(int, string)> items, CancellationToken cancellationToken);
    [Call(355)] IAsyncEnumerable<(int, string)> TakeTupleAsync(CancellationToken cancellationToken);
    [Channel(356)] IMessageChannel<(int, string)> TupleChannel { get; }

    [Call(357)] ValueTask<(Guid, (bool, double?))> EchoNestedTupleAsync((Guid, (bool, double?)) value, CancellationToken cancellationToken);
    [Call(358)] ValueTask<int> PutNestedTupleAsync(IAsyncEnumerable<(Guid, (bool, double?))> items, CancellationToken cancellationToken);
    [Call(359)] IAsyncEnumerable<(Guid, (bool, double?))> TakeNestedTupleAsync(CancellationToken cancellationToken);
    [Channel(360)] IMessageChannel<(Guid, (bool, double?))> NestedTupleChannel { get; }

    [Call(361)] ValueTask<KeyValuePair<string, int>> EchoPairAsync(KeyValuePair<string, int> value, CancellationToken cancellationToken);
    [Call(362)] ValueTask<int> PutPairAsync(IAsyncEnumerable<KeyValuePair<string, int>> items, CancellationToken cancellationToken);
    [Call(363)] IAsyncEnumerable<KeyValuePair<string, int>> TakePairAsync(CancellationToken cancellationToken);
    [Channel(364)] IMessageChannel<KeyValuePair<string, int>> PairChannel { get; }

    [Call(365)] ValueTask<Memory<int>> EchoInt32MemoryAsync(Memory<int> value, CancellationToken cancellationToken);
    [Call(366)] ValueTask<int> PutInt32MemoryAsync(IAsyncEnumerable<Memory<int>> items, CancellationToken cancellationToken);
    [Call(367)] IAsyncEnumerable<Memory<int>> TakeInt32MemoryAsync(CancellationToken cancellationToken);
    [Channel(368)] IMessageChannel<Memory<int>> Int32MemoryChannel { get; }

    [Call(369)] ValueTask<ReadOnlyMemory<double>> EchoDoubleMemoryAsync(ReadOnlyMemory<double> value, CancellationToken cancellationToken);
    [Call(370)] ValueTask<int> PutDoubleMemoryAsync(IAsyncEnumerable<ReadOnlyMemory<double>> items, CancellationToken cancellationToken);
    [Call(371)] IAsyncEnumerable<ReadOnlyMemory<double>> TakeDoubleMemoryAsync(CancellationToken cancellationToken);
    [Channel(372)] IMessageChannel<ReadOnlyMemory<double>> DoubleMemoryChannel { get; }

    [Call(373)] ValueTask<List<int?>?> EchoOptionalListAsync(List<int?>? value, CancellationToken cancellationToken);
    [Call(374)] ValueTask<int> PutOptionalListAsync(IAsyncEnumerable<List<int?>?> items, CancellationToken cancellationToken);
    [Call(375)] IAsyncEnumerable<List<int?>?> TakeOptionalListAsync(CancellationToken cancellationToken);
    [Channel(376)] IMessageChannel<List<int?>?> OptionalListChannel { get; }

    [Call(377)] ValueTask<RecordMessage> EchoRecordAsync(RecordMessage value, CancellationToken cancellationToken);
    [Call(378)] ValueTask<int> PutRecordAsync(IAsyncEnumerable<RecordMessage> items, CancellationToken cancellationToken);
    [Call(379)] IAsyncEnumerable<RecordMessage> TakeRecordAsync(CancellationToken cancellationToken);
    [Channel(380)] IMessageChannel<RecordMessage> RecordChannel { get; }

    [Call(381)] ValueTask<ReadonlyRecordStructMessage> EchoReadonlyRecordStructAsync(ReadonlyRecordStructMessage value, CancellationToken cancellationToken);
    [Call(382)] ValueTask<int> PutReadonlyRecordStructAsync(IAsyncEnumerable<ReadonlyRecordStructMessage> items, CancellationToken cancellationToken);
    [Call(383)] IAsyncEnumerable<ReadonlyRecordStructMessage> TakeReadonlyRecordStructAsync(CancellationToken cancellationToken);
    [Channel(384)] IMessageChannel<ReadonlyRecordStructMessage> ReadonlyRecordStructChannel { get; }

    [Call(385)] ValueTask<AnnotatedMessage> EchoAnnotatedTypeAsync(AnnotatedMessage value, CancellationToken cancellationToken);
    [Call(386)] ValueTask<int> PutAnnotatedTypeAsync(IAsyncEnumerable<AnnotatedMessage> items, CancellationToken cancellationToken);
    [Call(387)] IAsyncEnumerable<AnnotatedMessage> TakeAnnotatedTypeAsync(CancellationToken cancellationToken);
    [Channel(388)] IMessageChannel<AnnotatedMessage> AnnotatedTypeChannel { get; }

    [Call(389)] ValueTask<NamedMessage> EchoAnnotatedMapAsync(NamedMessage value, CancellationToken cancellationToken);
    [Call(390)] ValueTask<int> PutAnnotatedMapAsync(IAsyncEnumerable<NamedMessage> items, CancellationToken cancellationToken);
    [Call(391)] IAsyncEnumerable<NamedMessage> TakeAnnotatedMapAsync(CancellationToken cancellationToken);
    [Channel(392)] IMessageChannel<NamedMessage> AnnotatedMapChannel { get; }

    [Call(393)] ValueTask<RecordMessage?> EchoOptionalRecordAsync(RecordMessage? value, CancellationToken cancellationToken);
    [Call(394)] ValueTask<int> PutOptionalRecordAsync(IAsyncEnumerable<RecordMessage?> items, CancellationToken cancellationToken);
    [Call(395)] IAsyncEnumerable<RecordMessage?> TakeOptionalRecordAsync(CancellationToken cancellationToken);
    [Channel(396)] IMessageChannel<RecordMessage?> OptionalRecordChannel { get; }

    [Call(397)] ValueTask<ShapeMessage> EchoUnionAsync(ShapeMessage value, CancellationToken cancellationToken);
    [Call(398)] ValueTask<int> PutUnionAsync(IAsyncEnumerable<ShapeMessage> items, CancellationToken cancellationToken);
    [Call(399)] IAsyncEnumerable<ShapeMessage> TakeUnionAsync(CancellationToken cancellationToken);
    [Channel(400)] IMessageChannel<ShapeMessage> UnionChannel { get; }

    [Call(401)] ValueTask<ShapeMessage> EchoUnknownCaseAsync(ShapeMessage value, CancellationToken cancellationToken);
    [Call(402)] ValueTask<int> PutUnknownCaseAsync(IAsyncEnumerable<ShapeMessage> items, CancellationToken cancellationToken);
    [Call(403)] IAsyncEnumerable<ShapeMessage> TakeUnknownCaseAsync(CancellationToken cancellationToken);
    [Channel(404)] IMessageChannel<ShapeMessage> UnknownCaseChannel { get; }

    [Call(405)] ValueTask<IFigureMessage> EchoInterfaceUnionAsync(IFigureMessage value, CancellationToken cancellationToken);
    [Call(406)] ValueTask<int> PutInterfaceUnionAsync(IAsyncEnumerable<IFigureMessage> items, CancellationToken cancellationToken);
    [Call(407)] IAsyncEnumerable<IFigureMessage> TakeInterfaceUnionAsync(CancellationToken cancellationToken);
    [Channel(408)] IMessageChannel<IFigureMessage> InterfaceUnionChannel { get; }

    [Call(409)] ValueTask<PageMessage<int>> EchoGenericRecordAsync(PageMessage<int> value, CancellationToken cancellationToken);
    [Call(410)] ValueTask<int> PutGenericRecordAsync(IAsyncEnumerable<PageMessage<int>> items, CancellationToken cancellationToken);
    [Call(411)] IAsyncEnumerable<PageMessage<int>> TakeGenericRecordAsync(CancellationToken cancellationToken);
    [Channel(412)] IMessageChannel<PageMessage<int>> GenericRecordChannel { get; }

    [Call(413)] ValueTask<PageMessage<List<string?>>> EchoGenericOfListsAsync(PageMessage<List<string?>> value, CancellationToken cancellationToken);
    [Call(414)] ValueTask<int> PutGenericOfListsAsync(IAsyncEnumerable<PageMessage<List<string?>>> items, CancellationToken cancellationToken);
    [Call(415)] IAsyncEnumerable<PageMessage<List<string?>>> TakeGenericOfListsAsync(CancellationToken cancellationToken);
    [Channel(416)] IMessageChannel<PageMessage<List<string?>>> GenericOfListsChannel { get; }

    [Call(417)] ValueTask<Vector3> EchoSurrogateAsync(Vector3 value, CancellationToken cancellationToken);
    [Call(418)] ValueTask<int> PutSurrogateAsync(IAsyncEnumerable<Vector3> items, CancellationToken cancellationToken);
    [Call(419)] IAsyncEnumerable<Vector3> TakeSurrogateAsync(CancellationToken cancellationToken);
    [Channel(420)] IMessageChannel<Vector3> SurrogateChannel { get; }

    [Call(421)] ValueTask<Vector3?> EchoNullableSurrogateAsync(Vector3? value, CancellationToken cancellationToken);
    [Call(422)] ValueTask<int> PutNullableSurrogateAsync(IAsyncEnumerable<Vector3?> items, CancellationToken cancellationToken);
    [Call(423)] IAsyncEnumerable<Vector3?> TakeNullableSurrogateAsync(CancellationToken cancellationToken);
    [Channel(424)] IMessageChannel<Vector3?> NullableSurrogateChannel { get; }

    [Call(425)] ValueTask<DerivedMessage> EchoDerivedAsync(DerivedMessage value, CancellationToken cancellationToken);
    [Call(426)] ValueTask<int> PutDerivedAsync(IAsyncEnumerable<DerivedMessage> items, CancellationToken cancellationToken);
    [Call(427)] IAsyncEnumerable<DerivedMessage> TakeDerivedAsync(CancellationToken cancellationToken);
    [Channel(428)] IMessageChannel<DerivedMessage> DerivedChannel { get; }

    [Call(429)] ValueTask<RecordStructMessage> EchoRecordStructAsync(RecordStructMessage value, CancellationToken cancellationToken);
    [Call(430)] ValueTask<int> PutRecordStructAsync(IAsyncEnumerable<RecordStructMessage> items, CancellationToken cancellationToken);
    [Call(431)] IAsyncEnumerable<RecordStructMessage> TakeRecordStructAsync(CancellationToken cancellationToken);
    [Channel(432)] IMessageChannel<RecordStructMessage> RecordStructChannel { get; }

    [Call(433)] ValueTask<ReadonlyStructMessage> EchoReadonlyStructAsync(ReadonlyStructMessage value, CancellationToken cancellationToken);
    [Call(434)] ValueTask<int> PutReadonlyStructAsync(IAsyncEnumerable<ReadonlyStructMessage> items, CancellationToken cancellationToken);
    [Call(435)] IAsyncEnumerable<ReadonlyStructMessage> TakeReadonlyStructAsync(CancellationToken cancellationToken);
    [Channel(436)] IMessageChannel<ReadonlyStructMessage> ReadonlyStructChannel { get; }

    [Call(437)] ValueTask<StructMessage> EchoStructAsync(StructMessage value, CancellationToken cancellationToken);
    [Call(438)] ValueTask<int> PutStructAsync(IAsyncEnumerable<StructMessage> items, CancellationToken cancellationToken);
    [Call(439)] IAsyncEnumerable<StructMessage> TakeStructAsync(CancellationToken cancellationToken);
    [Channel(440)] IMessageChannel<StructMessage> StructChannel { get; }

    [Call(441)] ValueTask<ClassMessage> EchoClassAsync(ClassMessage value, CancellationToken cancellationToken);
    [Call(442)] ValueTask<int> PutClassAsync(IAsyncEnumerable<ClassMessage> items, CancellationToken cancellationToken);
    [Call(443)] IAsyncEnumerable<ClassMessage> TakeClassAsync(CancellationToken cancellationToken);
    [Channel(444)] IMessageChannel<ClassMessage> ClassChannel { get; }

    [Call(445)] ValueTask<RequiredMessage> EchoRequiredClassAsync(RequiredMessage value, CancellationToken cancellationToken);
    [Call(446)] ValueTask<int> PutRequiredClassAsync(IAsyncEnumerable<RequiredMessage> items, CancellationToken cancellationToken);
    [Call(447)] IAsyncEnumerable<RequiredMessage> TakeRequiredClassAsync(CancellationToken cancellationToken);
    [Channel(448)] IMessageChannel<RequiredMessage> RequiredClassChannel { get; }

    [Call(449)] ValueTask<PrimaryMessage> EchoPrimaryConstructorAsync(PrimaryMessage value, CancellationToken cancellationToken);
    [Call(450)] ValueTask<int> PutPrimaryConstructorAsync(IAsyncEnumerable<PrimaryMessage> items, CancellationToken cancellationToken);
    [Call(451)] IAsyncEnumerable<PrimaryMessage> TakePrimaryConstructorAsync(CancellationToken cancellationToken);
    [Channel(452)] IMessageChannel<PrimaryMessage> PrimaryConstructorChannel { get; }

    [Call(453)] ValueTask<Outer.Middle.InnerMessage> EchoNestedTypeAsync(Outer.Middle.InnerMessage value, CancellationToken cancellationToken);
    [Call(454)] ValueTask<int> PutNestedTypeAsync(IAsyncEnumerable<Outer.Middle.InnerMessage> items, CancellationToken cancellationToken);
    [Call(455)] IAsyncEnumerable<Outer.Middle.InnerMessage> TakeNestedTypeAsync(CancellationToken cancellationToken);
    [Channel(456)] IMessageChannel<Outer.Middle.InnerMessage> NestedTypeChannel { get; }

    [Call(457)] ValueTask<SparseMessage> EchoSparseAsync(SparseMessage value, CancellationToken cancellationToken);
    [Call(458)] ValueTask<int> PutSparseAsync(IAsyncEnumerable<SparseMessage> items, CancellationToken cancellationToken);
    [Call(459)] IAsyncEnumerable<SparseMessage> TakeSparseAsync(CancellationToken cancellationToken);
    [Channel(460)] IMessageChannel<SparseMessage> SparseChannel { get; }

    [Call(461)] ValueTask<WideMessage> EchoWideAsync(WideMessage value, CancellationToken cancellationToken);
    [Call(462)] ValueTask<int> PutWideAsync(IAsyncEnumerable<WideMessage> items, CancellationToken cancellationToken);
    [Call(463)] IAsyncEnumerable<WideMessage> TakeWideAsync(CancellationToken cancellationToken);
    [Channel(464)] IMessageChannel<WideMessage> WideChannel { get; }

    [Call(465)] ValueTask<EmptyMessage> EchoEmptyAsync(EmptyMessage value, CancellationToken cancellationToken);
    [Call(466)] ValueTask<int> PutEmptyAsync(IAsyncEnumerable<EmptyMessage> items, CancellationToken cancellationToken);
    [Call(467)] IAsyncEnumerable<EmptyMessage> TakeEmptyAsync(CancellationToken cancellationToken);
    [Channel(468)] IMessageChannel<EmptyMessage> EmptyChannel { get; }

    [Call(469)] ValueTask<TreeMessage> EchoRecursiveAsync(TreeMessage value, CancellationToken cancellationToken);
    [Call(470)] ValueTask<int> PutRecursiveAsync(IAsyncEnumerable<TreeMessage> items, CancellationToken cancellationToken);
    [Call(471)] IAsyncEnumerable<TreeMessage> TakeRecursiveAsync(CancellationToken cancellationToken);
    [Channel(472)] IMessageChannel<TreeMessage> RecursiveChannel { get; }

    [Call(473)] ValueTask<RecordStructMessage?> EchoNullableStructAsync(RecordStructMessage? value, CancellationToken cancellationToken);
    [Call(474)] ValueTask<int> PutNullableStructAsync(IAsyncEnumerable<RecordStructMessage?> items, CancellationToken cancellationToken);
    [Call(475)] IAsyncEnumerable<RecordStructMessage?> TakeNullableStructAsync(CancellationToken cancellationToken);
    [Channel(476)] IMessageChannel<RecordStructMessage?> NullableStructChannel { get; }
}
