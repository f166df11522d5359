using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Observability;

/// <summary>OpenTelemetry's own SDK, wired as docs/observability.md says, gets what the page promises.</summary>
public sealed class OpenTelemetryTests
{
    [Fact]
    public async Task Sdk_GetsSpansAndMeasurements()
    {
        using Activity app = new("app");
        List<Activity> spans = [];
        List<Metric> metrics = [];
        using TracerProvider tracing = Sdk.CreateTracerProviderBuilder().AddSource("PeerProto").SetSampler(new AlwaysOnSampler()).AddInMemoryExporter(spans).Build();
        using MeterProvider measuring = Sdk.CreateMeterProviderBuilder().AddMeter("PeerProto").AddInMemoryExporter(metrics).Build();
        await using (TestWorld world = new())
        {
            Peer<ITestContract> peer = await world.ConnectAsync(new HandlingService());
            app.Start();
            await peer.Contract.AddAsync(1, 2, TestContext.Current.CancellationToken).Guarded();
            await peer.Contract.Points.SendAsync(default, TestContext.Current.CancellationToken).Guarded();
            await peer.FlushAsync(TestContext.Current.CancellationToken).Guarded();
        }

        Assert.True(measuring.ForceFlush());
        tracing.Dispose(); // from here on nobody adds to the list
        Activity[] told = [.. spans.Where(span => span.TraceId == app.TraceId)];
        Activity client = Assert.Single(told, span => span is { Kind: ActivityKind.Client, DisplayName: "session-test/AddAsync" });
        Assert.Single(told, span => span.Kind == ActivityKind.Server && span.ParentSpanId == client.SpanId);
        Assert.Single(told, span => span is { Kind: ActivityKind.Consumer, DisplayName: "process session-test/Points" });
        Assert.Superset(
            new HashSet<string> { "rpc.client.call.duration", "rpc.server.call.duration", "messaging.client.sent.messages", "peerproto.channel.io", "peerproto.connection.duration" },
            metrics.Select(metric => metric.Name).ToHashSet());
    }
}
