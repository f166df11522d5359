using PeerProto.Architecture.Tests.Reading;
using PeerProto.Architecture.Tests.Samples;

namespace PeerProto.Architecture.Tests;

public sealed class TypeShapeTests
{
    /// <summary>The classes that are made and also derived from, each with the reason. Anything else is sealed, static or abstract.</summary>
    private static readonly Dictionary<string, string> DesignedForInheritance = new()
    {
        ["PeerProto.Calls.PendingCall`4"] = "a client stream or byte stream is a call that sends while it waits for its result",
        ["PeerProto.Calls.PendingStream`4"] = "a duplex stream is a server stream that sends items as well",
        ["PeerProto.Connections.ChannelInbox"] = "a concurrent inbox is one that counts the handlers at work",
    };

    public static TheoryData<string> Shipped => [.. Repository.Shipped.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Class_IsSealedUnlessDesignedForInheritance(string name) =>
        Assert.Empty(OpenClassesOf(AssemblyOf(name)).Except(DesignedForInheritance.Keys));

    [Fact]
    public void ListOfOpenClasses_HoldsNoneThatIsGoneOrSealed() =>
        Assert.Empty(DesignedForInheritance.Keys.Except(Repository.Shipped.SelectMany(project => OpenClassesOf(project.AssemblyPath))));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void PublicType_SitsInANamespaceOfItsRoom(string name)
    {
        using BuiltAssembly assembly = new(AssemblyOf(name));
        Room room = Walls.Rooms[name];

        Assert.Empty(assembly.Types.Where(type => type.IsPublic && !room.MayHold(type.Name.Namespace)).Select(type => type.Name.ToString()));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void AsyncMethod_CanBeAwaited(string name) => Assert.Empty(AsyncVoidMethodsOf(AssemblyOf(name)));

    [Fact]
    public void OpenClass_IsFound()
    {
        string[] found = OpenClassesOf(typeof(OpenSample).Assembly.Location);

        Assert.Contains(typeof(OpenSample).FullName, found);
        Assert.DoesNotContain(typeof(TypeShapeTests).FullName, found);
        Assert.DoesNotContain(typeof(ImpureSample).FullName, found);
    }

    [Fact]
    public void AsyncVoidMethod_IsFound() =>
        Assert.Equal([$"{typeof(OpenSample).FullName}.{nameof(OpenSample.Forget)}"], AsyncVoidMethodsOf(typeof(OpenSample).Assembly.Location));

    [Theory]
    [InlineData("PeerProto", true)]
    [InlineData("PeerProto.Transports.Tcp", true)]
    [InlineData("PeerProto.Discovery", false)]
    [InlineData("PeerProto.TransportsElse", false)]
    public void RoomOfTransports_HoldsItsOwnNamespacesOnly(string namespaceName, bool allowed) =>
        Assert.Equal(allowed, Walls.Rooms["PeerProto.Transports"].MayHold(namespaceName));

    private static string AssemblyOf(string name) => Repository.Shipped.Single(project => project.Name == name).AssemblyPath;

    private static string[] OpenClassesOf(string assemblyPath)
    {
        using BuiltAssembly assembly = new(assemblyPath);
        return [.. assembly.Types.Where(type => type.IsOpenClass).Select(type => type.Name.ToString())];
    }

    private static string[] AsyncVoidMethodsOf(string assemblyPath)
    {
        using BuiltAssembly assembly = new(assemblyPath);
        return [.. assembly.Types.SelectMany(type => type.AsyncVoidMethods.Select(method => $"{type.Name}.{method}"))];
    }
}
