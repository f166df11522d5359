using System.Reflection;

namespace PeerProto.Architecture.Tests.Reading;

/// <summary>A type that an assembly defines and somebody wrote.</summary>
internal sealed record DefinedType(TypeName Name, TypeAttributes Attributes, TypeName? Base, IReadOnlyList<string> AsyncVoidMethods)
{
    /// <summary>Visible outside its assembly on its own: public and not nested.</summary>
    public bool IsPublic => (Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public;

    /// <summary>A class that could be derived from and be made; a static class is both abstract and sealed in metadata.</summary>
    public bool IsOpenClass => (Attributes & (TypeAttributes.Interface | TypeAttributes.Abstract | TypeAttributes.Sealed)) == 0
        && Name.Name != "<Module>";
}
