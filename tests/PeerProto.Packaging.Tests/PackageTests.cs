using System.Xml.Linq;

namespace PeerProto.Packaging.Tests;

public sealed class PackageTests(PackedRepository packed)
{
    private const string Abstractions = "PeerProto.Abstractions";
    private const string Generator = "analyzers/dotnet/cs/PeerProto.Generators.dll";
    private const string CodeFixes = "analyzers/dotnet/cs/PeerProto.Generators.CodeFixes.dll";

    public static TheoryData<string> Shipped => [.. PackedRepository.Shipped];

    [Fact]
    public void Packing_MakesOnePackageForEachShippedProjectAndNoOther() =>
        Assert.Equal(
            PackedRepository.Shipped.Select(name => $"{name}.{packed.Version}.nupkg"),
            Directory.EnumerateFiles(packed.Folder, "*.nupkg").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Package_SaysWhatItIs(string name)
    {
        using Package package = packed.Open(name);
        XElement license = package.Find("license")!;

        Assert.Equal("expression", license.Attribute("type")?.Value);
        Assert.Equal("MIT", license.Value);
        Assert.Equal(packed.Version, package.Find("version")?.Value);
        Assert.Equal("README.md", package.Find("readme")?.Value);
        Assert.StartsWith($"# {name}", package.ReadText("README.md"), StringComparison.Ordinal);
        Assert.NotEqual("Package Description", package.Find("description")?.Value);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Package_BringsSymbolsOfEveryAssembly(string name)
    {
        using Package package = packed.Open(name);
        using Package symbols = packed.OpenSymbols(name);
        string[] assemblies = [.. package.Entries.Where(IsOwnAssembly)];

        Assert.NotEmpty(assemblies);
        Assert.All(assemblies, assembly => Assert.Contains(Path.ChangeExtension(assembly, ".pdb"), symbols.Entries));
    }

    [Fact]
    public void Abstractions_CarriesTheGeneratorAndItsFixesOnce()
    {
        using Package package = packed.Open(Abstractions);

        Assert.Equal([CodeFixes, Generator], package.Entries.Where(IsAnalyzer).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(package.Dependencies, dependency => dependency.Attribute("id")!.Value.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void EveryOtherPackage_CarriesNoAnalyzer(string name)
    {
        using Package package = packed.Open(name);

        Assert.Equal(name == Abstractions, package.Entries.Any(IsAnalyzer));
    }

    [Fact]
    public void PackageForApps_HandsTheGeneratorOn()
    {
        using Package package = packed.Open("PeerProto");
        XElement dependency = package.Dependencies.Single(dependency => dependency.Attribute("id")!.Value == Abstractions);

        Assert.Equal(packed.Version, dependency.Attribute("version")!.Value);
        Assert.DoesNotContain("Analyzers", dependency.Attribute("exclude")?.Value ?? "", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void OrdinaryDependency_KeepsAnalyzersBack()
    {
        // What the package for apps departs from; were this the rule no longer, its exception could go.
        using Package package = packed.Open("PeerProto.Protocol");

        Assert.Contains(package.Dependencies, dependency => dependency.Attribute("exclude")!.Value.Contains("Analyzers", StringComparison.Ordinal));
    }

    /// <summary>In a library's package these lie in lib; in a tool's, in tools beside those of other packages.</summary>
    private static bool IsOwnAssembly(string entry) =>
        !IsAnalyzer(entry)
        && Path.GetExtension(entry) == ".dll"
        && Path.GetFileName(entry).StartsWith("PeerProto", StringComparison.Ordinal);

    private static bool IsAnalyzer(string entry) => entry.StartsWith("analyzers/", StringComparison.Ordinal);
}
