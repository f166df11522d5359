using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Framing;

public sealed class VarIntTests
{
    [Theory]
    [InlineData("c2197c5eff14e88c", 151_288_809_941_952_652UL)]
    [InlineData("9d7f3e7d", 494_878_333UL)]
    [InlineData("7bbd", 15_293UL)]
    [InlineData("25", 37UL)]
    public void VectorsOfRfc9000AppendixA1_ReadAndWrite(string hex, ulong value)
    {
        byte[] bytes = Wire.Hex(hex);
        Assert.True(VarInt.TryRead(bytes, out ulong read, out int length));
        Assert.Equal((value, bytes.Length), (read, length));
        byte[] written = new byte[VarInt.MaxLength];
        Assert.Equal(bytes.Length, VarInt.Write(written, value));
        Assert.Equal(bytes, written[..bytes.Length]);
    }

    [Fact]
    public void LongerFormOfRfc9000AppendixA1_Reads()
    {
        Assert.True(VarInt.TryRead([0x40, 0x25], out ulong value, out int length));
        Assert.Equal((37UL, 2), (value, length));
    }

    [Theory]
    [InlineData(0UL, 1)]
    [InlineData(63UL, 1)]
    [InlineData(64UL, 2)]
    [InlineData(16_383UL, 2)]
    [InlineData(16_384UL, 4)]
    [InlineData(1_073_741_823UL, 4)]
    [InlineData(1_073_741_824UL, 8)]
    [InlineData(VarInt.MaxValue, 8)]
    public void EdgesOfTheForms_TakeTheShortestAndReadBack(ulong value, int length)
    {
        byte[] bytes = new byte[VarInt.MaxLength];
        Assert.Equal(length, VarInt.GetLength(value));
        Assert.Equal(length, VarInt.Write(bytes, value));
        Assert.Equal(Wire.Number(value), bytes[..length]);
        Assert.True(VarInt.TryRead(bytes.AsSpan(0, length), out ulong read, out int taken));
        Assert.Equal((value, length), (read, taken));
        for (int cut = 0; cut < length; cut++)
            Assert.False(VarInt.TryRead(bytes.AsSpan(0, cut), out _, out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void GivenLength_IsKeptAndReadsBack(int length)
    {
        byte[] bytes = new byte[length];
        VarInt.Write(bytes, 42, length);
        Assert.True(VarInt.TryRead(bytes, out ulong value, out int taken));
        Assert.Equal((42UL, length), (value, taken));
    }
}
