using PeerProto.Protocol.Handshake.Shapes;

namespace PeerProto.Protocol.Tests.Handshake.Shapes;

public sealed class ContractShapeTests
{
    [Fact]
    public void EveryKindOfLineAndType_IsRead()
    {
        const string Text =
            """
            contract demo
            channel 1 reliable-ordered (0!:u32,2:[str?],3:^0?)
            channel 2 latest-only {guid:{"a":i32,"b \"c\" \\"!:<0:any,7:^1,*>}}
            call 3 unary () - str
            call 4 server-stream (0:datetime) (1:bin) -
            call 16383 duplex () <> f64 progress=u8 throws=<1:str,2:()>

            """;
        ContractShape shape = Read(Text.ReplaceLineEndings("\n"));
        Assert.Equal("demo", shape.Name);
        Assert.Equal([1, 2, 3, 4, 16383], shape.Entries.Select(entry => entry.Id));
        Assert.Equal(["channel", "channel", "call", "call", "call"], shape.Entries.Select(entry => entry.Word));
        Assert.Equal(["reliable-ordered", "latest-only", "unary", "server-stream", "duplex"], shape.Entries.Select(entry => entry.Mode));

        TypeShape message = shape.Entries[0].Fields[0]!;
        Assert.Equal(TypeShapeKind.Message, message.Kind);
        Assert.Equal([0, 2, 3], message.Parts.Select(part => part.Id));
        Assert.Equal([true, false, false], message.Parts.Select(part => part.IsRequired));
        Assert.Equal(TypeShapeKind.Sequence, message.Parts[1].Type.Kind);
        Assert.Equal(TypeShapeKind.Optional, message.Parts[2].Type.Kind);
        Assert.Same(message, message.Parts[2].Type.Parts[0].Type.Target);

        TypeShape map = shape.Entries[1].Fields[0]!;
        Assert.Equal(TypeShapeKind.Map, map.Kind);
        TypeShape keyed = map.Parts[1].Type;
        Assert.Equal(TypeShapeKind.KeyedMessage, keyed.Kind);
        Assert.Equal(["a", "b \"c\" \\"], keyed.Parts.Select(part => part.Key));
        TypeShape union = keyed.Parts[1].Type;
        Assert.Equal(TypeShapeKind.Union, union.Kind);
        Assert.True(union.TakesUnknownCases);
        Assert.Same(keyed, union.Parts[1].Type.Target);
        Assert.Equal("<0:any,7:^1,*>", union.ToString());

        Assert.Equal(["()", null, "str"], shape.Entries[2].Fields.Select(field => field?.ToString()));
        Assert.Equal(["progress", "throws"], shape.Entries[4].Labels.Keys);
        Assert.Equal("<1:str,2:()>", shape.Entries[4].Labels["throws"].ToString());
        Assert.False(shape.Entries[4].Labels["throws"].TakesUnknownCases);
    }

    [Fact]
    public void ContractWithoutEntries_IsRead() => Assert.Empty(Read("contract a\n").Entries);

    [Theory]
    [InlineData("", "'contract' is expected at character 1")]
    [InlineData("contract", "'contract' is expected at character 1")]
    [InlineData("contract \n", "the contract's name is expected at character 10")]
    [InlineData("contract a", "a line feed is expected at character 11")]
    [InlineData("contract a b\n", "a line feed is expected at character 11")]
    [InlineData("contract a\r\n", "a line feed is expected at character 11")]
    [InlineData("contract a\n\n", "a word, a space and a number is expected at character 12")]
    [InlineData("contract a\nchannel 1 x i32", "a line feed is expected at character 27")]
    [InlineData("contract a\nchannel 01 x i32\n", "a word, a space and a number is expected at character 22")]
    [InlineData("contract a\nchannel 1000000000 x i32\n", "a word, a space and a number is expected at character 29")]
    [InlineData("contract a\nchannel 0 x i32\n", "a number above that of the line before is expected at character 21")]
    [InlineData("contract a\nchannel 2 x i32\nchannel 2 x i32\n", "a number above that of the line before is expected at character 37")]
    [InlineData("contract a\nchannel 2 x i32\ncall 1 x i32\n", "a number above that of the line before is expected at character 34")]
    [InlineData("contract a\nchannel 1\n", "a space and a word is expected at character 21")]
    [InlineData("contract a\nchannel 1 x  i32\n", "a type is expected at character 24")]
    [InlineData("contract a\nchannel 1 x -i32\n", "a line feed is expected at character 25")]
    [InlineData("contract a\ncall 1 x () a=i32 i32\n", "a label is expected at character 30")]
    [InlineData("contract a\ncall 1 x () a=i32 a=i32\n", "each label once is expected at character 32")]
    public void OtherText_IsRefusedWithThePlace(string text, string expected)
    {
        Assert.False(ContractShape.TryParse(text, out ContractShape? shape, out string error));
        Assert.Null(shape);
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("", "a type is expected at character 1")]
    [InlineData("I32", "a type is expected at character 1")]
    [InlineData("i32 ", "the end is expected at character 4")]
    [InlineData("i32??", "the end is expected at character 5")]
    [InlineData("[i32", "']' is expected at character 5")]
    [InlineData("{i32}", "':' is expected at character 5")]
    [InlineData("{i32:str", "'}' is expected at character 9")]
    [InlineData("(0:i32", "',' or ')' is expected at character 7")]
    [InlineData("(0:i32,)", "a number above the one before is expected at character 8")]
    [InlineData("(0:i32,0:i32)", "a number above the one before is expected at character 9")]
    [InlineData("(1:i32,0:i32)", "a number above the one before is expected at character 9")]
    [InlineData("(0i32)", "':' is expected at character 3")]
    [InlineData("(*)", "a number above the one before is expected at character 2")]
    [InlineData("<*,0:i32>", "'>' is expected at character 3")]
    [InlineData("<0!:i32>", "':' is expected at character 3")]
    [InlineData("^0", "how many messages and unions lie between is expected at character 3")]
    [InlineData("([0:^0])", "a number above the one before is expected at character 2")]
    [InlineData("(0:^1)", "how many messages and unions lie between is expected at character 6")]
    [InlineData("(0:(),1:^1)", "how many messages and unions lie between is expected at character 11")]
    [InlineData("{\"b\":i32,\"a\":i32}", "a key in quotes, behind the one before by its UTF-16 code units is expected at character 13")]
    [InlineData("{\"a\":i32,\"a\":i32}", "a key in quotes, behind the one before by its UTF-16 code units is expected at character 13")]
    [InlineData("{\"a:i32}", "a key in quotes, behind the one before by its UTF-16 code units is expected at character 9")]
    [InlineData("{\"a\\", "a key in quotes, behind the one before by its UTF-16 code units is expected at character 5")]
    public void OtherType_IsRefusedWithThePlace(string text, string expected)
    {
        Assert.False(TypeShape.TryParse(text, out TypeShape? shape, out string error));
        Assert.Null(shape);
        Assert.Equal(expected, error);
    }

    [Fact]
    public void NestingAtTheLimit_IsReadAndBeyondItRefused()
    {
        static string Nested(int depth) => new string('[', depth - 1) + "i32" + new string(']', depth - 1);
        Assert.True(TypeShape.TryParse(Nested(ContractShape.MaximumDepth), out _, out _));
        Assert.False(TypeShape.TryParse(Nested(ContractShape.MaximumDepth + 1), out _, out string error));
        Assert.StartsWith("at most 128 types inside each other", error, StringComparison.Ordinal);
        Assert.False(TypeShape.TryParse(new string('(', 1 << 16), out _, out _));
    }

    [Fact]
    public void TextBeyondTheLimit_IsRefused()
    {
        Assert.False(ContractShape.TryParse(new string('x', ContractShape.MaximumLength + 1), out _, out string error));
        Assert.Equal("the text is longer than 1048576 characters", error);
    }

    private static ContractShape Read(string text)
    {
        Assert.True(ContractShape.TryParse(text, out ContractShape? shape, out string error), error);
        return shape!;
    }
}
