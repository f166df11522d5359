using System.Collections.Generic;

namespace PeerProto.Protocol.Handshake.Shapes;

/// <summary>Compares types side by side with a worklist, so that neither nesting nor recursion of what a stranger sent can exhaust the stack.</summary>
/// <param name="length">How long the texts of both sides are: without recursion, the work of comparing them stays below that.</param>
internal sealed class TypeComparer(int length)
{
    /// <summary>How many pairs of types and parts of types may be looked at beyond the length of the texts: what recursive types need that meet again only after several turns.</summary>
    private const int WorkForRecursion = 4096;

    private const int MaximumTextLength = 48;

    private static readonly HashSet<string> Integers = ["u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64"];

    private readonly Stack<(ShapePath Path, TypeShape Mine, TypeShape Theirs)> _open = new();
    private readonly HashSet<(TypeShape Mine, TypeShape Theirs)> _seen = [];
    private readonly List<ShapeDifference> _differences = [];
    private int _work = length + WorkForRecursion;
    private string? _word;
    private int _id;
    private int _breaking;
    private int _allowed;

    /// <summary>What was found.</summary>
    public IReadOnlyList<ShapeDifference> Differences => _differences;

    /// <summary>A type as a difference shows it: at most so long that several fit a reason.</summary>
    public static string? Text(TypeShape? type)
    {
        if (type is null)
            return null;
        string text = type.ToString();
        return text.Length <= MaximumTextLength ? text : text.Remove(MaximumTextLength - 1) + "…";
    }

    /// <summary>Adds a difference, if there is room. Breaking ones and others have room of their own, so that neither hide the other.</summary>
    public void Report(ShapeDifference difference)
    {
        ref int listed = ref difference.IsBreaking ? ref _breaking : ref _allowed;
        if (listed++ < ShapeComparison.MaximumDifferences)
            _differences.Add(difference);
    }

    /// <summary>Compares two types and all that lies inside them.</summary>
    /// <param name="word">What the types belong to.</param>
    /// <param name="id">Its number.</param>
    /// <param name="path">What part of it the types are.</param>
    /// <param name="mine">This side's type.</param>
    /// <param name="theirs">The other side's type.</param>
    public void Compare(string? word, int id, ShapePath path, TypeShape mine, TypeShape theirs)
    {
        (_word, _id) = (word, id);
        _open.Push((path, mine, theirs));
        while (_open.Count > 0)
        {
            if (_work-- <= 0)
            {
                _open.Clear();
                Report(new ShapeDifference(ShapeRule.Complexity, word, id, "", null, null));
                return;
            }

            (ShapePath place, TypeShape left, TypeShape right) = _open.Pop();
            ComparePair(place, left.Target, right.Target);
        }
    }

    private void ComparePair(ShapePath path, TypeShape mine, TypeShape theirs)
    {
        if ((mine.IsReferred || theirs.IsReferred) && !_seen.Add((mine, theirs)))
            return;
        if (mine.Kind != theirs.Kind)
        {
            bool onlyNil = mine.Kind == TypeShapeKind.Optional || theirs.Kind == TypeShapeKind.Optional;
            Report(onlyNil ? ShapeRule.Nullability : ShapeRule.Type, path, Text(mine), Text(theirs));
            return;
        }

        switch (mine.Kind)
        {
            case TypeShapeKind.Scalar:
                CompareScalars(path, mine.ToString(), theirs.ToString());
                break;
            case TypeShapeKind.Optional:
                _open.Push((path, mine.Parts[0].Type, theirs.Parts[0].Type));
                break;
            case TypeShapeKind.Sequence:
                _open.Push((new ShapePath("an element", path), mine.Parts[0].Type, theirs.Parts[0].Type));
                break;
            case TypeShapeKind.Map:
                _open.Push((new ShapePath("a value", path), mine.Parts[1].Type, theirs.Parts[1].Type));
                _open.Push((new ShapePath("a key", path), mine.Parts[0].Type, theirs.Parts[0].Type));
                break;
            default:
                CompareParts(path, mine, theirs);
                break;
        }
    }

    private void CompareScalars(ShapePath path, string mine, string theirs)
    {
        if (mine == theirs)
            return;
        bool areIntegers = Integers.Contains(mine) && Integers.Contains(theirs);
        Report(areIntegers ? ShapeRule.IntegerRange : ShapeRule.Type, path, mine, theirs);
    }

    /// <summary>Walks the parts of both from the last to the first, so that the first pair lies on top of the stack.</summary>
    private void CompareParts(ShapePath path, TypeShape mine, TypeShape theirs)
    {
        _work -= mine.Parts.Count + theirs.Parts.Count;
        string step = mine.Kind == TypeShapeKind.Union ? "case " : "member ";
        int m = mine.Parts.Count - 1;
        int t = theirs.Parts.Count - 1;
        while (m >= 0 || t >= 0)
        {
            int order = m < 0 ? -1 : t < 0 ? 1 : Order(mine.Parts[m], theirs.Parts[t]);
            ShapePart part = order >= 0 ? mine.Parts[m] : theirs.Parts[t];
            var place = new ShapePath(step + part, path);
            if (order == 0)
                _open.Push((place, part.Type, theirs.Parts[t].Type));
            else if (order > 0)
                CompareLonePart(place, part, lacking: theirs, isMine: true);
            else
                CompareLonePart(place, part, lacking: mine, isMine: false);
            m -= order >= 0 ? 1 : 0;
            t -= order <= 0 ? 1 : 0;
        }
    }

    private void CompareLonePart(ShapePath place, ShapePart part, TypeShape lacking, bool isMine)
    {
        ShapeRule? rule = lacking.Kind switch
        {
            TypeShapeKind.Union => lacking.TakesUnknownCases ? null : ShapeRule.UnionCase,
            _ when part.IsRequired => ShapeRule.RequiredMember,
            TypeShapeKind.Message when part.Type.Kind != TypeShapeKind.Optional && IsGap(lacking, part.Id) => ShapeRule.NilInGap,
            _ => null,
        };
        if (rule is { } broken)
            Report(broken, place, isMine ? Text(part.Type) : null, isMine ? null : Text(part.Type));
    }

    private static bool IsGap(TypeShape message, int id) => message.Parts.Count > 0 && message.Parts[message.Parts.Count - 1].Id > id;

    private static int Order(ShapePart mine, ShapePart theirs) =>
        mine.Key is null ? mine.Id.CompareTo(theirs.Id) : System.Math.Sign(string.CompareOrdinal(mine.Key, theirs.Key));

    private void Report(ShapeRule rule, ShapePath path, string? mine, string? theirs) =>
        Report(new ShapeDifference(rule, _word, _id, path.ToString(), mine, theirs));
}
