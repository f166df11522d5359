namespace PeerProto.Benchmarks.Codec.Rows;

/// <summary>Reads the large message by hand, with the payload left where it is.</summary>
internal sealed class BorrowedByHandRow(byte[] bytes) : CodecRow(HandWritten.Name + ", payload borrowed")
{
    private long _last;

    public override int Bytes => bytes.Length;

    protected override void Run(int operations)
    {
        for (int i = 0; i < operations; i++)
            _last += HandWritten.ReadLargeBorrowed(bytes);
    }
}
