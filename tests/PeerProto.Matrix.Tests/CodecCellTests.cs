using PeerProto.Matrix.Tests.Cells;
using PeerProto.Matrix.Tests.Generated;

namespace PeerProto.Matrix.Tests;

/// <summary>Every type in every place inside a message.</summary>
public sealed class CodecCellTests
{
    private const int ValuesOfACell = 40;

    public static TheoryData<string> Cells => [.. CodecCells.All.Select(cell => cell.Name)];

    [Theory]
    [MemberData(nameof(Cells))]
    public void AnyValue_IsReadBackHoweverItsBytesAreCut(string name) => CodecCells.All.Single(cell => cell.Name == name).RoundTrip(ValuesOfACell);
}
