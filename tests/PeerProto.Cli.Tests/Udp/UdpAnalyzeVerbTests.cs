using System.Buffers.Binary;
using System.Text.Json;
using PeerProto.Cli.Udp;

namespace PeerProto.Cli.Tests.Udp;

public sealed class UdpAnalyzeVerbTests
{
    private readonly StringWriter _output = new();

    [Fact]
    public void SteadyFlow_IsSuccess()
    {
        Assert.Equal(ExitCodes.Success, Run(new LineGapOutput(_output), Capture(static i => i)));
        Assert.Contains("verdict: Steady.", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void FlowWithLoss_FailsAndTellsItInJson()
    {
        Assert.Equal(ExitCodes.Nothing, Run(new JsonGapOutput(_output), Capture(static i => i < 30 ? i : i + 5)));
        JsonElement root = JsonDocument.Parse(_output.ToString()).RootElement;
        JsonElement flow = Assert.Single(root.GetProperty("flows").EnumerateArray().ToArray());
        Assert.Equal((5, "Radio", false), (flow.GetProperty("lost").GetInt32(), flow.GetProperty("verdict").GetProperty("kind").GetString(), root.GetProperty("good").GetBoolean()));
    }

    [Fact]
    public void WhatIsNoCapture_IsToldOf()
    {
        Assert.Equal(ExitCodes.Nothing, Run(new JsonGapOutput(_output), [1, 2, 3, 4]));
        Assert.Equal("it is neither pcap nor pcapng", JsonDocument.Parse(_output.ToString()).RootElement.GetProperty("error").GetString());
        Assert.Equal(ExitCodes.Nothing, new UdpAnalyzeVerb(new GapAnalyzer(), new LineGapOutput(_output)).Run("/nowhere/x.pcap", static () => Stream.Null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void EmptyPath_IsToldOf()
    {
        Assert.Equal(ExitCodes.Nothing, new UdpAnalyzeVerb(new GapAnalyzer(), new JsonGapOutput(_output)).Run("", static () => Stream.Null, TestContext.Current.CancellationToken));
        Assert.Equal("The path is empty", JsonDocument.Parse(_output.ToString()).RootElement.GetProperty("error").GetString());
    }

    [Fact]
    public void HeadersThatAreNotRead_AreAFailure()
    {
        byte[] capture = Capture(static i => i);
        capture[23] = 127;
        Assert.Equal(ExitCodes.Nothing, Run(new JsonGapOutput(_output), capture));
        Assert.Contains("link type 127", JsonDocument.Parse(_output.ToString()).RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void CaptureThatIsCutOff_IsNoSuccess()
    {
        byte[] cut = Capture(static i => i)[..^3];
        Assert.Equal(ExitCodes.Nothing, Run(new JsonGapOutput(_output), cut));
        Assert.Equal("Steady", JsonDocument.Parse(_output.ToString()).RootElement.GetProperty("verdict").GetProperty("kind").GetString());
    }

    private static int Run(IGapOutput output, byte[] capture) =>
        new UdpAnalyzeVerb(new GapAnalyzer(new GapAnalyzerOptions { Sequence = new SequenceField(0, 4) }), output).Run("-", () => new MemoryStream(capture), TestContext.Current.CancellationToken);

    // bare IPv4, a datagram each 10 ms
    private static byte[] Capture(Func<uint, uint> number)
    {
        List<byte> bytes = [0xA1, 0xB2, 0xC3, 0xD4, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 101];
        for (uint i = 0; i < 60; i++)
        {
            byte[] packet = [0x45, 0, 0, 32, 0, 0, 0, 0, 64, 17, 0, 0, 192, 0, 2, 1, 239, 1, 2, 3, 15, 160, 15, 161, 0, 12, 0, 0, .. Big(number(i))];
            bytes.AddRange([.. Big(1_700_000_000), .. Big(i * 10_000), .. Big((uint)packet.Length), .. Big((uint)packet.Length), .. packet]);
        }

        return [.. bytes];
    }

    private static byte[] Big(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
