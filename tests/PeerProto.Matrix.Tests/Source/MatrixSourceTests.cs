using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PeerProto.Matrix.Tests.Table;

namespace PeerProto.Matrix.Tests.Source;

public sealed class MatrixSourceTests
{
    private const string AcceptVariable = "PEERPROTO_ACCEPT";

    [Fact]
    public void GeneratedFolder_IsWhatTheTableGives()
    {
        string folder = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "Generated");
        ImmutableSortedDictionary<string, string> expected = MatrixSource.Write(TypeTable.Rows);
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            foreach ((string name, string code) in expected)
                File.WriteAllText(Path.Combine(folder, name), code);
        }

        Assert.Equal(expected.Keys, Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(expected, file => Assert.True(
            file.Value == File.ReadAllText(Path.Combine(folder, file.Key)).ReplaceLineEndings("\n"),
            $"Generated/{file.Key} is not what the table gives: run the tests with {AcceptVariable}=1."));
    }

    [Fact]
    public void NamesOfRows_AreUnique() => Assert.Equal(TypeTable.Rows.Length, TypeTable.Rows.Select(row => row.Name).Distinct().Count());

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
