using PeerProto;

namespace Lamp;

[PeerMessage]
public readonly partial record struct Light([Member(0)] byte Brightness, [Member(1)] uint Colour);

[PeerMessage]
[UnionCase(0, typeof(Steady))]
[UnionCase(1, typeof(Candle))]
public abstract partial record Effect; // what a newer lamp has besides arrives as Effect.Unknown

[PeerMessage]
public sealed partial record Steady : Effect;

[PeerMessage]
public sealed partial record Candle([Member(0)] TimeSpan Flicker) : Effect;

[PeerMessage]
public partial record Scene([Member(0)] string Name, [Member(1)] Light Light, [Member(2)] TimeSpan Fade, [Member(3)] Effect Effect);

[PeerContract("lamp", Version = 1)]
public partial interface ILamp
{
    [Channel(1)] IMessageChannel<Light> Changes { get; } // the lamp tells everyone how it shines

    [Call(2)] ValueTask<Light> SetAsync(Light light, CancellationToken cancellationToken);

    [Call(3)] IAsyncEnumerable<Scene> ScenesAsync(CancellationToken cancellationToken);
}
