using CsCheck;
using PeerProto.Protocol.Handshake.Shapes;

namespace PeerProto.Protocol.Tests.Handshake.Shapes;

/// <summary>What holds for every pair of shapes, and for every text.</summary>
public sealed class ShapePropertyTests
{
    private static readonly int Count = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1" ? 1_000_000 : 20_000;

    private static readonly Gen<string> Scalars = AnyOf("i32", "u8", "i64", "str", "bin", "f32", "f64", "any", "bool", "^0", "^1", "()");

    private static readonly Gen<string> Types = TypesOfDepth(3);

    private static readonly Gen<string> Lines = Gen.OneOf(
        Gen.Select(AnyOf("reliable-ordered", "latest-only"), Types, (delivery, type) => $"channel # {delivery} {type}\n"),
        Gen.Select(Types, Types, (arguments, result) => $"call # unary (0:{arguments}) - {result}\n"),
        Gen.Select(Types, Types, (item, error) => $"call # server-stream () {item} - throws=<1:{error}>\n"));

    private static readonly Gen<string> Contracts = Gen.Select(Lines, Gen.Int[1, 3]).Array[0, 5].Select(lines =>
    {
        int id = 0;
        return "contract a\n" + string.Concat(lines.Select(line => line.Item1.Replace("#", $"{id += line.Item2}", StringComparison.Ordinal)));
    });

    [Fact]
    public void ComparingTheOtherWayRound_GivesTheSameWithTheSidesExchanged()
    {
        int compatible = 0, breaking = 0;
        Gen.Select(Contracts, Contracts).Sample(
            texts =>
            {
                if (!ContractShape.TryParse(texts.Item1, out ContractShape? mine, out _) || !ContractShape.TryParse(texts.Item2, out ContractShape? theirs, out _))
                    return true;
                ShapeComparison there = ShapeComparison.Compare(mine!, theirs!);
                ShapeComparison back = ShapeComparison.Compare(theirs!, mine!);
                Interlocked.Add(ref there.IsCompatible ? ref compatible : ref breaking, 1);
                return there.IsCompatible == back.IsCompatible
                    && there.Common.SequenceEqual(back.Common)
                    && there.OnlyMine.SequenceEqual(back.OnlyTheirs)
                    && there.OnlyTheirs.SequenceEqual(back.OnlyMine)
                    && there.Differences.Select(each => (each.Rule, each.Word == "call", each.Id, each.Path, each.Mine, each.Theirs))
                        .SequenceEqual(back.Differences.Select(each => (each.Rule, each.Rule == ShapeRule.Word ? each.Word == "channel" : each.Word == "call", each.Id, each.Path, each.Theirs, each.Mine)));
            },
            iter: Count);
        Assert.True(compatible > Count / 100 && breaking > Count / 100, $"{compatible} compatible, {breaking} not");
    }

    [Fact]
    public void ShapeComparedWithItself_IsCompatible() => Contracts.Sample(
        text => !ContractShape.TryParse(text, out ContractShape? shape, out _)
            || (ShapeComparison.Compare(shape!, shape!) is { IsCompatible: true, Differences.Count: 0 } comparison && comparison.Common.Count == shape!.Entries.Count),
        iter: Count);

    [Fact]
    public void DamagedTexts_AreReadOrRefusedWithAReason() => Gen.Select(Contracts, Gen.Int[0, 1_000_000].Array[1, 6]).Sample(
        (text, changes) =>
        {
            string damaged = changes.Aggregate(text, Damage);
            bool isRead = ContractShape.TryParse(damaged, out ContractShape? shape, out string error);
            Assert.Equal(isRead, error.Length == 0);
            if (isRead)
                Assert.True(ShapeComparison.Compare(shape!, shape!).IsCompatible);
        },
        iter: Count);

    [Fact]
    public void AnyText_IsReadOrRefusedWithAReason() => Gen.String.Sample(
        text => ContractShape.TryParse("contract a\ncall 1 unary " + text, out _, out string error) == (error.Length == 0), iter: Count);

    private static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(place => texts[place]);

    private static string Damage(string text, int change)
    {
        const string Letters = "(){}[]<>^?!*:,\"\\ \n-=0129azAéu";
        int at = change / 100 % text.Length;
        char letter = Letters[change % Letters.Length];
        return (change % 3) switch
        {
            0 => text.Remove(at, 1) + letter,
            1 => text.Insert(at, letter.ToString()),
            _ => text.Insert(at, text[at..]),
        };
    }

    private static Gen<string> TypesOfDepth(int depth)
    {
        if (depth == 0)
            return Scalars;
        Gen<string> inner = TypesOfDepth(depth - 1);
        Gen<string> members = Gen.Select(Gen.Int[1, 2], AnyOf("", "", "!"), inner).Array[0, 3].Select(parts =>
        {
            int id = -1;
            return string.Join(',', parts.Select(part => $"{id += part.Item1}{part.Item2}:{part.Item3}"));
        });
        return Gen.OneOf(
            Scalars,
            inner.Select(type => type.EndsWith('?') ? type : type + "?"),
            inner.Select(type => $"[{type}]"),
            Gen.Select(inner, inner, (key, value) => $"{{{key}:{value}}}"),
            members.Select(list => $"({list})"),
            Gen.Select(members, Gen.Bool, (list, open) => $"<{list.Replace("!", "", StringComparison.Ordinal)}{(open ? list.Length > 0 ? ",*" : "*" : "")}>"),
            Gen.Select(inner, inner, (first, second) => $"{{\"a\":{first},\"b\"!:{second}}}"));
    }
}
