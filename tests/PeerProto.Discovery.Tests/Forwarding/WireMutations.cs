namespace PeerProto.Discovery.Tests.Forwarding;

/// <summary>Changes bytes at random: cuts, flips, doubles, inserts or removes, up to three times.</summary>
internal static class WireMutations
{
    public static byte[] Of(ReadOnlySpan<byte> input, Random random)
    {
        List<byte> bytes = [.. input];
        for (int changes = 1 + random.Next(3); changes > 0; changes--)
        {
            int place = random.Next(bytes.Count + 1);
            switch (random.Next(7))
            {
                case 0:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
                case 1 or 2 when place < bytes.Count:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 3 when place < bytes.Count:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 4:
                    byte[] inserted = new byte[random.Next(20)];
                    random.NextBytes(inserted);
                    bytes.InsertRange(place, inserted);
                    break;
                case 5:
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
