namespace PeerProto.Apple;

/// <summary>The proxy of a network.</summary>
public sealed record ProfileProxy
{
    private static readonly (ProfileProxyType Value, string Word)[] Types = [(ProfileProxyType.None, "None"), (ProfileProxyType.Manual, "Manual"), (ProfileProxyType.Auto, "Auto")];

    /// <summary>How it is found. Default: there is none.</summary>
    public ProfileProxyType Kind { get; init; }

    /// <summary>Its host name or address.</summary>
    public string? Server { get; init; }

    /// <summary>Its port.</summary>
    public int? Port { get; init; }

    /// <summary>The user's name there.</summary>
    public string? UserName { get; init; }

    /// <summary>The user's password there.</summary>
    public string? Password { get; init; }

    /// <summary>Where the PAC file is.</summary>
    public string? PacUrl { get; init; }

    /// <summary>Whether connections go directly where the PAC file cannot be had.</summary>
    public bool? AllowsFallback { get; init; }

    /// <summary>Kind and server, no password.</summary>
    /// <returns>The written proxy.</returns>
    public override string ToString() => $"{Kind} {Server ?? PacUrl}".TrimEnd();

    /// <summary>Whether ProxyType is written. Default: true.</summary>
    internal bool HasKind { get; init; } = true;

    internal static ProfileProxy? Read(PayloadReader reader)
    {
        ProfileProxyType? kind = reader.Word("ProxyType", Types);
        ProfileProxy proxy = new()
        {
            Kind = kind ?? ProfileProxyType.None,
            HasKind = kind is not null,
            Server = reader.Text("ProxyServer"),
            Port = reader.Number("ProxyServerPort"),
            UserName = reader.Text("ProxyUsername"),
            Password = reader.Text("ProxyPassword"),
            PacUrl = reader.Text("ProxyPACURL"),
            AllowsFallback = reader.Truth("ProxyPACFallbackAllowed"),
        };
        return proxy == new ProfileProxy { HasKind = false } ? null : proxy;
    }

    internal static IEnumerable<(string Name, PropertyListValue? Value)> Members(ProfileProxy? proxy) =>
    [
        ("ProxyPACFallbackAllowed", proxy?.AllowsFallback is { } allows ? PropertyListValue.Of(allows) : null),
        ("ProxyPACURL", Text(proxy?.PacUrl)),
        ("ProxyPassword", Text(proxy?.Password)),
        ("ProxyServer", Text(proxy?.Server)),
        ("ProxyServerPort", proxy?.Port is { } port ? PropertyListValue.Of(port) : null),
        ("ProxyType", proxy is { HasKind: true } ? Text(PayloadWords.Find(Types, proxy.Kind)) : null),
        ("ProxyUsername", Text(proxy?.UserName)),
    ];

    private static PropertyListValue? Text(string? value) => value is null ? null : PropertyListValue.Of(value);
}
