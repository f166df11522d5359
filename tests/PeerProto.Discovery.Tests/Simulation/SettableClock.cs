using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Discovery.Tests.Simulation;

/// <summary>Virtual time whose clock on the wall can be set while time itself and the timers go on as they were: what sleep looks like where time stands still in it.</summary>
internal sealed class SettableClock : FakeTimeProvider
{
    private TimeSpan _ahead;

    /// <summary>Sets the clock ahead, or back.</summary>
    public void Set(TimeSpan by) => _ahead += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
