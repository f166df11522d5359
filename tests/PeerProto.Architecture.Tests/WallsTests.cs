using PeerProto.Architecture.Tests.Reading;

namespace PeerProto.Architecture.Tests;

public sealed class WallsTests
{
    private static readonly string FrameworkDirectory = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    public static TheoryData<string> Shipped => [.. Repository.Shipped.Select(project => project.Name)];

    public static TheoryData<string> Generators => [.. Repository.Generators.Select(project => project.Name)];

    [Fact]
    public void EveryShippedProject_HasItsArrowsWrittenDown() =>
        Assert.Equal(
            Repository.Shipped.Select(project => project.Name),
            Walls.Rooms.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void ProjectFile_NamesOnlyWhatItsRoomMayUse(string name)
    {
        Project project = Find(Repository.Shipped, name);
        Room room = Walls.Rooms[name];

        Assert.Empty(project.Projects.Except(room.Projects));
        Assert.Empty(project.Packages.Except(room.Packages));
        Assert.Empty(project.Analyzers.Except(Repository.Generators.Select(generator => generator.Name)));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void BuiltAssembly_UsesOnlyWhatItsRoomMayUse(string name) =>
        Assert.Empty(ForbiddenReferences(Find(Repository.Shipped, name).AssemblyPath, Walls.Rooms[name]));

    [Theory]
    [MemberData(nameof(Generators))]
    public void Generator_KnowsNoShippedProject(string name)
    {
        Project generator = Find(Repository.Generators, name);
        string[] others = [.. Repository.Generators.Select(project => project.Name)];
        using BuiltAssembly assembly = new(generator.AssemblyPath);

        Assert.Empty(generator.Projects.Except(others));
        Assert.All(generator.Packages, package => Assert.True(Room.IsOfPackage(Walls.GeneratorPackages, package), package));
        Assert.All(
            assembly.References.Except(["netstandard", .. others]),
            reference => Assert.True(Room.IsOfPackage(Walls.GeneratorPackages, reference), reference));
    }

    [Fact]
    public void ForbiddenArrow_IsFound()
    {
        Room nothing = new([], [], []);

        Assert.Contains("xunit.v3.core", ForbiddenReferences(typeof(WallsTests).Assembly.Location, nothing));
    }

    [Fact]
    public void BaseLibrary_IsFreeToUse() =>
        Assert.DoesNotContain(
            ForbiddenReferences(typeof(WallsTests).Assembly.Location, new Room([], [], [])),
            reference => reference.StartsWith("System.Runtime", StringComparison.Ordinal));

    private static string[] ForbiddenReferences(string assemblyPath, Room room)
    {
        using BuiltAssembly assembly = new(assemblyPath);
        return [.. assembly.References.Where(reference => !IsBaseLibrary(reference) && !room.MayUseAssembly(reference))];
    }

    private static bool IsBaseLibrary(string assemblyName) => File.Exists(Path.Combine(FrameworkDirectory, assemblyName + ".dll"));

    private static Project Find(IEnumerable<Project> projects, string name) => projects.Single(project => project.Name == name);
}
