using System.IO.Compression;
using System.Xml.Linq;

namespace PeerProto.Packaging.Tests;

/// <summary>A package file: its entries and what its manifest says.</summary>
internal sealed class Package : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly XElement _metadata;

    public Package(string path)
    {
        _archive = ZipFile.OpenRead(path);
        using Stream manifest = _archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        _metadata = XDocument.Load(manifest).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    public IEnumerable<string> Entries => _archive.Entries.Select(entry => entry.FullName);

    /// <summary>The dependencies of the package, each as it stands in the manifest.</summary>
    public IEnumerable<XElement> Dependencies => _metadata.Descendants().Where(element => element.Name.LocalName == "dependency");

    public XElement? Find(string name) => _metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    public string ReadText(string entry)
    {
        using StreamReader reader = new(_archive.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    public void Dispose() => _archive.Dispose();
}
