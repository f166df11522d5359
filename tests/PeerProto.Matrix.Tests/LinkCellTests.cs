using PeerProto.Matrix.Tests.Cells;
using PeerProto.Matrix.Tests.Generated;
using PeerProto.Matrix.Tests.Support;

namespace PeerProto.Matrix.Tests;

/// <summary>Every type as parameter, result, item and message of a contract, over one pair of sessions.</summary>
public sealed class LinkCellTests(MatrixLink link) : IClassFixture<MatrixLink>
{
    private const int ValuesOfACell = 20;

    public static TheoryData<string> Cells => [.. LinkCells.All.Select(cell => cell.Name)];

    [Theory]
    [MemberData(nameof(Cells))]
    public Task AnyValue_ComesBackFromACall(string name) => Cell(name).CallAsync(link.Far, ValuesOfACell);

    [Theory]
    [MemberData(nameof(Cells))]
    public Task AnyValues_ComeBackFromStreams(string name) => Cell(name).StreamAsync(link.Far, ValuesOfACell);

    [Theory]
    [MemberData(nameof(Cells))]
    public Task AnyValues_ArriveOnAChannel(string name) => Cell(name).SendAsync(link.Far, link.FarService, ValuesOfACell);

    private static ILinkCell Cell(string name) => LinkCells.All.Single(cell => cell.Name == name);
}
