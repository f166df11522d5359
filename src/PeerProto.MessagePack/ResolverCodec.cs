using System.Diagnostics.CodeAnalysis;
using MessagePack;
using PeerProto.CompilerServices;

namespace PeerProto;

/// <summary>
/// Writes and reads a member with the formatter that a resolver of MessagePack-CSharp finds:
/// <c>[PeerCodec(typeof(ResolverCodec&lt;Money, Contractless&gt;))]</c>. Formatters get the options for untrusted data. Their bytes are copied once on the way,
/// and whatever they throw at received ones is a <see cref="PeerDecodeException"/>.
/// </summary>
/// <typeparam name="T">The member's type.</typeparam>
/// <typeparam name="TSource">Where the resolver comes from.</typeparam>
public readonly struct ResolverCodec<T, TSource> : IPeerCodec<T>
    where TSource : IResolverSource
{
    private static readonly MessagePackSerializerOptions Options = Bridge.Options.WithResolver(TSource.Resolver);

    /// <inheritdoc/>
    public static int MaxSize => CompilerServices.PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">There is no formatter, or it failed, or wrote anything but one value.</exception>
    [RequiresDynamicCode(Bridge.NotAheadOfTime)]
    [RequiresUnreferencedCode(Bridge.NotTrimmed)]
    public static void Write(ref PeerWriter writer, in T value) =>
        Bridge.Write(ref writer, value, static (ref MessagePackWriter output, T value) => MessagePackSerializer.Serialize(ref output, value, Options));

    /// <inheritdoc/>
    [RequiresDynamicCode(Bridge.NotAheadOfTime)]
    [RequiresUnreferencedCode(Bridge.NotTrimmed)]
    public static T Read(ref PeerReader reader) =>
        Bridge.Read(ref reader, static (ref MessagePackReader input) => MessagePackSerializer.Deserialize<T>(ref input, Options));
}
