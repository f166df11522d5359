using System.Buffers;
using PeerProto.Matrix.Tests.Cells;
using PeerProto.Matrix.Tests.Generated;
using PeerProto.Matrix.Tests.Messages;
using PeerProto.Matrix.Tests.Support;

namespace PeerProto.Matrix.Tests.Peers;

/// <summary>
/// <c>@msgpack/msgpack</c> under Node reads what is written here and writes it in its own forms: numbers without a fraction as integers, other floating
/// point numbers in 64 bits, integers of 64 bits as they are. What it wrote is read here as the same values.
/// </summary>
public sealed class NodeTests
{
    private const int ValuesOfACell = 10;
    private const ulong Seed = 20_261_122;

    /// <summary>Objects in JavaScript have text as keys, and nothing else.</summary>
    private static readonly string[] KeysThatAreNoText = ["DictionaryOfLists", "DictionaryByMessage", "ReadOnlyDictionary"];

    [Fact]
    public async Task EveryCell_IsReadByNodeAndBack()
    {
        ICodecCell[] cells = [.. CodecCells.All.Where(HasTextAsKeys)];
        (ICodecCell Cell, byte[] Bytes)[] sent = [.. cells.SelectMany(cell => cell.Encodings(ValuesOfACell, Seed).Select(bytes => (cell, bytes)))];

        (string Json, byte[] Bytes)[] received = await NodeProcess.ReencodeAsync(sent.Select(message => message.Bytes));

        Assert.Equal(sent.Length, received.Length);
        foreach (((ICodecCell cell, byte[] ours), (_, byte[] theirs)) in sent.Zip(received))
            SameValue.Equal.Assert(cell.Decode(new ReadOnlySequence<byte>(ours)), cell.Decode(new ReadOnlySequence<byte>(theirs)));
    }

    [Fact]
    public async Task Message_IsWhatNodeSees()
    {
        ICodecCell cell = CodecCells.All.Single(cell => cell.Name == "Class as member");
        ClassMessage message = new() { Text = "Gr\u00FC\u00DFe", Numbers = [1, -2, 300_000], Other = new RecordMessage("x", 5) };

        (string json, _) = Assert.Single(await NodeProcess.ReencodeAsync([cell.Encode(new ClassMember(message))]));

        Assert.Equal("""[["Grüße",[1,-2,300000],["x",5]]]""", json);
    }

    private static bool HasTextAsKeys(ICodecCell cell) =>
        !cell.Name.EndsWith("dictionary key", StringComparison.Ordinal) && !KeysThatAreNoText.Contains(cell.Name.Split(' ')[0]);
}
