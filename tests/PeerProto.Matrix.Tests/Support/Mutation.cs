namespace PeerProto.Matrix.Tests.Support;

/// <summary>Changes bytes at random: flips bits, puts in codes of MessagePack, removes, inserts and repeats.</summary>
internal static class Mutation
{
    private const int MostChanges = 4;
    private const int MostRepeated = 32;
    private const int MostRemoved = 8;

    private static readonly byte[] Codes = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, .. Enumerable.Range(0xC0, 0x40).Select(code => (byte)code)];

    public static byte[] Of(byte[] original, Random random)
    {
        List<byte> bytes = [.. original];
        for (int changes = random.Next(1, MostChanges + 1); changes > 0; changes--)
        {
            int position = random.Next(bytes.Count + 1);
            switch (random.Next(6))
            {
                case 0 when position < bytes.Count:
                    bytes[position] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when position < bytes.Count:
                    bytes[position] = Codes[random.Next(Codes.Length)];
                    break;
                case 2 when position < bytes.Count:
                    bytes.RemoveAt(position);
                    break;
                case 3:
                    bytes.Insert(position, Codes[random.Next(Codes.Length)]);
                    break;
                case 4:
                    bytes.RemoveRange(position, Math.Min(random.Next(MostRemoved), bytes.Count - position));
                    break;
                default:
                    bytes.InsertRange(position, bytes.GetRange(0, Math.Min(random.Next(MostRepeated), bytes.Count)));
                    break;
            }
        }

        return [.. bytes];
    }
}
