using System.Xml.Linq;

namespace PeerProto.Architecture.Tests.Reading;

/// <summary>A project file: what it names and where its assembly was built to.</summary>
/// <param name="Name">The project's name.</param>
/// <param name="AssemblyPath">Where its assembly lies once built.</param>
/// <param name="Projects">The projects whose assemblies it uses.</param>
/// <param name="Analyzers">The projects that only run while it is built.</param>
/// <param name="Packages">The packages that come with it at run time.</param>
internal sealed record Project(
    string Name, string AssemblyPath, IReadOnlyList<string> Projects, IReadOnlyList<string> Analyzers, IReadOnlyList<string> Packages)
{
    public static Project Read(string path, string outputDirectory)
    {
        XDocument document = XDocument.Load(path);
        string name = Path.GetFileNameWithoutExtension(path);
        string assemblyName = document.Descendants("AssemblyName").FirstOrDefault()?.Value ?? name;
        ILookup<bool, string> projects = document.Descendants("ProjectReference")
            .ToLookup(IsUsedAtRunTime, reference => Path.GetFileNameWithoutExtension(Value(reference, "Include")!.Replace('\\', '/')));
        string[] packages =
        [
            .. document.Descendants("PackageReference")
                .Where(reference => Value(reference, "PrivateAssets") != "all")
                .Select(reference => Value(reference, "Include")!),
        ];
        return new Project(name, Path.Combine(outputDirectory, assemblyName + ".dll"), [.. projects[true]], [.. projects[false]], packages);
    }

    public override string ToString() => Name;

    private static bool IsUsedAtRunTime(XElement reference) => Value(reference, "ReferenceOutputAssembly") != "false";

    private static string? Value(XElement item, string name) => item.Attribute(name)?.Value ?? item.Element(name)?.Value;
}
