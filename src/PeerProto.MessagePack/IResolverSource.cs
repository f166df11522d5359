using MessagePack;

namespace PeerProto;

/// <summary>Names a resolver to <see cref="ResolverCodec{T, TSource}"/>, since resolvers are objects and not types.</summary>
public interface IResolverSource
{
    /// <summary>The resolver. Asked for once.</summary>
    static abstract IFormatterResolver Resolver { get; }
}
