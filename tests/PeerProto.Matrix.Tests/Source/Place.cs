using System.Collections.Immutable;
using PeerProto.Matrix.Tests.Table;

namespace PeerProto.Matrix.Tests.Source;

/// <summary>A place inside a message where a value can stand. Each is a message of another kind, with one member.</summary>
/// <param name="Name">The second part of the message's name.</param>
/// <param name="Words">What it is called in the names of tests.</param>
/// <param name="Fits">Whether a row can stand there.</param>
/// <param name="Declaration">The message as C#.</param>
/// <param name="Values">The generator of such messages as C#.</param>
internal sealed record Place(string Name, string Words, Func<TypeRow, bool> Fits, Func<TypeRow, string> Declaration, Func<TypeRow, string> Values)
{
    public static ImmutableArray<Place> All { get; } =
    [
        new("Member", "member", _ => true,
            row => $"[PeerMessage]\npublic partial record {row.Name}Member([Member(0)] {row.Type} Value);",
            row => $"{row.Values}.Select(value => new {row.Name}Member(value))"),
        new("Optional", "optional member", row => !row.IsOptional,
            row => $"[PeerMessage]\npublic readonly partial record struct {row.Name}Optional([Member(0)] {row.Type}? Value);",
            row => $"CollectionValues.Optional({row.Values}, value => new {row.Name}Optional(value), new {row.Name}Optional(null))"),
        new("Element", "list element", _ => true,
            row => $"[PeerMessage]\npublic sealed partial class {row.Name}Element\n{{\n    [Member(0)] public required List<{row.Type}> Value {{ get; init; }}\n}}",
            row => $"{row.Values}.List[0, 4].Select(value => new {row.Name}Element {{ Value = value }})"),
        new("Entry", "dictionary value", _ => true,
            row => $"[PeerMessage]\npublic sealed partial class {row.Name}Entry\n{{\n    [Member(3)] public Dictionary<string, {row.Type}> Value {{ get; set; }} = [];\n}}",
            row => $"CollectionValues.Dictionary(TextValues.String, {row.Values}).Select(value => new {row.Name}Entry {{ Value = value }})"),
        new("Key", "dictionary key", row => row.IsKey,
            row => $"[PeerMessage]\npublic partial record {row.Name}Key([Member(1)] Dictionary<{row.Type}, int> Value);",
            row => $"CollectionValues.Dictionary({row.Values}, NumberValues.Int32).Select(value => new {row.Name}Key(value))"),
    ];
}
