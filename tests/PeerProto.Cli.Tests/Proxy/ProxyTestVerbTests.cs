using System.Text.Json;
using PeerProto.Cli.Proxy;

namespace PeerProto.Cli.Tests.Proxy;

public sealed class ProxyTestVerbTests
{
    private readonly StringWriter _output = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GoodAndBadProxies_AreShownAndTheBestIsNamed()
    {
        await using StubHttpProxy proxy = new("hello");

        Assert.Equal(ExitCodes.Success, await RunAsync(new LineProxyOutput(_output), $"{proxy.Line("wrong-hunter2")}\n127.0.0.1:hunter2\n{proxy.Line()}\n127.0.0.1:{proxy.Port}\n", "hello"));

        string[] lines = _output.ToString().Split(Environment.NewLine);
        Assert.Contains($"line 3 http://127.0.0.1:{proxy.Port}  shown by Via, ExpectedText", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("ok ", lines[0], StringComparison.Ordinal);
        Assert.Equal($"FAIL CredentialsWrong  line 1 http://127.0.0.1:{proxy.Port}", lines[1]);
        Assert.Equal("     the proxy refused the user 'ana' and the password (status 407). Check user and password; a password in the form of a URL needs %XX for what has a meaning there.", lines[2]);
        Assert.Equal("FAIL BadFormat  line 2", lines[3]);
        Assert.Equal($"FAIL CredentialsMissing  line 4 http://127.0.0.1:{proxy.Port}", lines[5]);
        Assert.StartsWith($"best: http://127.0.0.1:{proxy.Port}; the good ones take ", lines[7], StringComparison.Ordinal);
        Assert.DoesNotContain(StubHttpProxy.Password, _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_HasTimesEvidenceAndNoPassword()
    {
        await using StubHttpProxy proxy = new("""{"origin":"198.51.100.3"}""");

        Assert.Equal(ExitCodes.Success, await RunAsync(new JsonProxyOutput(_output), $"{proxy.Line()}\n{proxy.Line("hunter2hunter2")}\nhunter2\n", "origin"));

        JsonElement root = JsonDocument.Parse(_output.ToString()).RootElement;
        JsonElement[] proxies = [.. root.GetProperty("proxies").EnumerateArray()];
        Assert.Equal((true, $"http://127.0.0.1:{proxy.Port}", 0), (root.GetProperty("good").GetBoolean(), root.GetProperty("best").GetString(), root.GetProperty("skipped").GetInt32()));
        Assert.Equal(["Ok", "CredentialsWrong", "BadFormat"], proxies.Select(static result => result.GetProperty("outcome").GetString()));
        Assert.Equal((2, "Via", "198.51.100.3", "1.1 stub", 200), (
            proxies[0].GetProperty("latencies").GetArrayLength(), proxies[0].GetProperty("evidence")[0].GetString(), proxies[0].GetProperty("seenAddress").GetString(),
            proxies[0].GetProperty("via").GetString(), proxies[0].GetProperty("status").GetInt32()));
        Assert.True(proxies[0].GetProperty("median").GetDouble() > 0);
        Assert.Equal("ana", proxies[1].GetProperty("user").GetString());
        Assert.DoesNotContain(StubHttpProxy.Password, _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoGoodProxy_Fails()
    {
        await using StubHttpProxy proxy = new("sign in first");

        Assert.Equal(ExitCodes.Nothing, await RunAsync(new LineProxyOutput(_output), proxy.Line(), expected: "hello"));

        Assert.Contains("FAIL WrongAnswer", _output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("none is good", _output.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyOrMissingList_IsToldOf()
    {
        Assert.Equal(ExitCodes.Nothing, await RunAsync(new JsonProxyOutput(_output), "# nothing\n"));
        Assert.Equal("The list is empty", JsonDocument.Parse(_output.ToString()).RootElement.GetProperty("error").GetString());
        Assert.Equal(ExitCodes.Nothing, await Verb(new LineProxyOutput(_output), null).RunAsync("/nowhere/list.txt", TextReader.Null, Token));
    }

    [Fact]
    public async Task FileWithoutRoots_IsToldOf()
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "no certificate", Token);

            Assert.Equal(ExitCodes.Nothing, await ProxyCommand.Create().Parse(["test", file, "--url", "https://page.example/", "--ca", file]).InvokeAsync(cancellationToken: Token));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("--url", "page")]
    [InlineData("--url", "ftp://page.example/")]
    [InlineData("--url", "http://ana:hunter2@page.example/")]
    [InlineData("--url", "http://page.example/#{nonce}")]
    [InlineData("--url", "http://page.example/", "--requests", "0")]
    [InlineData("--url", "http://page.example/", "--requests", "101")]
    [InlineData("--url", "http://page.example/", "--timeout", "0")]
    [InlineData("--url", "http://page.example/", "--max", "1001")]
    [InlineData("--url", "http://page.example/", "--parallel", "0")]
    [InlineData("--json")]
    public void CommandLineThatMakesNoSense_IsRefused(params string[] options)
    {
        string[] errors = [.. ProxyCommand.Create().Parse(["test", "list.txt", .. options]).Errors.Select(static error => error.Message)];

        Assert.NotEmpty(errors);
        Assert.DoesNotContain(errors, static error => error.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void CommandLineWithEverything_IsTaken() => Assert.Empty(ProxyCommand.Create().Parse(
    [
        "test", "-", "--url", "https://page.example/get?x={nonce}", "--requests", "5", "--parallel", "25", "--timeout", "2.5", "--max", "100",
        "--expect", "hello", "--direct", "--shared-cookies", "--ca", "roots.pem", "--json",
    ]).Errors);

    private static ProxyTestVerb Verb(IProxyOutput output, string? expected) =>
        new(new ProxyProbe(new ProxyProbeOptions { Url = new Uri("http://page.example/"), Requests = 2, ExpectedText = expected, Timeout = TimeSpan.FromSeconds(60) }), output);

    private static Task<int> RunAsync(IProxyOutput output, string list, string? expected = null) => Verb(output, expected).RunAsync("-", new StringReader(list), Token);
}
