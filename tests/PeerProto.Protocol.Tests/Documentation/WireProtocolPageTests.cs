using System.Buffers;
using System.Globalization;
using System.Reflection;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Handshake;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Documentation;

/// <summary>The page and the code say the same.</summary>
public sealed class WireProtocolPageTests
{
    [Fact]
    public void FrameKinds_AreThoseOfTheCode() => Assert.Equal(
        Enum.GetValues<FrameKind>().Select(kind => ($"0x{(byte)kind:x2}", kind.ToString())),
        WireProtocolPage.Table("Frame kinds").Select(row => (row[0], row[1])));

    [Fact]
    public void CloseCodes_AreThoseOfTheCode() => Assert.Equal(
        Enum.GetValues<CloseCode>().Select(code => (((int)code).ToString(CultureInfo.InvariantCulture), code.ToString())),
        WireProtocolPage.Table("Close codes").Select(row => (row[0], row[1])));

    [Fact]
    public void ErrorCodes_AreThoseOfTheCode() => Assert.Equal(
        Enum.GetValues<RemoteErrorCode>().Select(code => (((int)code).ToString(CultureInfo.InvariantCulture), code.ToString())),
        WireProtocolPage.Table("Error codes").Select(row => (row[0], row[1])));

    [Fact]
    public void Limits_AreThoseOfTheCode() => Assert.Equal(
        typeof(ProtocolLimits).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (field.Name, Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)!))
            .Append((nameof(Hello.MaximumInstanceBytes), Hello.MaximumInstanceBytes.ToString(CultureInfo.InvariantCulture)))
            .Order(),
        WireProtocolPage.Table("Limits of a connection").Select(row => (row[0], row[1])).Order());

    [Fact]
    public void Timings_AreThoseOfTheCode() => Assert.Equal(
        typeof(ProtocolTimings).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType == typeof(TimeSpan))
            .Select(property => (property.Name, ((TimeSpan)property.GetValue(ProtocolTimings.Default)!).TotalMilliseconds.ToString(CultureInfo.InvariantCulture) + " ms"))
            .Order(),
        WireProtocolPage.Table("Timings").Select(row => (row[0], row[1])).Order());

    [Fact]
    public void HelloKeys_AreThoseOfTheCode()
    {
        IReadOnlyList<string[]> rows = WireProtocolPage.Table("Hello keys");
        using OutboundBuffer body = new();
        HelloCodec.Write(body, SampleContract.Smaller.Local with { NameKey = new byte[Hello.NameKeyLength] });
        PeerReader reader = new(body.WrittenMemory.Span[HelloCodec.Magic.Length..], PeerCodecLimits.Default);
        Assert.Equal(rows.Count, reader.ReadMapHeader());
        List<byte[]> required = [];
        foreach (string[] row in rows)
        {
            int start = body.Length - (int)reader.Remaining;
            int key = reader.ReadInt32();
            Assert.Equal(row[0], key.ToString(CultureInfo.InvariantCulture));
            byte code = body.WrittenMemory.Span[body.Length - (int)reader.Remaining];
            Assert.Equal(row[2], code switch { >= 0xa0 and < 0xc0 => "str", 0xc4 => "bin", _ => "int" });
            reader.Skip();
            if (row[3] == "required")
                required.Add(body.WrittenMemory[start..(body.Length - (int)reader.Remaining)].ToArray());
        }

        Assert.True(reader.End);
        byte[] least = [.. HelloCodec.Magic, (byte)(0x80 | required.Count), .. required.SelectMany(entry => entry)];
        Assert.True(HelloCodec.TryRead(new ReadOnlySequence<byte>(least), out Hello? hello, out _));
        foreach (string[] row in rows)
        {
            PropertyInfo property = typeof(Hello).GetProperty(row[1])!;
            if (row[3] != "required")
                Assert.Equal(row[3], property.GetValue(hello) is "" or ReadOnlyMemory<byte> { IsEmpty: true } ? "empty" : Convert.ToString(property.GetValue(hello), CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void ExampleSession_IsWhatTwoPeersSay()
    {
        IReadOnlyList<(string From, string Hex)> played = ExampleSession.Play();
        Assert.Equal(played, WireProtocolPage.Table("An example session").Select(row => (row[0], row[1])));
        Assert.Superset(
            new HashSet<FrameKind> { FrameKind.Hello, FrameKind.Admit, FrameKind.Message, FrameKind.Acknowledge, FrameKind.Call, FrameKind.Result, FrameKind.Close },
            played.SelectMany(frame => Wire.Parse(Wire.Hex(frame.Hex))).Select(frame => frame.Kind).ToHashSet());
    }
}
