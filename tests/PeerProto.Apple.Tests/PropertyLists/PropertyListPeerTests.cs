using System.Text;
using System.Text.Json;

namespace PeerProto.Apple.Tests;

/// <summary>Python's plistlib and Debian's plistutil read what is written here, and the other way round.</summary>
public sealed class PropertyListPeerTests : IDisposable
{
    private const string ToJson =
        """
        import json, plistlib, sys
        def plain(value):
            if isinstance(value, dict): return {key: plain(item) for key, item in value.items()}
            if isinstance(value, list): return [plain(item) for item in value]
            if isinstance(value, bytes): return "data:" + value.hex()
            if hasattr(value, "isoformat"): return value.isoformat()
            return value
        with open(sys.argv[1], "rb") as file: json.dump(plain(plistlib.load(file)), sys.stdout)
        """;

    private const string FromPython =
        """
        import datetime, plistlib, sys
        value = {"text": "Grüße 🎈 <&>", "number": 70000, "negative": -3, "large": 2**63 + 5, "real": 0.1, "yes": True, "no": False,
                 "date": datetime.datetime(2024, 5, 6, 7, 8, 9), "data": bytes(range(40)), "list": ["a", "b", ["c"] * 20], "empty": {}}
        with open(sys.argv[1], "wb") as file: plistlib.dump(value, file, fmt=plistlib.FMT_BINARY if sys.argv[2] == "binary" else plistlib.FMT_XML, sort_keys=False)
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peerproto-plist-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Python_ReadsWhatIsWritten(bool isBinary)
    {
        string path = Write(isBinary);
        JsonElement read = JsonDocument.Parse(await OtherProgram.RunAsync("python3", ["-c", ToJson, path], "", TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("a <b> & \"c\" 'd'", read.GetProperty("text").GetString());
        Assert.Equal("Grüße 🎈", read.GetProperty("umlaut").GetString());
        Assert.Equal(-5, read.GetProperty("negative").GetInt32());
        Assert.Equal(200, read.GetProperty("byte").GetInt32());
        Assert.Equal(40_000, read.GetProperty("short").GetInt32());
        Assert.Equal(ulong.MaxValue, read.GetProperty("large").GetUInt64());
        Assert.Equal(1.5, read.GetProperty("real").GetDouble());
        Assert.True(read.GetProperty("true").GetBoolean());
        Assert.Equal("2024-05-06T07:08:09", read.GetProperty("date").GetString());
        Assert.Equal("data:000102feff", read.GetProperty("data").GetString());
        Assert.Equal(300, read.GetProperty("many").GetArrayLength());
        Assert.Equal("text", read.GetProperty("dictionary").GetProperty("within").GetString());
    }

    [Theory]
    [InlineData("xml")]
    [InlineData("binary")]
    public async Task WhatPythonWrites_IsRead(string form)
    {
        string path = Path.Combine(_folder.FullName, form);
        await OtherProgram.RunAsync("python3", ["-c", FromPython, path, form], "", TestContext.Current.CancellationToken);
        PropertyListValue read = PropertyList.Read(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal("Grüße 🎈 <&>", read["text"]?.Text);
        Assert.Equal((70_000, -3), (read["number"]?.Number, read["negative"]?.Number));
        Assert.Contains("<integer>9223372036854775813</integer>", PropertyList.WriteXml(read), StringComparison.Ordinal);
        Assert.Equal((0.1, true, false), (read["real"]?.Real, read["yes"]?.Truth, read["no"]?.Truth));
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), read["date"]?.Date);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => (byte)i), read["data"]!.Data!.Value.ToArray());
        Assert.Equal(20, read["list"]?.Items[2].Items.Count);
        Assert.Equal(PropertyListKind.Dictionary, read["empty"]?.Kind);
        Assert.Equal(["text", "number", "negative", "large", "real", "yes", "no", "date", "data", "list", "empty"], read.Members.Keys);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Plistutil_ConvertsWhatIsWritten(bool isBinary)
    {
        string converted = Path.Combine(_folder.FullName, "converted");
        await OtherProgram.RunAsync("plistutil", ["-i", Write(isBinary), "-f", isBinary ? "xml" : "bin", "-o", converted], "", TestContext.Current.CancellationToken);
        PropertyListValue read = PropertyList.Read(await File.ReadAllBytesAsync(converted, TestContext.Current.CancellationToken));
        Assert.Equal(PropertyListTests.Sample.Members.Keys.Order(StringComparer.Ordinal), read.Members.Keys.Order(StringComparer.Ordinal));
        foreach ((string name, PropertyListValue value) in PropertyListTests.Sample.Members)
            Assert.Equal(PropertyList.WriteXml(value), PropertyList.WriteXml(read[name]!));
    }

    private string Write(bool isBinary)
    {
        string path = Path.Combine(_folder.FullName, "written.plist");
        File.WriteAllBytes(path, isBinary ? PropertyList.WriteBinary(PropertyListTests.Sample) : Encoding.UTF8.GetBytes(PropertyList.WriteXml(PropertyListTests.Sample)));
        return path;
    }
}
