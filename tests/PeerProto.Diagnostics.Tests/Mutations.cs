namespace PeerProto.Diagnostics.Tests;

/// <summary>Changes inputs at random, each from its own seed, so that a failure can be repeated.</summary>
internal static class Mutations
{
    /// <summary>Whether the full counts run: with PEERPROTO_SOAK=1.</summary>
    public static bool IsSoak { get; } = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1";

    /// <summary>How many inputs a test tries: 10^5, in a soak 10^6.</summary>
    public static int Count { get; } = IsSoak ? 1_000_000 : 100_000;

    /// <summary>Flips, replaces, removes or doubles bytes, up to three times.</summary>
    public static byte[] Of(byte[] input, int seed)
    {
        Random random = new(seed);
        List<byte> bytes = [.. input];
        for (int changes = 1 + random.Next(3); changes > 0 && bytes.Count > 0; changes--)
        {
            int place = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(place, Math.Min(bytes.Count - place, random.Next(1, 40)));
                    break;
                default:
                    bytes.InsertRange(place, bytes[..random.Next(bytes.Count)]);
                    break;
            }
        }

        return [.. bytes];
    }
}
