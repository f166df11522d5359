using System.Text.Json;

namespace PeerProto.Apple;

/// <summary>
/// Reads <c>.ips</c>: a line of JSON that says what follows, then the report, as JSON or, where <c>bug_type</c> is 109, as older text. Members
/// after Apple's "Interpreting the JSON format of a crash report".
/// </summary>
internal static class IpsReader
{
    private const string Crash = "309";
    private const string CrashAsText = "109";
    private const int MaximumMessages = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowTrailingCommas = true };

    public static CrashReport Read(string text)
    {
        try
        {
            int end = text.IndexOf('\n', StringComparison.Ordinal);
            if (end >= 0 && TryParseObject(text.AsMemory(0, end)) is { } first)
            {
                using (first)
                {
                    string? kind = first.RootElement.Text("bug_type");
                    ReadOnlyMemory<char> rest = text.AsMemory(end + 1);
                    if (kind == CrashAsText || (kind is null or Crash && !rest.Span.TrimStart().StartsWith("{", StringComparison.Ordinal) && !rest.Span.IsWhiteSpace()))
                        return TextCrashReader.TryRead(new string(rest.Span)) ?? throw Broken("its text has no threads");
                    if (kind is not (null or Crash))
                        throw new CrashReportException($"it is a report of kind {kind}, not of a crash, which is {Crash}", "Choose the .ips file that bears the name of the app that crashed");
                    if (rest.Span.IsWhiteSpace())
                        return kind is null ? ReadBody(default, first.RootElement) : throw Broken("there is only its first line");
                    using JsonDocument body = JsonDocument.Parse(rest, Options);
                    return ReadBody(first.RootElement, body.RootElement);
                }
            }

            using JsonDocument whole = JsonDocument.Parse(text, Options); // pasted without its first line
            return ReadBody(default, whole.RootElement);
        }
        catch (JsonException failure)
        {
            throw Broken($"its JSON breaks in line {failure.LineNumber + 1} of its document");
        }
        catch (InvalidOperationException)
        {
            throw Broken("its JSON holds text that is no Unicode"); // half of a surrogate pair, escaped
        }
    }

    private static CrashReportException Broken(string cause) => new(cause, "Give the whole file as the system wrote it");

    private static JsonDocument? TryParseObject(ReadOnlyMemory<char> line)
    {
        try
        {
            return JsonDocument.Parse(line, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static CrashReport ReadBody(JsonElement header, JsonElement body)
    {
        if (body.Member("threads") is not { ValueKind: JsonValueKind.Array } && body.Member("exception") is null && body.Member("lastExceptionBacktrace") is null)
            throw Broken("it has neither threads nor an exception");
        IReadOnlyList<CrashImage> images = Images(body);
        int? faulting = body.Index("faultingThread");
        JsonElement? legacy = body.Member("legacyInfo");
        CrashThread[] threads = [.. body.Items("threads").Take(CrashReport.MaximumThreads).Select((thread, number) => Thread(thread, number, faulting, images))];
        if (legacy?.Member("threadTriggered") is { } triggered)
            NameFaulting(threads, triggered);
        JsonElement? system = body.Member("osVersion");
        (string? outside, string? inside) = CrashText.Parentheses(header.Text("os_version"));
        JsonElement? bundle = body.Member("bundleInfo");
        return new CrashReport
        {
            Format = CrashReportFormat.Ips,
            Process = body.Text("procName") ?? header.Text("app_name"),
            ProcessPath = body.Text("procPath"),
            BundleId = bundle?.Text("CFBundleIdentifier") ?? header.Text("bundleID"),
            AppVersion = bundle?.Text("CFBundleShortVersionString") ?? header.Text("app_version"),
            AppBuild = bundle?.Text("CFBundleVersion") ?? header.Text("build_version"),
            System = system?.Text("train") ?? outside,
            SystemBuild = system?.Text("build") ?? inside,
            Model = body.Text("modelCode"),
            CpuType = body.Text("cpuType"),
            IsTranslated = body.Truth("translated"),
            Time = body.Text("captureTime") ?? header.Text("timestamp"),
            Incident = body.Text("incident") ?? header.Text("incident_id"),
            Exception = body.Member("exception") is { } exception && exception.Text("type") is { } type
                ? new CrashCause(type, exception.Text("signal"), exception.Text("codes"), exception.Text("subtype") ?? exception.Text("message"))
                : null,
            Termination = body.Member("termination") is { } termination ? Termination(termination) : null,
            Messages = Messages(body),
            Notes = body.Member("reportNotes").Texts(),
            Threads = threads,
            LastExceptionBacktrace = Frames(body.Items("lastExceptionBacktrace"), images),
            Images = images,
            IsTruncated = IsMore(body.Member("threads"), CrashReport.MaximumThreads) || IsMore(body.Member("usedImages"), CrashReport.MaximumImages)
                || IsMore(body.Member("lastExceptionBacktrace"), CrashReport.MaximumFrames) || body.Items("threads").Any(static thread => IsMore(thread.Member("frames"), CrashReport.MaximumFrames)),
        };
    }

    private static bool IsMore(JsonElement? element, int most) => element is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() > most;

    private static CrashTermination Termination(JsonElement termination) => new(
        termination.Text("namespace") ?? "",
        termination.Number("code"),
        string.Join("; ", ((string?[])[termination.Text("indicator"), .. termination.Member("reasons").Texts(), .. termination.Member("details").Texts()]).OfType<string>().Distinct()));

    private static string[] Messages(JsonElement body) => body.Member("asi") is { ValueKind: JsonValueKind.Object } libraries
        ? [.. libraries.EnumerateObject().SelectMany(static library => ((JsonElement?)library.Value).Texts()).Take(MaximumMessages)]
        : [];

    // The queue and the name of the thread that crashed may stand here only.
    private static void NameFaulting(CrashThread[] threads, JsonElement triggered)
    {
        int index = Array.FindIndex(threads, static thread => thread.IsFaulting);
        if (index >= 0)
            threads[index] = threads[index] with { Queue = threads[index].Queue ?? triggered.Text("queue"), Name = threads[index].Name ?? triggered.Text("name") };
    }

    private static CrashThread Thread(JsonElement thread, int number, int? faulting, IReadOnlyList<CrashImage> images) => new(
        number,
        thread.Text("name"),
        thread.Text("queue"),
        faulting is { } index ? index == number : thread.Truth("triggered") == true,
        Frames(thread.Items("frames"), images));

    private static CrashFrame[] Frames(IEnumerable<JsonElement> frames, IReadOnlyList<CrashImage> images) => [.. frames.Take(CrashReport.MaximumFrames).Select(frame => Frame(frame, images))];

    private static CrashFrame Frame(JsonElement frame, IReadOnlyList<CrashImage> images)
    {
        // the first versions wrote [image, offset]
        bool isPair = frame.ValueKind == JsonValueKind.Array && frame.GetArrayLength() >= 2;
        ulong? index = isPair ? ((JsonElement?)frame[0]).Number() : frame.Number("imageIndex");
        ulong? offset = isPair ? ((JsonElement?)frame[1]).Number() : frame.Number("imageOffset");
        CrashImage? image = index is { } at && at < (ulong)images.Count ? images[(int)at] : null;
        bool isAbsolute = image is { Name.Length: 0, Size: 0 };
        return new CrashFrame(
            image?.Name ?? "",
            frame.Text("symbol"),
            frame.Number("symbolLocation") is { } symbolOffset and <= long.MaxValue ? (long)symbolOffset : null,
            image is null || offset is null ? null : unchecked(image.Base + offset),
            isAbsolute ? null : offset,
            image?.IsFromSystem,
            frame.Text("sourceFile"),
            frame.Index("sourceLine"));
    }

    private static CrashImage[] Images(JsonElement body)
    {
        JsonElement[] extra = [.. (body.Member("legacyInfo") is { } legacy ? legacy.Items("imageExtraInfo") : []).Take(CrashReport.MaximumImages)];
        return [.. body.Items("usedImages").Take(CrashReport.MaximumImages).Select((image, index) =>
        {
            // the first versions wrote [uuid, base, source], and the rest of it apart
            bool isTriple = image.ValueKind == JsonValueKind.Array;
            JsonElement more = isTriple && index < extra.Length ? extra[index] : image;
            string? path = more.Text("path");
            string? source = isTriple ? (image.GetArrayLength() > 2 ? ((JsonElement?)image[2]).Text() : null) : image.Text("source");
            JsonElement? uuid = isTriple ? (image.GetArrayLength() > 0 ? image[0] : null) : image.Member("uuid");
            JsonElement? start = isTriple ? (image.GetArrayLength() > 1 ? image[1] : null) : image.Member("base");
            return new CrashImage(
                more.Text("name") ?? (path is null ? "" : CrashText.FileName(path)),
                path,
                start.Number() ?? 0,
                more.Number("size") ?? 0,
                uuid.Text()?.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(),
                CrashText.IsFromSystem(path) ?? (source == "S" ? true : null));
        })];
    }
}
