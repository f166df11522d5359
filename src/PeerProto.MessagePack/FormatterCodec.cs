using System.Diagnostics.CodeAnalysis;
using MessagePack;
using MessagePack.Formatters;
using PeerProto.CompilerServices;

namespace PeerProto;

/// <summary>
/// Writes and reads a member with a formatter of MessagePack-CSharp: <c>[PeerCodec(typeof(FormatterCodec&lt;Money, MoneyFormatter&gt;))]</c>. The formatter
/// gets the options for untrusted data. Its bytes are copied once on the way, and whatever it throws at received ones is a
/// <see cref="PeerDecodeException"/>.
/// </summary>
/// <typeparam name="T">The member's type.</typeparam>
/// <typeparam name="TFormatter">The formatter. It writes exactly one MessagePack value.</typeparam>
public readonly struct FormatterCodec<T, TFormatter> : IPeerCodec<T>
    where TFormatter : IMessagePackFormatter<T>, new()
{
    private static readonly TFormatter Formatter = new();

    /// <inheritdoc/>
    public static int MaxSize => CompilerServices.PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The formatter failed, or wrote anything but one value.</exception>
    [RequiresDynamicCode(Bridge.NotAheadOfTime)]
    [RequiresUnreferencedCode(Bridge.NotTrimmed)]
    public static void Write(ref PeerWriter writer, in T value) =>
        Bridge.Write(ref writer, value, static (ref MessagePackWriter output, T value) => Formatter.Serialize(ref output, value, Bridge.Options));

    /// <inheritdoc/>
    [RequiresDynamicCode(Bridge.NotAheadOfTime)]
    [RequiresUnreferencedCode(Bridge.NotTrimmed)]
    public static T Read(ref PeerReader reader) =>
        Bridge.Read(ref reader, static (ref MessagePackReader input) => Formatter.Deserialize(ref input, Bridge.Options));
}
