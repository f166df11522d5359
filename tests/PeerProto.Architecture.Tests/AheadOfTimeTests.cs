using System.Reflection;
using PeerProto.Architecture.Tests.Reading;

namespace PeerProto.Architecture.Tests;

/// <summary>Everything that is shipped can be published ahead of time, and the compiler's analyzers have looked at it under that promise.</summary>
public sealed class AheadOfTimeTests
{
    /// <summary>The projects that cannot be, each with the reason.</summary>
    private static readonly Dictionary<string, string> JustInTimeOnly = new()
    {
        ["PeerProto.MessagePack"] = "formatters and resolvers of MessagePack-CSharp need reflection",
    };

    public static TheoryData<string> Shipped => [.. Repository.Shipped.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Assembly_SaysThatItIsAotCompatibleUnlessItCannotBe(string name)
    {
        Assembly assembly = Assembly.LoadFrom(Repository.Shipped.Single(project => project.Name == name).AssemblyPath);
        bool isCompatible = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(entry => entry is { Key: "IsAotCompatible", Value: "True" });

        Assert.Equal(!JustInTimeOnly.ContainsKey(name), isCompatible);
    }
}
