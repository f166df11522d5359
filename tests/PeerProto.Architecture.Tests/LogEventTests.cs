using System.Reflection;
using PeerProto.Architecture.Tests.Reading;

namespace PeerProto.Architecture.Tests;

/// <summary>Everything that is logged has a number that is nobody else's, so that people can look it up, filter by it and count it.</summary>
public sealed class LogEventTests
{
    private const int RangeOfAnArea = 50;

    private static readonly LogEvent[] Events =
        [.. Repository.Shipped.SelectMany(project => LogEvent.Of(Assembly.LoadFrom(project.AssemblyPath))).OrderBy(entry => entry.Id)];

    [Fact]
    public void Number_IsUsedOnce() =>
        Assert.Empty(Events.GroupBy(entry => entry.Id).Where(same => same.Count() > 1).SelectMany(same => same));

    [Fact]
    public void Fifty_BelongsToOneArea() =>
        Assert.Empty(Events.GroupBy(entry => entry.Id / RangeOfAnArea).Where(range => range.Select(entry => entry.Area).Distinct().Count() > 1).SelectMany(range => range));

    [Fact]
    public void Area_HasOneFifty() =>
        Assert.Empty(Events.GroupBy(entry => entry.Area).Where(area => area.Select(entry => entry.Id / RangeOfAnArea).Distinct().Count() > 1).SelectMany(area => area));

    [Fact]
    public void Page_ListsEveryEventInTheOrderOfTheNumbers()
    {
        string[] rows =
        [
            .. File.ReadAllLines(Path.Combine(Repository.Root, "docs", "observability.md"))
                .SkipWhile(line => line != "## Log events")
                .Skip(1)
                .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
                .Where(line => line.StartsWith('|'))
                .Skip(2),
        ];

        Assert.NotEmpty(Events);
        Assert.Equal(Events.Select(entry => entry.ToString()), rows);
    }
}
