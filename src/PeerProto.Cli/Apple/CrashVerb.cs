using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary><c>peerproto apple crash</c>, without console.</summary>
internal sealed class CrashVerb(ICrashOutput output, TextReader input, int frames)
{
    /// <summary>Shows reports, or their groups.</summary>
    /// <returns>The exit code: success only when every file was a crash report.</returns>
    public int Run(IReadOnlyList<string> places, bool isGrouped, CancellationToken cancellationToken)
    {
        CrashGrouping grouping = new(frames);
        bool isGood = true;
        int shown = 0;
        foreach (string place in places)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isGrouped && place != "-")
            {
                grouping.AddFiles(Directory.Exists(place) ? CrashReportFiles.In(place) : [place], cancellationToken);
                continue;
            }

            foreach ((string name, string? text, string? failure) in TextsIn(place))
            {
                if (text is null)
                {
                    output.Write(new CrashUnread(name, failure!));
                    isGood = false;
                }
                else if (isGrouped)
                {
                    grouping.AddText(name, text);
                }
                else if (CrashReport.TryParse(text, out CrashReport? report, out CrashReportException? refusal))
                {
                    output.Write(name, report, report.SignatureOf(frames));
                    shown++;
                }
                else
                {
                    output.Write(new CrashUnread(name, $"{refusal.Cause}. {refusal.Remedy}"));
                    isGood = false;
                }
            }
        }

        if (isGrouped)
        {
            output.Write(grouping);
            return isGood && grouping.Count > 0 && grouping.UnreadCount == 0 ? ExitCodes.Success : ExitCodes.Nothing;
        }

        if (shown == 0 && isGood)
            output.Write(new CrashUnread(string.Join(' ', places), "there is no file that ends in .ips, .crash or .txt"));
        return isGood && shown > 0 ? ExitCodes.Success : ExitCodes.Nothing;
    }

    private IEnumerable<(string Name, string? Text, string? Failure)> TextsIn(string place)
    {
        if (place == InputFile.FromInput)
            yield return (place, BoundedText.Read(input, CrashReport.MaximumLength), null);
        else if (!Directory.Exists(place))
            yield return TextOf(place, isNamed: true);
        else
        {
            foreach (string path in CrashReportFiles.In(place).Order(StringComparer.Ordinal))
                yield return TextOf(path, isNamed: false);
        }
    }

    // What the user names may be a pipe; what lies in a folder may not.
    private static (string Name, string? Text, string? Failure) TextOf(string path, bool isNamed)
    {
        if (!isNamed)
            return CrashReportFiles.TryRead(path, out string? text, out string? refusal) ? (path, text, null) : (path, null, refusal);
        try
        {
            using StreamReader reader = new(InputFile.Open(path, static () => Stream.Null));
            return (path, BoundedText.Read(reader, CrashReport.MaximumLength), null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (path, null, failure.Message.TrimEnd('.'));
        }
    }
}
