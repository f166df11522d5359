namespace PeerProto.Testing.Tests.Chaos;

/// <summary>What goes one way through a byte stream, and how either end of that way behaves.</summary>
/// <param name="Seed">What the bytes follow from.</param>
/// <param name="Length">How many bytes there are, where nobody gives up.</param>
/// <param name="ResetAt">Before which byte the writer gives up, or -1 where it does not.</param>
/// <param name="ResetCode">What the reader is told then.</param>
/// <param name="StopAt">Behind how many bytes the reader wants no more, or -1 where it wants all.</param>
/// <param name="StopCode">What the writer is told then; 0 where the reader simply has enough.</param>
[PeerMessage]
public partial record Pour(
    [Member(0)] int Seed, [Member(1)] int Length, [Member(2)] int ResetAt, [Member(3)] long ResetCode, [Member(4)] int StopAt, [Member(5)] long StopCode)
{
    /// <summary>Whether neither end gives up, so that all bytes have to arrive.</summary>
    public bool IsWhole => ResetAt < 0 && StopAt < 0;

    public static Pour Create(Random random)
    {
        int length = random.Next(10) == 0 ? random.Next(200_000) : random.Next(30_000);
        int resetAt = random.Next(5) == 0 ? random.Next(length + 1) : -1;
        int stopAt = random.Next(5) == 0 ? random.Next(length + 1) : -1;
        return new Pour(random.Next(), length, resetAt, CreateCode(random), stopAt, random.Next(3) == 0 ? PeerStreamException.NoError : CreateCode(random));
    }

    /// <summary>The byte at a place.</summary>
    public byte this[long place] => (byte)(Seed + place + (place >> 8));

    private static long CreateCode(Random random) => random.NextInt64(PeerStreamException.FirstOfApp, PeerStreamException.MaximumCode + 1);
}
