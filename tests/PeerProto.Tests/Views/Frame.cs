namespace PeerProto.Tests.Views;

/// <summary>A message with a member of each kind that a view tells apart.</summary>
[PeerMessage(View = true)]
public sealed partial record Frame(
    [Member(0)] string Name,
    [Member(1)] string? Note,
    [Member(2)] byte[] Payload,
    [Member(3)] ReadOnlyMemory<byte>? Preview,
    [Member(4)] Place Place,
    [Member(5)] Frame? Before,
    [Member(6)] List<int> Scores,
    [Member(7)] Dictionary<string, int>? Counts,
    [Member(8)] DateTime Time,
    [Member(10)] double? Weight,
    [Member(11)] DayOfWeek Day = DayOfWeek.Friday,
    [Member(12)] string Unit = "kg")
{
    [Member(13)]
    public string Origin { get; set; } = "here";

    public static Frame Sample { get; } = new(
        "Grüße, 世界 🌍",
        null,
        [.. Enumerable.Range(0, 300).Select(each => (byte)each)],
        new byte[] { 1, 2, 3 },
        new Place(1.5, -2),
        new Frame("before", "it was", [], null, default, null, [], null, DateTime.UnixEpoch, null),
        [1, 200, -70_000],
        new Dictionary<string, int> { ["a"] = 1 },
        new DateTime(2025, 6, 1, 12, 30, 45, DateTimeKind.Utc),
        2.5)
    { Origin = "there" };

    /// <summary>The message as text that equals for equal content.</summary>
    public override string ToString() => string.Join(
        '|',
        Name,
        Note ?? "null",
        Convert.ToHexString(Payload),
        Preview is { } preview ? Convert.ToHexString(preview.Span) : "null",
        $"{Place.X} {Place.Y}",
        Before is null ? "null" : $"({Before})",
        string.Join(' ', Scores),
        Counts is null ? "null" : string.Join(' ', Counts),
        Time.ToString("O"),
        Weight,
        Day,
        Unit,
        Origin);

    /// <summary>A view as the text of its message.</summary>
    public static string Describe(View view) => string.Join(
        '|',
        view.Name.ToString(),
        view.Note.IsNull ? "null" : view.Note.ToString(),
        Convert.ToHexString(System.Buffers.BuffersExtensions.ToArray(view.Payload)),
        view.Preview is { } preview ? Convert.ToHexString(System.Buffers.BuffersExtensions.ToArray(preview)) : "null",
        $"{view.Place.X} {view.Place.Y}",
        view.Before.IsNull ? "null" : $"({Describe(view.Before)})",
        string.Join(' ', view.Scores),
        view.Counts is null ? "null" : string.Join(' ', view.Counts),
        view.Time.ToString("O"),
        view.Weight,
        view.Day,
        view.Unit.ToString(),
        view.Origin.ToString());
}
