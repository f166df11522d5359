using PeerProto.Protocol.Handshake.Shapes;

namespace PeerProto.Protocol.Tests.Handshake.Shapes;

public sealed class ShapeComparisonTests
{
    [Theory]
    [InlineData("(0:i32)", "(0:i32,1:str)")]
    [InlineData("(0:i32)", "(0:i32,1:str?)")]
    [InlineData("(0:i32,2:i32)", "(0:i32,1:str?,2:i32)")]
    [InlineData("()", "(0:i32,5:str)")]
    [InlineData("(0!:i32)", "(0:i32)")]
    [InlineData("(0:i32,1:[^0])", "(0:i32,1:[(0:i32,1:[^0])])")]
    [InlineData("(0:^0?)", "(0:(0:(0:^2?)?)?)")]
    [InlineData("{\"a\":i32,\"c\":i32}", "{\"a\":i32,\"b\":i32}")]
    [InlineData("<0:i32,*>", "<0:i32,1:str,*>")]
    [InlineData("<0:i32,*>", "<0:i32,1:str>")]
    [InlineData("{str:[bin?]}", "{str:[bin?]}")]
    [InlineData("any", "any")]
    [InlineData("later-word", "later-word")]
    public void WhatHarmsNobody_IsNoDifference(string mine, string theirs) => Assert.Empty(CompareBothWays(mine, theirs));

    [Theory]
    [InlineData("u8", "i64", "it is i64 there and u8 here")]
    [InlineData("(0:[i32])", "(0:[u16])", "an element of member 0 of it is u16 there and i32 here")]
    [InlineData("{i8:{u8:str}}", "{i8:{i8:str}}", "a key of a value of it is i8 there and u8 here")]
    [InlineData("<0:i32>", "<0:i32,7:str>", "case 7 of it is unknown here")]
    [InlineData("<0:i32,7:str>", "<0:i32>", "case 7 of it is unknown there")]
    [InlineData("<0:i32,7:str,*>", "<0:i32>", "case 7 of it is unknown there")]
    public void WhatMayFailForSomeValues_IsAllowedAndListed(string mine, string theirs, string expected)
    {
        ShapeDifference difference = Assert.Single(CompareBothWays(mine, theirs));
        Assert.False(difference.IsBreaking);
        Assert.Equal(expected, difference.ToString());
    }

    [Theory]
    [InlineData("i32", "str", ShapeRule.Type, "it is str there and i32 here")]
    [InlineData("f32", "f64", ShapeRule.Type, "it is f64 there and f32 here")]
    [InlineData("i32", "f64", ShapeRule.Type, "it is f64 there and i32 here")]
    [InlineData("i32", "bool", ShapeRule.Type, "it is bool there and i32 here")]
    [InlineData("any", "str", ShapeRule.Type, "it is str there and any here")]
    [InlineData("guid", "bin", ShapeRule.Type, "it is bin there and guid here")]
    [InlineData("str", "str?", ShapeRule.Nullability, "it is str? there and str here")]
    [InlineData("(0:i32)", "[i32]", ShapeRule.Type, "it is [i32] there and (0:i32) here")]
    [InlineData("{\"a\":i32}", "{str:i32}", ShapeRule.Type, "it is {str:i32} there and {\"a\":i32} here")]
    [InlineData("<0:i32>", "(0:i32)", ShapeRule.Type, "it is (0:i32) there and <0:i32> here")]
    [InlineData("<0:i32>", "<0:str>", ShapeRule.Type, "case 0 of it is str there and i32 here")]
    [InlineData("(0:i32)", "(0:i32,1!:str)", ShapeRule.RequiredMember, "member 1 of it is required there and missing here")]
    [InlineData("(0:i32,1!:str)", "(0:i32)", ShapeRule.RequiredMember, "member 1 of it is required here and missing there")]
    [InlineData("(0:i32,1!:str?,2:i32)", "(0:i32,2:i32)", ShapeRule.RequiredMember, "member 1 of it is required here and missing there")]
    [InlineData("(0:i32,1:u8,2:i32)", "(0:i32,2:i32)", ShapeRule.NilInGap, "member 1 of it is u8 here and sent as nil there")]
    [InlineData("(2:i32)", "(1:[str],2:i32)", ShapeRule.NilInGap, "member 1 of it is [str] there and sent as nil here")]
    [InlineData("{\"a\"!:i32}", "{}", ShapeRule.RequiredMember, "member \"a\" of it is required here and missing there")]
    [InlineData("(0:(3:{str:[i32?]}))", "(0:(3:{str:[str?]}))", ShapeRule.Type, "an element of a value of member 3 of member 0 of it is str there and i32 here")]
    [InlineData("(0:i32,1:[^0])", "(0:i32,1:[(0:i32,1:[(0:str)])])", ShapeRule.Type, "member 0 of an element of member 1 of an element of member 1 of it is str there and i32 here")]
    public void WhatNeverFits_IsBreaking(string mine, string theirs, ShapeRule rule, string expected)
    {
        ShapeDifference difference = CompareBothWays(mine, theirs)[0];
        Assert.True(difference.IsBreaking);
        Assert.Equal(rule, difference.Rule);
        Assert.Equal(expected, difference.ToString());
    }

    [Theory]
    [InlineData("channel 1 reliable-ordered i32", "channel 1 latest-only i32", ShapeRule.Delivery, false, "channel 1: the delivery is latest-only there and reliable-ordered here")]
    [InlineData("channel 1 reliable-ordered i32", "call 1 unary () - -", ShapeRule.Word, true, "channel 1: it is a call there and a channel here")]
    [InlineData("call 1 unary () - i32", "call 1 server-stream () i32 -", ShapeRule.CallKind, true, "call 1: the kind is server-stream there and unary here")]
    [InlineData("call 1 unary () - i32", "call 1 unary () - -", ShapeRule.Field, true, "call 1: the result is i32 here and missing there")]
    [InlineData("call 1 unary () - -", "call 1 unary () - i32 i32", ShapeRule.Field, true, "call 1: the result is i32 there and missing here")]
    [InlineData("call 1 unary (0:i32) - -", "call 1 unary (0:str) - -", ShapeRule.Type, true, "call 1: member 0 of the arguments is str there and i32 here")]
    [InlineData("call 1 duplex () i32 i32", "call 1 duplex () i32 str", ShapeRule.Type, true, "call 1: the returned item is str there and i32 here")]
    [InlineData("call 1 unary () - - throws=<1:str>", "call 1 unary () - - throws=<1:i32>", ShapeRule.Type, true, "call 1: case 1 of the type of throws is i32 there and str here")]
    public void EntryThatDiffers_IsNamed(string mine, string theirs, ShapeRule rule, bool isBreaking, string expected)
    {
        ShapeComparison comparison = Compare(mine, theirs);
        Assert.Equal([1], comparison.Common);
        Assert.Equal(rule, comparison.Differences[0].Rule);
        Assert.Equal(isBreaking, comparison.Differences[0].IsBreaking);
        Assert.Equal(!isBreaking, comparison.IsCompatible);
        Assert.Equal(expected, comparison.Differences[0].ToString());
    }

    [Fact]
    public void LabelOnOneSide_IsNoDifference()
    {
        Assert.Empty(Compare("call 1 unary () - - throws=<1:str>", "call 1 unary () - -").Differences);
        Assert.Empty(Compare("call 1 unary () - -", "call 1 unary () - - progress=i32").Differences);
    }

    [Fact]
    public void EntriesOfOneSide_AreLeftOutOfTheCommonOnes()
    {
        ShapeComparison comparison = Compare("channel 1 a i32\nchannel 2 a i32\ncall 5 unary () - -", "channel 2 a i32\ncall 3 unary () - -\ncall 5 unary () - -\ncall 6 unary () - -");
        Assert.True(comparison.IsCompatible);
        Assert.Equal([2, 5], comparison.Common);
        Assert.Equal([1], comparison.OnlyMine);
        Assert.Equal([3, 6], comparison.OnlyTheirs);
    }

    [Fact]
    public void OtherName_IsBreaking()
    {
        ShapeComparison comparison = ShapeComparison.Compare(Parse("contract a\n"), Parse("contract b\n"));
        Assert.False(comparison.IsCompatible);
        Assert.Equal("the contract is 'b' there and 'a' here", comparison.Differences[0].ToString());
    }

    [Fact]
    public void DifferenceOfACall_IsToldWithTheNamesThisSideKnows() => Assert.Equal(
        "call 3 GetSnapshotAsync: member 2 of the result is str in version 2 and i32 in version 1",
        Assert.Single(Compare("call 3 unary () - (2:i32)", "call 3 unary () - (2:str)").Differences).Describe("in version 1", "in version 2", "GetSnapshotAsync"));

    [Fact]
    public void LongTypesAndPaths_AreShortened()
    {
        string members = string.Join(',', Enumerable.Range(0, 40).Select(id => $"{id}:i32"));
        ShapeDifference difference = Assert.Single(CompareBothWays($"({members})", "i32"));
        Assert.Equal(48, difference.Mine!.Length);
        Assert.EndsWith("…", difference.Mine, StringComparison.Ordinal);
        string deep = Assert.Single(CompareBothWays(Nested("i32"), Nested("str"))).ToString();
        Assert.StartsWith("an element of an element of", deep, StringComparison.Ordinal);
        Assert.EndsWith("of … of it is str there and i32 here", deep, StringComparison.Ordinal);

        static string Nested(string inner) => new string('[', 20) + inner + new string(']', 20);
    }

    [Fact]
    public void ManyHarmlessDifferences_DoNotHideABreakingOne()
    {
        string lines = string.Concat(Enumerable.Range(1, 200).Select(id => $"channel {id} a u8\n"));
        ShapeComparison comparison = ShapeComparison.Compare(
            Parse($"contract a\n{lines}channel 201 a str\n"), Parse($"contract a\n{lines.Replace("u8", "i8", StringComparison.Ordinal)}channel 201 a bin\n"));
        Assert.False(comparison.IsCompatible);
        Assert.Equal(ShapeComparison.MaximumDifferences + 1, comparison.Differences.Count);
        Assert.Equal(201, comparison.Differences[^1].Id);
    }

    [Fact]
    public void CyclesOfDifferentLengths_EndInAVerdictWithinBounds()
    {
        // Two cycles are through with each other only after the product of their lengths.
        Assert.Empty(CompareBothWays(Cycle(31, ""), Cycle(29, "")));
        Assert.Equal(ShapeRule.Complexity, Assert.Single(CompareBothWays(Cycle(127, ""), Cycle(126, ""))).Rule);

        // Each turn looks at all members of a wide message again.
        string wide = string.Concat(Enumerable.Range(1, 10_000).Select(id => $",{id}:u8?"));
        Assert.Equal(ShapeRule.Complexity, Assert.Single(CompareBothWays(Cycle(19, wide), Cycle(17, ""))).Rule);

        static string Cycle(int length, string more) => string.Concat(Enumerable.Repeat("(0:", length)) + $"^{length - 1}" + new string(')', length - 1) + more + ")";
    }

    private static IReadOnlyList<ShapeDifference> CompareBothWays(string mine, string theirs)
    {
        Assert.True(TypeShape.TryParse(mine, out TypeShape? left, out string error), error);
        Assert.True(TypeShape.TryParse(theirs, out TypeShape? right, out error), error);
        IReadOnlyList<ShapeDifference> differences = ShapeComparison.Compare(left!, right!, "it");
        Assert.Equal(
            differences.Select(difference => (difference.Rule, difference.Path, difference.Mine, difference.Theirs)),
            ShapeComparison.Compare(right!, left!, "it").Select(difference => (difference.Rule, difference.Path, difference.Theirs, difference.Mine)));
        return differences;
    }

    private static ShapeComparison Compare(string mine, string theirs) =>
        ShapeComparison.Compare(Parse($"contract a\n{mine}\n"), Parse($"contract a\n{theirs}\n"));

    private static ContractShape Parse(string text)
    {
        Assert.True(ContractShape.TryParse(text, out ContractShape? shape, out string error), error);
        return shape!;
    }
}
