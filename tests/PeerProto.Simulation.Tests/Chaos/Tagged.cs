namespace PeerProto.Testing.Tests.Chaos;

/// <summary>A message that says which it is, so that its loss, its double and its wrong place show.</summary>
/// <param name="Stream">What the ledger calls the channel of one connection in one direction.</param>
/// <param name="Number">Its place, 0 and on.</param>
/// <param name="Filler">Bytes that follow from the two.</param>
[PeerMessage]
public partial record Tagged([Member(0)] int Stream, [Member(1)] int Number, [Member(2)] byte[] Filler)
{
    public static Tagged Create(int stream, int number, int size) => new(stream, number, Fill(stream + (number * 31), size));

    /// <summary>Bytes that tell whether they are whole.</summary>
    public static byte[] Fill(int from, int size)
    {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++)
            bytes[i] = (byte)(from + i + (i >> 8));
        return bytes;
    }

    public bool IsWhole() => Filler.AsSpan().SequenceEqual(Fill(Stream + (Number * 31), Filler.Length));
}
