using CsCheck;

namespace PeerProto.Discovery.Tests.Forwarding;

/// <summary>Rules and names over few labels, so that they meet often.</summary>
internal static class RandomRules
{
    private static readonly string[] Words = ["example", "EXAMPLE", "com", "test", "a", "notexample", "xn--bcher-kva", "Com"];

    public static Gen<string> Names { get; } = Gen.Int[0, Words.Length - 1].Array[1, 5].Select(static words => string.Join('.', words.Select(static word => Words[word])));

    public static Gen<string> Rules { get; } = Gen.Select(Gen.Int[0, 3], Gen.OneOf(Names, Names, Names, Gen.Const("")))
        .Select(static each => each.Item1 switch
        {
            1 when each.Item2.Length > 0 => "=" + each.Item2,
            2 => "!" + each.Item2,
            3 when each.Item2.Length > 0 => "!=" + each.Item2,
            _ => each.Item2,
        });

    /// <summary>Several routes; each has something that it takes.</summary>
    public static Gen<IReadOnlyList<IReadOnlyList<string>>> Routes { get; } = Gen.Select(Names, Rules.Array[0, 4])
        .Select(static each => (IReadOnlyList<string>)[each.Item1, .. each.Item2])
        .Array[0, 4]
        .Select(static routes => (IReadOnlyList<IReadOnlyList<string>>)routes);
}
