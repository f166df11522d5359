namespace PeerProto.Apple;

/// <summary>An eapolcfg command as it was read.</summary>
/// <param name="Name">The command, such as <c>createProfile</c>.</param>
/// <param name="Program">The program as it was called, such as <c>./eapolcfg</c>.</param>
/// <param name="Options">Its options without the hyphens, in their order, each with its value; null where it has none. Passwords are left out.</param>
public sealed record EapolCommand(string Name, string Program, IReadOnlyList<(string Name, string? Value)> Options)
{
    /// <summary>Whether it has an option.</summary>
    /// <param name="name">The option without hyphens. Case does not count, as for eapolcfg's own ID and SSID.</param>
    public bool Has(string name) => Options.Any(option => string.Equals(option.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The value of an option.</summary>
    /// <param name="name">The option without hyphens.</param>
    /// <returns>The first value; null where there is none.</returns>
    public string? Value(string name) => Options.FirstOrDefault(option => string.Equals(option.Name, name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The command with the names of its options, no values.</summary>
    /// <returns>The written command.</returns>
    public override string ToString() => $"eapolcfg {Name} {string.Join(' ', Options.Select(static option => $"--{option.Name}"))}".TrimEnd();
}
