namespace PeerProto.Tests.Shared;

/// <summary>Changes inputs at random, each from its own seed, so that a failure can be repeated.</summary>
internal static class Mutations
{
    /// <summary>Whether the full counts run: with PEERPROTO_SOAK=1.</summary>
    public static bool IsSoak { get; } = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1";

    /// <summary>How many inputs a test tries: 10^5, in a soak 10^6.</summary>
    public static int Count { get; } = IsSoak ? 1_000_000 : 100_000;

    /// <summary>Cuts, flips, replaces, inserts, doubles or removes, up to three times.</summary>
    public static byte[] Of(ReadOnlySpan<byte> input, int seed) => Of(input, new Random(seed));

    /// <summary>The same, from a source of chance that goes on.</summary>
    public static byte[] Of(ReadOnlySpan<byte> input, Random random)
    {
        List<byte> bytes = [.. input];
        for (int changes = 1 + random.Next(3); changes > 0; changes--)
        {
            int place = random.Next(bytes.Count + 1);
            switch (random.Next(6))
            {
                case 0:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
                case 1 when place < bytes.Count:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 2 when place < bytes.Count:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 3:
                    byte[] inserted = new byte[random.Next(20)];
                    random.NextBytes(inserted);
                    bytes.InsertRange(place, inserted);
                    break;
                case 4:
                    bytes.InsertRange(place, bytes[..random.Next(bytes.Count + 1)]);
                    break;
                default:
                    bytes.RemoveRange(place, Math.Min(bytes.Count - place, random.Next(1, 12)));
                    break;
            }
        }

        return [.. bytes];
    }
}
