using System.Globalization;

namespace PeerProto.Protocol.Handshake.Shapes;

/// <summary>One difference between two shapes. What lies only on one side and harms nobody is none.</summary>
public sealed class ShapeDifference
{
    internal ShapeDifference(ShapeRule rule, string? word, int id, string path, string? mine, string? theirs)
    {
        Rule = rule;
        Word = word;
        Id = id;
        Path = path;
        Mine = mine;
        Theirs = theirs;
    }

    /// <summary>The rule it falls under.</summary>
    public ShapeRule Rule { get; }

    /// <summary>Whether the two sides cannot talk because of it. The others are allowed, and still worth a warning.</summary>
    public bool IsBreaking => Rule is not (ShapeRule.Delivery or ShapeRule.IntegerRange or ShapeRule.UnionCase);

    /// <summary><c>channel</c> or <c>call</c>; null where types were compared.</summary>
    public string? Word { get; }

    /// <summary>The number of the channel or call.</summary>
    public int Id { get; }

    /// <summary>Where in the channel, the call or the type: <c>member 2 of the result</c>.</summary>
    public string Path { get; }

    /// <summary>What stands there on this side; null where nothing does.</summary>
    public string? Mine { get; }

    /// <summary>What stands there on the other side; null where nothing does.</summary>
    public string? Theirs { get; }

    /// <summary>The difference as half a sentence for people.</summary>
    /// <param name="mine">What this side is called, such as <c>here</c> or <c>in version 1</c>.</param>
    /// <param name="theirs">What the other side is called.</param>
    /// <param name="name">The name of the channel or call, if known.</param>
    public string Describe(string mine, string theirs, string? name = null)
    {
        string entry = Word is null ? "" : Word + " " + Id.ToString(CultureInfo.InvariantCulture) + (name is null ? "" : " " + name) + ": ";
        (string? has, string? lacks) = Mine is null ? (theirs, mine) : (mine, theirs);
        string? type = Mine ?? Theirs;
        return entry + Rule switch
        {
            ShapeRule.RequiredMember => $"{Path} is required {has} and missing {lacks}",
            ShapeRule.NilInGap => $"{Path} is {type} {has} and sent as nil {lacks}",
            ShapeRule.UnionCase => $"{Path} is unknown {lacks}",
            ShapeRule.Field => $"{Path} is {type} {has} and missing {lacks}",
            ShapeRule.Complexity => "the recursive types are too intertwined to compare",
            _ => $"{Path} is {Theirs} {theirs} and {Mine} {mine}",
        };
    }

    /// <summary>The difference, described as <c>here</c> and <c>there</c>.</summary>
    public override string ToString() => Describe("here", "there");
}
