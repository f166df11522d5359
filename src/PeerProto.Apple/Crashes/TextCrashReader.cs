namespace PeerProto.Apple;

/// <summary>
/// Reads the older text of a <c>.crash</c> file: lines <c>Key: value</c>, threads, images. Reads line by line; a line that means nothing is
/// passed over.
/// </summary>
internal sealed class TextCrashReader
{
    private const int MaximumMessages = 64;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<(int Number, string? Name, string? Queue, bool IsFaulting, List<CrashFrame> Frames)> _threads = [];
    private readonly List<CrashFrame> _exceptionFrames = [];
    private readonly List<CrashImage> _images = [];
    private readonly List<string> _messages = [];
    private readonly Dictionary<int, string> _names = [];
    private Part _part = Part.Head;
    private bool _isTruncated;
    private bool _hasThreads;

    private enum Part
    {
        Head,
        Messages,
        ExceptionFrames,
        Thread,
        Images,
        Else,
    }

    public static CrashReport? TryRead(string text)
    {
        TextCrashReader reader = new();
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
            reader.Handle(line.TrimEnd());
        return reader._hasThreads || reader._exceptionFrames.Count > 0 ? reader.Finish() : null;
    }

    private void Handle(ReadOnlySpan<char> line)
    {
        if (line.IsWhiteSpace())
        {
            if (_part is not Part.Images)
                _part = _part == Part.Head ? Part.Head : Part.Else;
            return;
        }

        if (TryHandleHeading(line))
            return;
        switch (_part)
        {
            case Part.Messages:
                AddMessage(line);
                break;
            case Part.ExceptionFrames:
                AddFrame(_exceptionFrames, line);
                break;
            case Part.Thread:
                AddFrame(_threads[^1].Frames, line);
                break;
            case Part.Images when TextCrashLines.TryReadImage(line, out CrashImage? image):
                if (_images.Count < CrashReport.MaximumImages)
                    _images.Add(image);
                else
                    _isTruncated = true;
                break;
            default:
                break;
        }
    }

    private bool TryHandleHeading(ReadOnlySpan<char> line)
    {
        if (char.IsWhiteSpace(line[0]) || char.IsAsciiDigit(line[0]))
            return false;
        if (line.StartsWith("Thread ", StringComparison.Ordinal))
            return TryHandleThread(line["Thread ".Length..]);
        int colon = line.IndexOf(':');
        if (colon is < 1 or > 48)
            return false;
        ReadOnlySpan<char> key = line[..colon];
        ReadOnlySpan<char> value = line[(colon + 1)..];
        if (key is "Binary Images")
        {
            _part = Part.Images;
        }
        else if (key is "Last Exception Backtrace")
        {
            _part = Part.ExceptionFrames;
        }
        else if (key is "Application Specific Information")
        {
            _part = Part.Messages;
            if (!value.IsWhiteSpace())
                AddMessage(value);
        }
        else if (_part is Part.Messages or Part.Images)
        {
            return false; // texts hold colons as well
        }
        else
        {
            if (_values.Count < 64 && CrashText.Value(value) is { } kept)
                _values.TryAdd(new string(key), kept);
            if (_part is not Part.Head)
                _part = Part.Else;
        }

        return true;
    }

    private bool TryHandleThread(ReadOnlySpan<char> rest)
    {
        int digits = 0;
        while (digits < rest.Length && digits < 9 && char.IsAsciiDigit(rest[digits]))
            digits++;
        if (digits == 0)
            return false;
        int number = int.Parse(rest[..digits], null);
        rest = rest[digits..];
        if (rest.StartsWith(" name:", StringComparison.Ordinal))
        {
            if (_names.Count < CrashReport.MaximumThreads && CrashText.Value(rest[" name:".Length..]) is { } name)
                _names[number] = name;
            return true;
        }

        if (rest.StartsWith(" crashed with", StringComparison.Ordinal))
        {
            _part = Part.Else; // its registers
            return true;
        }

        bool isFaulting = rest.StartsWith(" Crashed", StringComparison.Ordinal);
        if (isFaulting)
            rest = rest[" Crashed".Length..];
        if (!rest.StartsWith(":", StringComparison.Ordinal))
            return false;
        _hasThreads = true;
        if (_threads.Count == CrashReport.MaximumThreads)
        {
            _isTruncated = true;
            _part = Part.Else;
            return true;
        }

        (string? own, string? queue) = TextCrashLines.NameAndQueue(rest.TrimStart(':'));
        _threads.Add((number, own, queue, isFaulting, []));
        _part = Part.Thread;
        return true;
    }

    private void AddMessage(ReadOnlySpan<char> line)
    {
        if (_messages.Count < MaximumMessages && CrashText.Value(line) is { } message)
            _messages.Add(message);
    }

    private void AddFrame(List<CrashFrame> frames, ReadOnlySpan<char> line)
    {
        if (TextCrashLines.TryReadFrame(line, out CrashFrame? frame))
        {
            if (frames.Count < CrashReport.MaximumFrames)
                frames.Add(frame);
            else
                _isTruncated = true;
        }
        else if (frames.Count == 0 && line.TrimStart().StartsWith("(0x", StringComparison.Ordinal))
        {
            ReadOnlySpan<char> words = line.Trim().Trim("()"); // iOS lists bare addresses here
            foreach (Range range in words.Split(' '))
            {
                if (CrashText.Number(words[range]) is not { } address)
                    continue;
                if (frames.Count == CrashReport.MaximumFrames)
                {
                    _isTruncated = true;
                    break;
                }

                frames.Add(new CrashFrame("", null, Address: address));
            }
        }
    }

    private CrashReport Finish()
    {
        ImageIndex images = new(_images);
        (string? system, string? systemBuild) = CrashText.Parentheses(Value("OS Version"));
        (string? version, string? build) = CrashText.Parentheses(Value("Version"));
        int? faulting = (Value("Crashed Thread") ?? Value("Triggered by Thread")) is { } text && CrashText.Number(text.AsSpan()[..Digits(text)]) is { } number and <= int.MaxValue ? (int)number : null;
        bool isMarked = _threads.Any(static thread => thread.IsFaulting);
        CrashThread[] threads =
        [
            .. _threads.Select(thread => new CrashThread(
                thread.Number,
                thread.Name ?? _names.GetValueOrDefault(thread.Number),
                thread.Queue ?? (thread.Number == faulting ? TextCrashLines.NameAndQueue(Value("Crashed Thread").AsSpan()).Queue : null),
                isMarked ? thread.IsFaulting : thread.Number == faulting,
                images.Name(thread.Frames))),
        ];
        return new CrashReport
        {
            Format = CrashReportFormat.Text,
            Process = CutBracket(Value("Process")),
            ProcessPath = Value("Path"),
            BundleId = Value("Identifier"),
            AppVersion = version,
            AppBuild = build,
            System = system?.Replace("Mac OS X ", "macOS ", StringComparison.Ordinal).Replace("iPhone OS ", "iOS ", StringComparison.Ordinal),
            SystemBuild = systemBuild,
            Model = Value("Hardware Model") ?? Value("Model")?.Split(',', 3) switch { [var name, var variant, ..] => $"{name},{variant}", [var name] => name, _ => null },
            CpuType = CrashText.Parentheses(Value("Code Type")).Outside,
            IsTranslated = Value("Code Type")?.Contains("Translated", StringComparison.Ordinal),
            Time = Value("Date/Time"),
            Incident = Value("Incident Identifier") ?? Value("Anonymous UUID"),
            Exception = ReadException(),
            Termination = TextCrashLines.Termination(Value("Termination Reason")),
            Messages = _messages,
            Notes = Value("Note") is { } note ? [note] : [],
            Threads = threads,
            LastExceptionBacktrace = images.Name(_exceptionFrames),
            Images = _images,
            // PLCrashReporter, the best known of them, leaves these marks
            IsFromThirdParty = Value("CrashReporter Key") == "TODO" || Value("Report Version") is null || Value("Exception Codes")?.StartsWith("SEGV_", StringComparison.Ordinal) == true,
            IsTruncated = _isTruncated,
        };
    }

    private CrashCause? ReadException()
    {
        if (Value("Exception Type") is not { } written)
            return null;
        (string? type, string? signal) = CrashText.Parentheses(written);
        string? codes = Value("Exception Codes");
        string? subtype = Value("Exception Subtype") ?? (codes?.StartsWith("KERN_", StringComparison.Ordinal) == true ? codes : null);
        return type is null ? null : new CrashCause(type, signal, codes, subtype);
    }

    private string? Value(string key) => _values.GetValueOrDefault(key);

    private static int Digits(string text)
    {
        int count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count]))
            count++;
        return count;
    }

    private static string? CutBracket(string? text) => text is not null && text.LastIndexOf(" [", StringComparison.Ordinal) is var at and > 0 ? text[..at] : text;
}
