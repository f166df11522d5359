using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.Analyzers;

/// <summary>Which values are borrowed from a view, and which types can hold such a value outside of the stack.</summary>
internal static class BorrowedTypes
{
    private static readonly string[] Carriers =
    [
        "System.Buffers.ReadOnlySequence", "System.Buffers.ReadOnlySequence.Enumerator", "System.ReadOnlyMemory", "System.Memory", "System.ArraySegment",
    ];

    private static readonly string[] Awaitables =
    [
        "System.Threading.Tasks.Task", "System.Threading.Tasks.ValueTask", "System.Collections.Generic.IAsyncEnumerable",
    ];

    /// <summary>Whether a property of a view gives bytes where they lie.</summary>
    public static bool IsBorrowed(IPropertySymbol property) => IsView(property.ContainingType) && IsCarrier(property.Type);

    /// <summary>Whether values of the type can refer to bytes that lie elsewhere, and outlive the method.</summary>
    public static bool IsCarrier(ITypeSymbol? type) => type switch
    {
        null => false,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => IsCarrier(nullable.TypeArguments[0]),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TypeArguments.Any(IsCarrier),
        _ => Carriers.Any(type.Is),
    };

    /// <summary>Whether a method may go on with its arguments after it has returned.</summary>
    public static bool GoesOn(IMethodSymbol method) => method.IsAsync || Awaitables.Any(method.ReturnType.Is);

    /// <summary>Whether the method is called on something that keeps what it is given.</summary>
    public static bool IsCollection(ITypeSymbol? type) => type is not null
        && (type.AllInterfaces.Any(each => each.SpecialType == SpecialType.System_Collections_IEnumerable)
            || type.SpecialType == SpecialType.System_Collections_IEnumerable
            || type.Is("System.Threading.Channels.ChannelWriter"));

    /// <summary>Whether the method is one of the base library, which hands parts of its arguments on.</summary>
    public static bool IsOfSystem(IMethodSymbol method)
    {
        INamespaceSymbol? root = method.ContainingNamespace;
        while (root is { ContainingNamespace: { IsGlobalNamespace: false } outer })
            root = outer;
        return root?.Name == "System";
    }

    /// <summary>Whether the operation stands in a function of its own: a lambda, or a local function that may go on after it has returned.</summary>
    public static bool IsWithinCapturing(IOperation operation, ISymbol local)
    {
        for (IOperation? around = operation.Parent; around is not null; around = around.Parent)
        {
            IMethodSymbol? function = around switch
            {
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                ILocalFunctionOperation { Symbol: { } symbol } when GoesOn(symbol) || symbol.IsIterator => symbol,
                _ => null,
            };
            if (function is not null && !IsDeclaredIn(local, function))
                return true;
        }

        return false;
    }

    private static bool IsDeclaredIn(ISymbol local, IMethodSymbol function)
    {
        for (ISymbol? container = local.ContainingSymbol; container is IMethodSymbol; container = container.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(container, function))
                return true;
        }

        return false;
    }

    private static bool IsView(INamedTypeSymbol type) =>
        type is { IsRefLikeType: true, Name: KnownNames.View, ContainingType: { } message } && ViewParser.HasView(message);
}
