using PeerProto.Matrix.Tests.Generated;
using PeerProto.Matrix.Tests.Table;

namespace PeerProto.Matrix.Tests.Peers;

/// <summary>The types that docs/wire-protocol.md promises the bytes of MessagePack-CSharp for: both write the same, and each reads the other.</summary>
public sealed class MessagePackCSharpTests
{
    private const int ValuesOfACell = 100;

    public static TheoryData<string> Same => [.. Compared.Where(row => ValuesTable.IsSame[ValuesTable.TypeOf(row)]).Select(row => row.Name)];

    private static IEnumerable<TypeRow> Compared => TypeTable.Rows.Where(row => !row.IsOurs);

    [Theory]
    [MemberData(nameof(Same))]
    public void AnyValue_IsTheSameBytesAndReadBothWays(string name) => MessagePackCells.All.Single(cell => cell.Name == name).Compare(ValuesOfACell);

    [Fact]
    public void EveryTypeThatThePageCallsTheSame_IsCompared()
    {
        IEnumerable<string> promised = ValuesTable.IsSame.Where(entry => entry.Value).Select(entry => entry.Key);

        Assert.NotEmpty(promised);
        Assert.Empty(promised.Except(Compared.Select(ValuesTable.TypeOf)));
    }
}
