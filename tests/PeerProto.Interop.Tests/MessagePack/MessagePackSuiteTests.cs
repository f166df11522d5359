using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using PeerProto.CompilerServices;

namespace PeerProto.Interop.Tests.MessagePack;

/// <summary>Every encoding of the public MessagePack test suite, read as the C# types that hold its value.</summary>
public sealed class MessagePackSuiteTests
{
    private const int Values = 85;
    private const int Encodings = 233;

    private static readonly ImmutableArray<SuiteValue> Suite = SuiteValue.ReadAll();

    private delegate T Read<out T>(ref PeerReader reader);

    [Fact]
    public void Suite_IsReadWhole()
    {
        Dictionary<string, Action<SuiteValue, byte[]>> readers = new()
        {
            ["10.nil.yaml"] = ReadNil,
            ["11.bool.yaml"] = ReadBoolean,
            ["12.binary.yaml"] = ReadBinary,
            ["20.number-positive.yaml"] = ReadNumber,
            ["21.number-negative.yaml"] = ReadNumber,
            ["22.number-float.yaml"] = ReadNumber,
            ["23.number-bignum.yaml"] = ReadNumber,
            ["30.string-ascii.yaml"] = ReadString,
            ["31.string-utf8.yaml"] = ReadString,
            ["32.string-emoji.yaml"] = ReadString,
            ["40.array.yaml"] = ReadArray,
            ["41.map.yaml"] = ReadMap,
            ["42.nested.yaml"] = ReadNested,
            ["50.timestamp.yaml"] = ReadTimestamp,
            ["60.ext.yaml"] = ReadExtension,
        };
        int read = 0;
        foreach (SuiteValue value in Suite)
        {
            foreach (byte[] encoding in value.Encodings)
            {
                readers[value.Group](value, encoding);
                AssertSkipped(encoding);
                read++;
            }
        }

        Assert.Equal(Values, Suite.Length);
        Assert.Equal(Encodings, read);
        Assert.Equal(readers.Keys.Order(), Suite.Select(value => value.Group).Distinct().Order());
    }

    private static void ReadNil(SuiteValue value, byte[] encoding)
    {
        Assert.Null(Decode<int?, NullableCodec<int, Int32Codec>>(encoding));
        Assert.Null(Decode<string?, OptionalCodec<string, StringCodec>>(encoding));
    }

    private static void ReadBoolean(SuiteValue value, byte[] encoding) =>
        Assert.Equal(value.Value.GetProperty("bool").GetBoolean(), Decode<bool, BooleanCodec>(encoding));

    private static void ReadBinary(SuiteValue value, byte[] encoding)
    {
        byte[] expected = SuiteValue.FromHex(value.Value.GetProperty("binary").GetString()!);
        Assert.Equal(expected, Decode<byte[], ByteArrayCodec>(encoding));
        Assert.Equal(expected, Decode<Memory<byte>, ByteMemoryCodec>(encoding).ToArray());
        Assert.Equal(expected, Decode<ReadOnlyMemory<byte>, ReadOnlyByteMemoryCodec>(encoding).ToArray());
    }

    /// <summary>Integer forms are read by every integer type that holds the number, and every form by <c>double</c> and <c>float</c> where these hold it exactly.</summary>
    private static void ReadNumber(SuiteValue value, byte[] encoding)
    {
        int types = 0;
        if (value.Is("number", out JsonElement number))
        {
            double expected = number.GetDouble();
            Assert.Equal(expected, Decode<double, DoubleCodec>(encoding));
            types++;
            if ((double)(float)expected == expected)
                Assert.Equal((float)expected, Decode<float, SingleCodec>(encoding));
        }

        const byte Float32 = 0xCA;
        const byte Float64 = 0xCB;
        if (encoding[0] is not (Float32 or Float64))
        {
            BigInteger expected = BigInteger.Parse(value.Is("bignum", out JsonElement big) ? big.GetString()! : number.GetRawText(), CultureInfo.InvariantCulture);
            types += ReadInteger<byte, ByteCodec>(expected, encoding) + ReadInteger<sbyte, SByteCodec>(expected, encoding)
                + ReadInteger<short, Int16Codec>(expected, encoding) + ReadInteger<ushort, UInt16Codec>(expected, encoding)
                + ReadInteger<int, Int32Codec>(expected, encoding) + ReadInteger<uint, UInt32Codec>(expected, encoding)
                + ReadInteger<long, Int64Codec>(expected, encoding) + ReadInteger<ulong, UInt64Codec>(expected, encoding);
        }

        Assert.NotEqual(0, types);
    }

    /// <summary>Reads an integer if the type holds it, and else is refused.</summary>
    /// <returns>How many types hold it: 1 or 0.</returns>
    private static int ReadInteger<T, TCodec>(BigInteger expected, byte[] encoding)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
        where TCodec : struct, IPeerCodec<T>
    {
        if (expected < BigInteger.CreateChecked(T.MinValue) || expected > BigInteger.CreateChecked(T.MaxValue))
        {
            Assert.Throws<PeerDecodeException>(() => Decode<T, TCodec>(encoding));
            return 0;
        }

        Assert.Equal(expected, BigInteger.CreateChecked(Decode<T, TCodec>(encoding)));
        return 1;
    }

    private static void ReadString(SuiteValue value, byte[] encoding) =>
        Assert.Equal(value.Value.GetProperty("string").GetString(), Decode<string, StringCodec>(encoding));

    private static void ReadArray(SuiteValue value, byte[] encoding)
    {
        JsonElement[] expected = [.. value.Value.GetProperty("array").EnumerateArray()];
        if (expected is not [{ ValueKind: JsonValueKind.String }, ..])
        {
            Assert.Equal(expected.Select(element => element.GetInt32()), Decode<int[], ArrayCodec<int, Int32Codec>>(encoding));
            Assert.Equal(expected.Select(element => element.GetDouble()), Decode<List<double>, ListCodec<double, DoubleCodec>>(encoding));
        }

        if (expected is not [{ ValueKind: JsonValueKind.Number }, ..])
            Assert.Equal(expected.Select(element => element.GetString()), Decode<string[], ArrayCodec<string, StringCodec>>(encoding));
    }

    private static void ReadMap(SuiteValue value, byte[] encoding)
    {
        JsonProperty[] expected = [.. value.Value.GetProperty("map").EnumerateObject()];
        if (expected is [{ Value.ValueKind: JsonValueKind.String } text])
            Assert.Equal(text.Value.GetString(), Assert.Single(Decode<Dictionary<string, string>, DictionaryCodec<string, StringCodec, string, StringCodec>>(encoding), pair => pair.Key == text.Name).Value);
        else
            Assert.Equal(expected.Select(entry => KeyValuePair.Create(entry.Name, entry.Value.GetInt32())), Decode<Dictionary<string, int>, DictionaryCodec<string, StringCodec, int, Int32Codec>>(encoding));
    }

    private static void ReadNested(SuiteValue value, byte[] encoding)
    {
        string expected = JsonSerializer.Serialize(value.Is("array", out JsonElement array) ? array : value.Value.GetProperty("map"));
        switch (expected)
        {
            case "[[]]":
                Assert.Empty(Assert.Single(Decode<int[][], ArrayCodec<int[], ArrayCodec<int, Int32Codec>>>(encoding)));
                break;
            case "[{}]":
                Assert.Empty(Assert.Single(Decode<Dictionary<string, int>[], ArrayCodec<Dictionary<string, int>, DictionaryCodec<string, StringCodec, int, Int32Codec>>>(encoding)));
                break;
            case """{"a":{}}""":
                Assert.Empty(Decode<Dictionary<string, Dictionary<string, int>>, DictionaryCodec<string, StringCodec, Dictionary<string, int>, DictionaryCodec<string, StringCodec, int, Int32Codec>>>(encoding)["a"]);
                break;
            default:
                Assert.Equal("""{"a":[]}""", expected);
                Assert.Empty(Decode<Dictionary<string, int[]>, DictionaryCodec<string, StringCodec, int[], ArrayCodec<int, Int32Codec>>>(encoding)["a"]);
                break;
        }
    }

    /// <summary>To the nanosecond as a timestamp, and to the tick as <see cref="DateTime"/> where that reaches.</summary>
    private static void ReadTimestamp(SuiteValue value, byte[] encoding)
    {
        JsonElement expected = value.Value.GetProperty("timestamp");
        (long seconds, int nanoseconds) = (expected[0].GetInt64(), expected[1].GetInt32());
        Assert.Equal((seconds, nanoseconds), Decode(encoding, static (ref PeerReader reader) =>
        {
            long read = reader.ReadTimestamp(out int parts);
            return (read, parts);
        }));

        long firstSecond = (DateTime.MinValue - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
        if (seconds >= firstSecond)
            Assert.Equal(DateTime.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (nanoseconds / 100)), Decode<DateTime, DateTimeCodec>(encoding));
        else
            Assert.Throws<PeerDecodeException>(() => Decode<DateTime, DateTimeCodec>(encoding));
    }

    private static void ReadExtension(SuiteValue value, byte[] encoding)
    {
        JsonElement expected = value.Value.GetProperty("ext");
        (sbyte type, byte[] body) = Decode(encoding, static (ref PeerReader reader) => (reader.ReadExtension(out byte[] read), read));
        Assert.Equal(expected[0].GetInt32(), type);
        Assert.Equal(SuiteValue.FromHex(expected[1].GetString()!), body);
    }

    private static void AssertSkipped(byte[] encoding) => Assert.True(Decode(encoding, static (ref PeerReader reader) =>
    {
        reader.Skip();
        return reader.End;
    }));

    private static T Decode<T, TCodec>(byte[] encoding)
        where TCodec : struct, IPeerCodec<T> => Decode(encoding, TCodec.Read);

    /// <summary>Decodes from one piece and byte by byte, and asserts that nothing is left.</summary>
    private static T Decode<T>(byte[] encoding, Read<T> read)
    {
        PeerReader cut = new(Cut(encoding), PeerCodecLimits.Default);
        read(ref cut);
        Assert.True(cut.End);

        PeerReader whole = new(encoding, PeerCodecLimits.Default);
        T value = read(ref whole);
        Assert.True(whole.End);
        return value;
    }

    private static ReadOnlySequence<byte> Cut(byte[] bytes)
    {
        Piece first = new(bytes.AsMemory(0, 1), null);
        Piece last = first;
        for (int index = 1; index < bytes.Length; index++)
            last = new Piece(bytes.AsMemory(index, 1), last);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? previous)
        {
            Memory = memory;
            if (previous is null)
                return;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }
}
