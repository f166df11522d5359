using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PeerProto;

namespace Lamp;

/// <summary>The lamp: does what it is told, and shows it. The remote control uses it too, to hear of changes.</summary>
internal sealed class LampService : LampBase
{
    private static readonly Scene[] Known =
    [
        new("reading", new Light(90, 0xFFF4E0), TimeSpan.FromMilliseconds(300), new Steady()),
        new("evening", new Light(35, 0xFFB060), TimeSpan.FromSeconds(4), new Candle(TimeSpan.FromMilliseconds(150))),
        new("night", new Light(2, 0xFF4010), TimeSpan.FromMinutes(1), new Steady()),
    ];

    private readonly Channel<Light> _changes = Channel.CreateUnbounded<Light>();
    private Light _light;

    /// <summary>The next change that another peer told of.</summary>
    public ValueTask<Light> NextChangeAsync(CancellationToken cancellationToken) => _changes.Reader.ReadAsync(cancellationToken);

    public override ValueTask<Light> SetAsync(PeerContext caller, Light light, CancellationToken cancellationToken)
    {
        Light before = _light;
        _light = light with { Brightness = Math.Min(light.Brightness, (byte)100) };
        return new ValueTask<Light>(before);
    }

    public override async IAsyncEnumerable<Scene> ScenesAsync(PeerContext caller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (Scene scene in Known)
            yield return scene;
    }

    protected override ValueTask OnChanges(Peer from, Light message) => _changes.Writer.WriteAsync(message);
}
