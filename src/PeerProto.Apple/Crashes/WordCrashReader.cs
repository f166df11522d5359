namespace PeerProto.Apple;

/// <summary>
/// Reads the words of a crash service: <c>module None symbol None line</c>, five to a frame, underscores escaped as <c>/_</c>. Words after the
/// frames are what a person wrote, and end them.
/// </summary>
internal static class WordCrashReader
{
    private const string Nothing = "None";
    private const int WordsInFrame = 5;

    public static CrashReport? TryRead(string text)
    {
        string[] words = new string[WordsInFrame];
        List<CrashFrame> frames = [];
        bool isTruncated = false;
        int held = 0;
        foreach (Range range in text.AsSpan().SplitAny(' ', '\t', '\r', '\n'))
        {
            ReadOnlySpan<char> word = text.AsSpan(range);
            if (word.IsEmpty)
                continue;
            words[held++] = new string(word[..Math.Min(word.Length, CrashReport.MaximumValueLength)]);
            if (held < WordsInFrame)
                continue;
            if (IsFrame(words))
            {
                if (frames.Count < CrashReport.MaximumFrames)
                    frames.Add(new CrashFrame(Unescape(words[0]), Unescape(words[2]), SourceLine: words[4] is "0" or Nothing ? null : int.Parse(words[4], null)));
                else
                    isTruncated = true;
                held = 0;
                continue;
            }

            if (frames.Count > 0)
                break; // what comes next is what a person wrote
            words.AsSpan(1).CopyTo(words); // words before the first frame
            held--;
        }

        // the last line number may be cut off
        if (frames.Count is > 0 and < CrashReport.MaximumFrames && held >= WordsInFrame - 1 && IsNamed(words))
            frames.Add(new CrashFrame(Unescape(words[0]), Unescape(words[2])));
        return frames.Count == 0 ? null : new CrashReport
        {
            Format = CrashReportFormat.Words,
            Threads = [new CrashThread(0, null, null, IsFaulting: true, frames)],
            IsFromThirdParty = true,
            IsTruncated = isTruncated,
        };
    }

    private static bool IsFrame(string[] words) =>
        IsNamed(words) && (words[4] == Nothing || (words[4].Length <= 9 && words[4].All(char.IsAsciiDigit)));

    private static bool IsNamed(string[] words) => words[1] == Nothing && words[3] == Nothing && words[0] != Nothing && words[2] != Nothing;

    private static string Unescape(string word) => word.Replace("/_", "_", StringComparison.Ordinal);
}
