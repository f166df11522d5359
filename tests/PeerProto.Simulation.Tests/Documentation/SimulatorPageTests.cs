namespace PeerProto.Testing.Tests.Documentation;

public sealed class SimulatorPageTests
{
    private const string Fence = "```csharp";

    /// <summary>What readers copy has been compiled and run.</summary>
    [Fact]
    public void CodeOfThePage_IsThatOfTheTests()
    {
        string directory = Path.GetDirectoryName(ThisFile())!;
        string page = File.ReadAllText(Path.Combine(directory, "..", "..", "..", "docs", "simulator.md"));
        string tested = Flatten(string.Concat(Directory.EnumerateFiles(directory, "*.cs").Select(File.ReadAllText)));
        string[] blocks = [.. page.Split(Fence).Skip(1).Select(static block => block[..block.IndexOf("```", StringComparison.Ordinal)])];

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(Flatten(block), tested, StringComparison.Ordinal));
    }

    /// <summary>The text without its layout, which differs between a page and a file.</summary>
    private static string Flatten(string code) => string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
