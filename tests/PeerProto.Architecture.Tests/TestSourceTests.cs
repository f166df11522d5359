using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PeerProto.Architecture.Tests.Reading;

namespace PeerProto.Architecture.Tests;

/// <summary>
/// Tests await events or run on virtual time; they never wait for the clock. <c>Task.Delay</c> may be given a time provider, or wait without
/// end for a cancellation.
/// </summary>
public sealed class TestSourceTests
{
    [Fact]
    public void NoTest_WaitsForTheClock() =>
        Assert.Empty(Repository.SourcesIn("tests").SelectMany(path =>
            WaitsIn(File.ReadAllText(path)).Select(wait => $"{Path.GetRelativePath(Repository.Root, path)}: {wait}")));

    [Theory]
    [InlineData("Thread.Sleep(10);", true)]
    [InlineData("System.Threading.Thread.Sleep(10);", true)]
    [InlineData("await Task.Delay(10);", true)]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);", true)]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(1), timeProvider, cancellationToken);", false)]
    [InlineData("await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);", false)]
    [InlineData("string text = \"Thread.Sleep(10)\"; // Task.Delay(10)", false)]
    public void Wait_IsToldFromWhatIsNone(string statement, bool isWait) => Assert.Equal(isWait, WaitsIn(statement).Any());

    private static IEnumerable<string> WaitsIn(string source) => CSharpSyntaxTree.ParseText(source).GetRoot()
        .DescendantNodes()
        .OfType<InvocationExpressionSyntax>()
        .Where(IsWait)
        .Select(invocation => invocation.ToString());

    private static bool IsWait(InvocationExpressionSyntax invocation)
    {
        string called = invocation.Expression.ToString();
        bool sleeps = called is "Thread.Sleep" || called.EndsWith(".Thread.Sleep", StringComparison.Ordinal);
        bool delays = called is "Task.Delay" || called.EndsWith(".Task.Delay", StringComparison.Ordinal);
        return sleeps || (delays && !invocation.ArgumentList.Arguments.Any(IsVirtualOrEndless));
    }

    private static bool IsVirtualOrEndless(ArgumentSyntax argument)
    {
        string text = argument.ToString();
        return text.StartsWith("Timeout.Infinite", StringComparison.Ordinal)
            || text.EndsWith("timeProvider", StringComparison.OrdinalIgnoreCase)
            || text.TrimStart('_') is "time" or "clock";
    }
}
