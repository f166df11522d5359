namespace PeerProto.Apple;

/// <summary>An entry of the catalogue of error codes.</summary>
public sealed class AppleError
{
    internal AppleError(
        ErrorSection section, long code, string? context, string name, string meaning, IReadOnlyList<string> causes, string nextStep, AppleErrorCertainty certainty, string source)
    {
        Section = section;
        Code = code;
        Context = context;
        Name = name;
        Meaning = meaning;
        Causes = causes;
        NextStep = nextStep;
        Certainty = certainty;
        Source = source;
    }

    /// <summary>What the code belongs to, such as "DNS-SD (Bonjour)".</summary>
    public string Area => Section.Title;

    /// <summary>The error domain as programs print it; the first, where there are several.</summary>
    public string Domain => Section.Domains[0];

    /// <summary>The code.</summary>
    public long Code { get; }

    /// <summary>The entry holds only where the text that was pasted contains this; null for one that always holds.</summary>
    public string? Context { get; }

    /// <summary>The name of the code in source code.</summary>
    public string Name { get; }

    /// <summary>What it means, as a sentence without its full stop.</summary>
    public string Meaning { get; }

    /// <summary>Likely causes, the likeliest first, each a sentence without its full stop. Empty where the meaning says it all.</summary>
    public IReadOnlyList<string> Causes { get; }

    /// <summary>What to do next, as a sentence without its full stop.</summary>
    public string NextStep { get; }

    /// <summary>How sure this is.</summary>
    public AppleErrorCertainty Certainty { get; }

    /// <summary>Where it comes from.</summary>
    public string Source { get; }

    internal ErrorSection Section { get; }

    /// <summary>Domain, code, name and meaning in one line.</summary>
    /// <returns>The written entry.</returns>
    public override string ToString() => $"{Domain} {Code} {Name}: {Meaning}";
}
