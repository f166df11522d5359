namespace PeerProto.Architecture.Tests.Reading;

/// <summary>A type's namespace and its name in there; a nested type's name begins with its outer type's.</summary>
internal sealed record TypeName(string Namespace, string Name)
{
    public TypeName Nested(string name) => this with { Name = $"{Name}.{name}" };

    public bool IsWithin(string namespaceName) =>
        Namespace == namespaceName || Namespace.StartsWith(namespaceName + ".", StringComparison.Ordinal);

    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}
