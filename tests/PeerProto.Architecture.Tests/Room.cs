namespace PeerProto.Architecture.Tests;

/// <summary>What one shipped project may use, and where its public types sit.</summary>
/// <param name="Projects">The projects it may use.</param>
/// <param name="Packages">The packages it may use; assemblies of such a package begin with its name.</param>
/// <param name="Namespaces">The namespaces of its public types. <c>PeerProto</c> itself means exactly that; a longer one includes those below it.</param>
internal sealed record Room(IReadOnlyList<string> Projects, IReadOnlyList<string> Packages, IReadOnlyList<string> Namespaces)
{
    public bool MayUseAssembly(string name) => Projects.Contains(name) || IsOfPackage(Packages, name);

    public bool MayHold(string namespaceName) =>
        Namespaces.Any(allowed => namespaceName == allowed
            || (allowed != "PeerProto" && namespaceName.StartsWith(allowed + ".", StringComparison.Ordinal)));

    public static bool IsOfPackage(IReadOnlyList<string> packages, string assemblyName) =>
        packages.Any(package => assemblyName == package || assemblyName.StartsWith(package + ".", StringComparison.Ordinal));
}
