using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Cli.Proxy;

/// <summary>What <c>peerproto proxy</c> accepts.</summary>
internal static class ProxyCommand
{
    private const double MaximumTimeoutSeconds = 600;

    private static readonly Argument<string> List = new("list") { Description = "A file with one proxy a line, as host:port:user:password, or http:// or socks5:// with user:password@host:port; - for the standard input." };
    private static readonly Option<Uri> Url = new("--url")
    {
        Description = "The page that is asked for, http or https. With {nonce} in it, each request has a number of its own there, which the answer has to repeat.",
        Required = true,
        CustomParser = static result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out Uri? url) && ProxyProbeOptions.IsPage(url))
                return url;
            result.AddError("The page is an address of http or https, without user and password and without #.");
            return null;
        },
    };

    private static readonly Option<int> Requests = new("--requests") { Description = "How many requests go through each proxy.", DefaultValueFactory = static _ => 3 };
    private static readonly Option<int> Parallel = new("--parallel") { Description = "How many proxies are tried at a time. Many at a time disturb each other's times.", DefaultValueFactory = static _ => 5 };
    private static readonly Option<double> Timeout = new("--timeout") { Description = "How many seconds a request may take.", DefaultValueFactory = static _ => ProxyProbeOptions.DefaultTimeout.TotalSeconds };
    private static readonly Option<int> Maximum = new("--max") { Description = "How many proxies are tried, from the start of the list.", DefaultValueFactory = static _ => 25 };
    private static readonly Option<string?> Expect = new("--expect") { Description = "A text that the answer has to have." };
    private static readonly Option<bool> Direct = new("--direct") { Description = "Ask the page once without a proxy too, to compare the address that it sees. It learns this machine's address thereby." };
    private static readonly Option<bool> SharedCookies = new("--shared-cookies") { Description = "Keep cookies for all proxies together. Left out: for each its own." };
    private static readonly Option<string?> Roots = new("--ca") { Description = "A PEM file with the roots that https pages are trusted by. Left out: those of the system." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        InRange(Requests, ProxyProbeOptions.MaximumRequests);
        InRange(Parallel, ProxyList.MaximumEntries);
        InRange(Maximum, ProxyList.MaximumEntries);
        Timeout.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= MaximumTimeoutSeconds))
                result.AddError($"A request may take more than 0 and at most {MaximumTimeoutSeconds} seconds.");
        });
        Command test = new("test", "Asks a page through each proxy of a list: how long it takes, why it fails, what shows that the answer came through the proxy and from the page, and which proxy is best.")
        {
            List, Url, Requests, Parallel, Timeout, Maximum, Expect, Direct, SharedCookies, Roots, Json,
        };
        test.SetAction(static (parsed, cancellationToken) => TestAsync(parsed, cancellationToken));
        return new Command("proxy", "Looks at proxies.") { test };
    }

    private static void InRange(Option<int> option, int maximum) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is var value && (value < 1 || value > maximum))
            result.AddError($"{option.Name} is 1 to {maximum}.");
    });

    private static async Task<int> TestAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        IProxyOutput output = parsed.GetValue(Json) ? new JsonProxyOutput(Console.Out) : new LineProxyOutput(Console.Out);
        X509Certificate2Collection? roots = null;
        try
        {
            if (parsed.GetValue(Roots) is { } path)
            {
                roots = [];
                roots.ImportFromPemFile(path);
                if (roots.Count == 0)
                    throw new CryptographicException();
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            output.WriteFailure("The file with the roots cannot be read", "Give a PEM file with certificates");
            return ExitCodes.Nothing;
        }

        ProxyProbe probe = new(new ProxyProbeOptions
        {
            Url = parsed.GetValue(Url)!,
            Requests = parsed.GetValue(Requests),
            Parallelism = parsed.GetValue(Parallel),
            Timeout = TimeSpan.FromSeconds(parsed.GetValue(Timeout)),
            MaximumProxies = parsed.GetValue(Maximum),
            ExpectedText = parsed.GetValue(Expect),
            ComparesDirect = parsed.GetValue(Direct),
            Cookies = parsed.GetValue(SharedCookies) ? new CookieContainer() : null,
            TrustedRoots = roots,
        });
        return await new ProxyTestVerb(probe, output).RunAsync(parsed.GetValue(List)!, Console.In, cancellationToken);
    }
}
