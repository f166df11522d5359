using Xunit.v3;

namespace PeerProto.Discovery.Tests.Conformance;

/// <summary>Says which rules of RFC 6762 and RFC 6763 a test holds the code to, by their identifiers in requirements.txt.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ConformsAttribute(params string[] rules) : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [.. rules.Select(rule => KeyValuePair.Create("Conforms", rule))];
}
