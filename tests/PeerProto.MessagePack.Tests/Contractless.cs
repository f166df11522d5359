using MessagePack;
using MessagePack.Resolvers;

namespace PeerProto.Tests;

internal sealed class Contractless : IResolverSource
{
    public static IFormatterResolver Resolver => ContractlessStandardResolver.Instance;
}
