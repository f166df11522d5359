namespace PeerProto.Security.Tests.Identity;

public sealed class KeyWordsTests
{
    [Fact]
    public void Words_AreToldApartByTheirFirstThreeLetters()
    {
        string[] words = [.. Enumerable.Range(0, 256).Select(value => KeyOf((byte)value).ToWords().Split(' ')[0])];

        Assert.Equal(256, words.Select(word => word[..3]).Distinct().Count());
        Assert.Equal(words.Order(StringComparer.Ordinal), words);
        Assert.All(words, word => Assert.Matches("^[a-z]{4,8}$", word));
        Assert.All(words, word => Assert.All(words, other => Assert.True(word == other || Distance(word, other) >= 2, $"{word} {other}")));
    }

    [Fact]
    public void Words_AreReadBackHoweverTheyAreWritten()
    {
        byte[] bytes = [.. Enumerable.Range(0, 32).Select(index => (byte)(index * 8 + 3))];
        PeerKey key = PeerKey.FromBytes(bytes);
        string words = key.ToWords();

        Assert.Equal(PeerKey.WordCount, words.Split(' ').Length);
        foreach (string written in new[] { words, words.ToUpperInvariant(), words.Replace(' ', '-'), words.Replace(" ", " \r\n ", StringComparison.Ordinal), string.Join(' ', words.Split(' ').Select(word => word[..3])) })
        {
            Assert.True(PeerKey.TryParseWords(written, out ReadOnlyMemory<byte> first));
            Assert.Equal(bytes[..16], first.ToArray());
            Assert.True(key.MatchesWords(written));
        }

        Assert.False(KeyOf(9).MatchesWords(words));
    }

    [Fact]
    public void OtherText_IsNoWords()
    {
        string words = KeyOf(7).ToWords();
        foreach (string? text in new[] { null, "", "acorn", $"{words} acorn", words[..words.LastIndexOf(' ')], words.Replace("agent", "ag", StringComparison.Ordinal) + "x", new string('a', 100_000) })
            Assert.False(PeerKey.TryParseWords(text, out _));
    }

    [Fact]
    public void QrPayload_RoundTripsAndFitsTheSmallAlphabet()
    {
        PeerKey key = KeyOf(0xab);

        Assert.Matches("^[0-9A-Z:]{78}$", key.ToQrPayload());
        Assert.True(PeerKey.TryParseQrPayload(key.ToQrPayload(), out PeerKey? read));
        Assert.Equal(key, read);
        foreach (string? text in new[] { null, "", key.ToString(), key.ToQrPayload() + "0", key.ToQrPayload()[1..], "PEERPROTO:KEY:" + new string('G', 64) })
            Assert.False(PeerKey.TryParseQrPayload(text, out _));
    }

    private static PeerKey KeyOf(byte first) => PeerKey.FromBytes([first, .. new byte[31]]);

    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
