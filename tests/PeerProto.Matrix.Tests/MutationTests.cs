using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using PeerProto.Matrix.Tests.Cells;
using PeerProto.Matrix.Tests.Generated;
using PeerProto.Matrix.Tests.Support;

namespace PeerProto.Matrix.Tests;

/// <summary>Every generated decoder against bytes that were changed at random, by a fixed seed.</summary>
public sealed class MutationTests
{
    private const int Seed = 20_261_122;
    private const int SamplesOfACell = 16;

    /// <summary>What decoding may cost for each byte of input, and in any case: the exception with its text and stack.</summary>
    private const int AllocationPerByte = 256;
    private const int AllocationForAnError = 65_536;

    /// <summary>Collections that enumerate equal contents in different orders.</summary>
    private static readonly string[] WithoutOrder = ["FrozenSet", "FrozenDictionary", "ImmutableHashSet", "IImmutableSet", "ImmutableDictionary", "IImmutableDictionary"];

    private static int Inputs => Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1" ? 1_000_000 : 100_000;

    [Fact]
    public void ChangedBytes_AreRefusedOrReadAsAMessageThatTravelsOn()
    {
        Random random = new(Seed);
        (ICodecCell Cell, IReadOnlyList<byte[]> Samples)[] cells = [.. CodecCells.All.Select(cell => (cell, cell.Encodings(SamplesOfACell, Seed)))];
        WarmUp(cells);
        int read = 0;
        for (int input = 0; input < Inputs; input++)
        {
            (ICodecCell cell, IReadOnlyList<byte[]> samples) = cells[input % cells.Length];
            IReadOnlyList<byte[]> originals = random.Next(8) == 0 ? cells[random.Next(cells.Length)].Samples : samples;
            byte[] bytes = Mutation.Of(originals[random.Next(originals.Count)], random);
            ReadOnlySequence<byte> sequence = random.Next(4) == 0 ? Pieces.InTwo(bytes, random.Next(bytes.Length + 1)) : new ReadOnlySequence<byte>(bytes);
            try
            {
                if (TryDecode(cell, sequence, out object? message))
                {
                    AssertTravelsOn(cell, message);
                    read++;
                }
            }
            catch (Exception exception)
            {
                Assert.Fail($"Input {input}, {cell.Name}, {Convert.ToHexString(bytes)}: {exception}");
            }
        }

        // Where nothing is read any more, the changes are too rough to test anything but the first check.
        Assert.InRange(read, Inputs / 100, Inputs);
    }

    /// <summary>Decodes within the allowed memory.</summary>
    /// <returns>Whether the bytes are a message; if not, they were refused in the one way that is declared.</returns>
    private static bool TryDecode(ICodecCell cell, in ReadOnlySequence<byte> bytes, [NotNullWhen(true)] out object? message)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            message = cell.Decode(bytes);
        }
        catch (PeerDecodeException exception)
        {
            Assert.NotEmpty(exception.Message);
            message = null;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocationForAnError + (AllocationPerByte * bytes.Length));
        return message is not null;
    }

    /// <summary>Whatever was read can be sent on, arrives as the same, and its bytes are settled.</summary>
    private static void AssertTravelsOn(ICodecCell cell, object message)
    {
        byte[] bytes = cell.Encode(message);
        object again = cell.Decode(new ReadOnlySequence<byte>(bytes));
        SameValue.Exact.Assert(message, again);
        if (Array.Exists(WithoutOrder, row => cell.Name.StartsWith(row + " ", StringComparison.Ordinal)))
            Assert.Equal(bytes.Length, cell.Encode(again).Length);
        else
            Assert.Equal(bytes, cell.Encode(again));
    }

    /// <summary>What a type costs when it is used for the first time is not the input's doing.</summary>
    private static void WarmUp((ICodecCell Cell, IReadOnlyList<byte[]> Samples)[] cells)
    {
        foreach ((ICodecCell cell, IReadOnlyList<byte[]> samples) in cells)
        {
            foreach (byte[] sample in samples)
                cell.Decode(new ReadOnlySequence<byte>(sample));
        }
    }
}
