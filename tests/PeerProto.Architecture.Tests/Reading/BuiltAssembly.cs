using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace PeerProto.Architecture.Tests.Reading;

/// <summary>
/// A built assembly, read from its metadata: what the compiler wrote down is what the code uses, however the source spells it.
/// Names are as in documentation comments: <c>System.Collections.Generic.List`1</c>, nested types after a dot.
/// </summary>
internal sealed class BuiltAssembly : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _reader;

    public BuiltAssembly(string path)
    {
        _file = new PEReader(ImmutableArray.Create(File.ReadAllBytes(path)));
        _reader = _file.GetMetadataReader();
    }

    public IEnumerable<string> References =>
        _reader.AssemblyReferences.Select(handle => _reader.GetString(_reader.GetAssemblyReference(handle).Name));

    public IEnumerable<TypeName> TypesUsed => _reader.TypeReferences.Select(NameOf);

    public IEnumerable<MemberUse> MembersUsed
    {
        get
        {
            foreach (MemberReferenceHandle handle in _reader.MemberReferences)
            {
                MemberReference member = _reader.GetMemberReference(handle);
                if (OwnerOf(member.Parent) is { } owner)
                {
                    int? parameters = member.GetKind() == MemberReferenceKind.Method ? ParameterCount(member.Signature) : null;
                    yield return new MemberUse(owner, _reader.GetString(member.Name), parameters);
                }
            }
        }
    }

    public IEnumerable<DefinedType> Types =>
        from handle in _reader.TypeDefinitions
        let type = _reader.GetTypeDefinition(handle)
        where !IsWrittenByCompiler(type)
        select new DefinedType(
            NameOf(handle),
            type.Attributes,
            BaseOf(type),
            [.. type.GetMethods().Where(IsAsyncVoid).Select(method => _reader.GetString(_reader.GetMethodDefinition(method).Name))]);

    public void Dispose() => _file.Dispose();

    private TypeName NameOf(TypeReferenceHandle handle)
    {
        TypeReference type = _reader.GetTypeReference(handle);
        string name = _reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? NameOf((TypeReferenceHandle)type.ResolutionScope).Nested(name)
            : new TypeName(_reader.GetString(type.Namespace), name);
    }

    private TypeName NameOf(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        string name = _reader.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? NameOf(outer).Nested(name) : new TypeName(_reader.GetString(type.Namespace), name);
    }

    private TypeName? BaseOf(TypeDefinition type) => type.BaseType.IsNil ? null : OwnerOf(type.BaseType);

    private TypeName? OwnerOf(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference => NameOf((TypeReferenceHandle)handle),
        HandleKind.TypeDefinition => NameOf((TypeDefinitionHandle)handle),
        HandleKind.TypeSpecification => GenericTypeOf((TypeSpecificationHandle)handle),
        _ => null,
    };

    /// <summary>The generic type of an instance such as <c>Task&lt;int&gt;</c>; null for arrays and type parameters.</summary>
    private TypeName? GenericTypeOf(TypeSpecificationHandle handle)
    {
        BlobReader signature = _reader.GetBlobReader(_reader.GetTypeSpecification(handle).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        signature.ReadCompressedInteger();
        return OwnerOf(signature.ReadTypeHandle());
    }

    private int ParameterCount(BlobHandle signature)
    {
        BlobReader reader = _reader.GetBlobReader(signature);
        if (reader.ReadSignatureHeader().IsGeneric)
        {
            reader.ReadCompressedInteger();
        }

        return reader.ReadCompressedInteger();
    }

    private bool IsAsyncVoid(MethodDefinitionHandle handle)
    {
        MethodDefinition method = _reader.GetMethodDefinition(handle);
        return Has(method.GetCustomAttributes(), "AsyncStateMachineAttribute") && ReturnsNothing(method.Signature);
    }

    private bool ReturnsNothing(BlobHandle signature)
    {
        BlobReader reader = _reader.GetBlobReader(signature);
        if (reader.ReadSignatureHeader().IsGeneric)
        {
            reader.ReadCompressedInteger();
        }

        reader.ReadCompressedInteger();
        return reader.ReadSignatureTypeCode() == SignatureTypeCode.Void;
    }

    private bool IsWrittenByCompiler(TypeDefinition type)
    {
        // '<' begins names no source can spell; <Main>$ is the method made of top-level statements.
        bool unspeakable = _reader.GetString(type.Name).Contains('<', StringComparison.Ordinal)
            || type.GetMethods().Any(method => _reader.GetString(_reader.GetMethodDefinition(method).Name) == "<Main>$");
        return unspeakable
            || Has(type.GetCustomAttributes(), "CompilerGeneratedAttribute")
            || (type.GetDeclaringType() is { IsNil: false } outer && IsWrittenByCompiler(_reader.GetTypeDefinition(outer)));
    }

    private bool Has(CustomAttributeHandleCollection attributes, string attributeName) => attributes
        .Select(handle => _reader.GetCustomAttribute(handle).Constructor)
        .Select(constructor => constructor.Kind == HandleKind.MemberReference
            ? OwnerOf(_reader.GetMemberReference((MemberReferenceHandle)constructor).Parent)
            : OwnerOf(_reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()))
        .Any(type => type?.Name == attributeName);
}
