namespace PeerProto.Cli.Tests.Lock;

/// <summary>A contract's life with a lock, from the command line alone.</summary>
public sealed class LockCommandLineTests
{
    private const string First = """
        [PeerMessage] public partial record Line([Member(0)] string Text, [Member(1)] int? Size);
        [PeerContract("chat", Version = 1)]
        public partial interface IChat
        {
            [Channel(1)] IMessageChannel<Line> Lines { get; }
        }
        """;

    private const string Grown = """
        [PeerMessage] public partial record Line([Member(0)] string Text, [Member(1)] int? Size, [Member(2)] string? Author);
        [PeerContract("chat", Version = 2)]
        public partial interface IChat
        {
            [Channel(1)] IMessageChannel<Line> Lines { get; }
            [Call(2)] ValueTask<int> CountAsync(CancellationToken cancellationToken);
        }
        """;

    [Fact]
    public async Task ContractThatGrows_IsRecordedAndOneThatBreaks_FailsTheBuild()
    {
        using LockedProject project = new();
        project.Write(First);
        await AssertAsync(0, "", project.LockAsync("init"));
        await AssertAsync(0, "", project.LockAsync("release", "1.0.0"));
        await AssertAsync(0, "up to date", project.LockAsync("check"));

        project.Write(Grown);
        await AssertAsync(1, "PEER0308: 'member Chat.Line.Author 2 str?' is not in the lock", project.LockAsync("check"));
        await AssertAsync(0, "warning PEER0308", project.BuildAsync());
        await AssertAsync(0, "+ call Chat.IChat.CountAsync 2 unary () - i32", project.LockAsync("update"));
        await AssertAsync(0, "\"good\":true", project.LockAsync("check", "--json"));

        project.Write(Grown.Replace("int? Size", "string? Size", StringComparison.Ordinal));
        string before = File.ReadAllText(project.LockPath);
        await AssertAsync(1, "error PEER0301: 'Chat.Line.Size' would not be understood by peers of 1.0.0: 'Size' is i32 in 1.0.0 and str now", project.BuildAsync());
        await AssertAsync(1, "error PEER0301", project.LockAsync("update"));
        Assert.Equal(before, File.ReadAllText(project.LockPath));

        project.Write(Grown.Replace("[Member(1)] int? Size, ", "", StringComparison.Ordinal));
        await AssertAsync(1, "error PEER0302: 'Chat.Line.Size' (id 1) was released in 1.0.0 and is gone", project.BuildAsync());
    }

    [Fact]
    public async Task ProjectThatDoesNotBuild_IsSaidToBeTheReason()
    {
        using LockedProject project = new();
        project.Write("public class Broken {");
        await AssertAsync(1, "'Chat.csproj' does not build: fix this first.", project.LockAsync("init"));
        Assert.False(File.Exists(project.LockPath));
    }

    private static async Task AssertAsync(int exitCode, string text, Task<(int ExitCode, string Output)> run)
    {
        (int actual, string output) = await run;
        Assert.True(actual == exitCode && output.Contains(text, StringComparison.Ordinal), $"Exit code {actual}, expected {exitCode} and '{text}':\n{output}");
    }
}
