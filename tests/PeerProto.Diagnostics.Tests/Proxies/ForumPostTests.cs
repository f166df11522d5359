using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PeerProto.Diagnostics.Tests.Proxies;

/// <summary>The question that asked for all this, as it was pasted.</summary>
public sealed class ForumPostTests
{
    private static string Post { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Posts", "08-http-proxy.txt"));

    [Fact]
    public void FormOfThePost_IsRead()
    {
        string form = Regex.Match(Post, "proxy format: ([a-z:]+)").Groups[1].Value;
        Assert.Equal("host:port:username:password", form);

        ProxyListEntry asPasted = Assert.Single(ProxyList.Parse(form).Entries);
        ProxyListEntry filled = Assert.Single(ProxyList.Parse(form.Replace("host", "proxy.example", StringComparison.Ordinal).Replace("port", "8080", StringComparison.Ordinal)).Entries);

        Assert.Equal("the port is not a number from 1 to 65535", asPasted.Problem);
        Assert.Equal(("http://proxy.example:8080", "username"), (filled.Endpoint!.ToString(), filled.Endpoint.UserName));
    }

    [Fact]
    public void DefaultsOfTheProbe_AreThoseOfThePost()
    {
        ProxyProbeOptions options = new() { Url = new Uri(Regex.Match(Post, "URL\\(string: \"([^\"]+)\"\\)").Groups[1].Value) };

        Assert.Equal("http://httpbin.org/get", options.Url.ToString());
        Assert.Contains($"shuffledProxies.prefix({options.MaximumProxies})", Post, StringComparison.Ordinal);
        Assert.Contains($"request.timeoutInterval = {options.Timeout.TotalSeconds}", Post, StringComparison.Ordinal);
    }

    [Fact]
    public void WholePost_IsALineThatIsNoProxyAndNothingWorse()
    {
        ProxyList list = ProxyList.Parse(Post);

        Assert.NotEmpty(list.Entries);
        Assert.All(list.Entries, static entry => Assert.NotNull(entry.Problem));
    }

    [Fact]
    public void LinesThatThePageCallsWrong_AreThePosts()
    {
        string page = File.ReadAllText(Path.Combine(Root(), "docs", "apple", "proxies.md"));
        string table = page[page.IndexOf("| line | what is wrong |", StringComparison.Ordinal)..];
        string[] lines = [.. Regex.Matches(table, "^\\| `([^`]+)` \\|", RegexOptions.Multiline).Select(static match => match.Groups[1].Value)];

        Assert.InRange(lines.Length, 9, 20);
        Assert.All(lines, static line => Assert.Contains(line, Post, StringComparison.Ordinal));
        Assert.All(["HTTPUser", "HTTPPassword", "HTTPSEnable", "completion("], word => Assert.Contains(lines, line => line.Contains(word, StringComparison.Ordinal)));
    }

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
