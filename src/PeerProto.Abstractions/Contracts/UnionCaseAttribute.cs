namespace PeerProto;

/// <summary>
/// Names a type that can take the place of an abstract class or an interface marked with <see cref="PeerMessageAttribute"/>. What travels is the
/// case's id and then its value. A case is a message, or a union in turn, and derives from the union or implements it.
/// </summary>
/// <remarks>
/// On an assembly it adds a case to a union of another assembly. Only messages and contracts of the adding assembly know such a case; the union's own
/// assembly, and messages declared there, do not.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class UnionCaseAttribute : Attribute
{
    /// <summary>The largest id a case may have.</summary>
    public const int MaxId = 16383;

    /// <summary>Names a case of the type that carries the attribute.</summary>
    /// <param name="id">What peers know the case by: 0 to <see cref="MaxId"/>, never changed once released.</param>
    /// <param name="type">The case. A generic one may be named without its type arguments where it has those of the union.</param>
    public UnionCaseAttribute(int id, Type type)
    {
        Id = id;
        Type = type;
    }

    /// <summary>Adds a case to a union of another assembly.</summary>
    /// <param name="union">The union.</param>
    /// <param name="id">What peers know the case by: 0 to <see cref="MaxId"/>, never changed once released.</param>
    /// <param name="type">The case.</param>
    public UnionCaseAttribute(Type union, int id, Type type)
        : this(id, type) => Union = union;

    /// <summary>The union the case is added to, or null for the type that carries the attribute.</summary>
    public Type? Union { get; }

    /// <summary>What peers know the case by.</summary>
    public int Id { get; }

    /// <summary>The case.</summary>
    public Type Type { get; }
}
