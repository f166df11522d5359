using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;
using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Protocol;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Observability;

/// <summary>Makes the spans of what happens on one connection, and keeps its trace contexts. Without a listener none of this allocates.</summary>
internal sealed class ConnectionTelemetry(PeerConnection connection, SessionTelemetry session)
{
    private readonly Dictionary<(int Channel, DropReason Reason), long> _drops = [];
    private readonly ConcurrentDictionary<(ActivityKind Kind, int Id), KeyValuePair<string, object?>[]> _tags = new();

    public SessionTelemetry Session => session;

    /// <summary>Whether a message that is sent now has a span, or belongs to somebody's.</summary>
    public bool TracesMessages => Telemetry.Source.HasListeners() || (session.PropagatesTraces && Activity.Current is not null);

    /// <summary>Begins a call of this side.</summary>
    public CallObservation? StartCall(CallDescriptor call) =>
        Telemetry.Source.HasListeners() || Instruments.ClientCallDuration.Enabled
            ? Observe(call, Instruments.ClientCallDuration, StartSpan(session.NameOf(call.Id), ActivityKind.Client, call.Id))
            : null;

    /// <summary>Begins the answer to a call of the peer.</summary>
    public CallObservation? StartAnswer(CallDescriptor call, TraceContext? caller) =>
        Telemetry.Source.HasListeners() || Instruments.ServerCallDuration.Enabled
            ? Observe(call, Instruments.ServerCallDuration, StartSpanOf(caller, session.NameOf(call.Id), ActivityKind.Server, call.Id))
            : null;

    /// <summary>Begins the work on a message of the peer.</summary>
    public Activity? StartProcess(ChannelDescriptor channel, TraceContext? sender) =>
        StartSpanOf(sender, $"{Telemetry.Process} {session.NameOf(channel.Id)}", ActivityKind.Consumer, channel.Id);

    /// <summary>The context that travels with what is caused now: that of a span, or of whatever the app is at.</summary>
    public TraceContext? TraceOf(Activity? span)
    {
        if (!session.PropagatesTraces)
            return null;
        return (span ?? Activity.Current) is { } cause ? TraceContexts.From(cause) : null;
    }

    /// <summary>Sends a message under a span of its own.</summary>
    /// <param name="channel">The message's channel.</param>
    /// <param name="send">Sends it with the context it is given.</param>
    public async ValueTask SendAsync(ChannelDescriptor channel, Func<TraceContext?, ValueTask> send)
    {
        using Activity? span = Telemetry.Source.HasListeners() ? StartSpan($"{Telemetry.Send} {session.NameOf(channel.Id)}", ActivityKind.Producer, channel.Id) : null;
        try
        {
            await send(TraceOf(span));
        }
        catch (Exception failure)
        {
            span?.Fail(failure, ErrorTypes.Of(failure));
            throw;
        }
    }

    /// <summary>Both sides have taken the connection.</summary>
    public void OnReady(TimeSpan sinceSecured) => Stages.Passed(ConnectionStage.Hello, connection.RemoteEndpoint, sinceSecured);

    /// <summary>The connection has ended. Not to be called under its lock.</summary>
    /// <param name="code">Why.</param>
    /// <param name="ready">How long it was ready, or null if it never was.</param>
    public void OnEnded(CloseCode code, TimeSpan? ready)
    {
        ObservedConnections.Remove(connection);
        if (ready is not { } duration || !Instruments.ConnectionDuration.Enabled)
            return;
        TagList tags = new() { { Telemetry.NetworkTransport, Telemetry.TransportOf(connection.RemoteEndpoint) } };
        if (code != CloseCode.None)
            tags.Add(Telemetry.ErrorType, code.ToString());
        Instruments.ConnectionDuration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>Messages of a channel were dropped. To be called under the connection's lock.</summary>
    public void OnDropped(int channel, DropReason reason, long messages) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_drops, (channel, reason), out _) += messages;

    /// <summary>Adds the messages that were dropped. To be called under the connection's lock.</summary>
    public void AddDropsTo(ChannelSums sums)
    {
        foreach (((int channel, DropReason reason), long messages) in _drops)
            sums.Of(session.NameOf(channel)).Dropped[(int)reason] += messages;
    }

    private CallObservation Observe(CallDescriptor call, Histogram<double> durations, Activity? span) =>
        new(session.NameOf(call.Id), durations, span, connection.Options.TimeProvider);

    /// <summary>Begins a span whose parent is on the other side. It is not made current.</summary>
    private Activity? StartSpanOf(TraceContext? cause, string name, ActivityKind kind, int id)
    {
        Activity? current = Activity.Current;
        Activity.Current = null; // without a parent there it is the first of its trace
        Activity? span = Telemetry.Source.StartActivity(name, kind, cause is null ? default : TraceContexts.ToActivityContext(cause), TagsOf(kind, id));
        Activity.Current = current;
        return span;
    }

    private Activity? StartSpan(string name, ActivityKind kind, int id)
    {
        Activity? current = Activity.Current;
        Activity? span = Telemetry.Source.StartActivity(name, kind, default(ActivityContext), TagsOf(kind, id));
        Activity.Current = current;
        return span;
    }

    private KeyValuePair<string, object?>[] TagsOf(ActivityKind kind, int id) => _tags.GetOrAdd((kind, id), MakeTags);

    private KeyValuePair<string, object?>[] MakeTags((ActivityKind Kind, int Id) of)
    {
        PeerEndpoint remote = connection.RemoteEndpoint;
        string name = session.NameOf(of.Id);
        List<KeyValuePair<string, object?>> tags = [];
        if (of.Kind is ActivityKind.Client or ActivityKind.Server)
        {
            tags.Add(new(Telemetry.RpcSystem, Telemetry.System));
            tags.Add(new(Telemetry.RpcMethod, name));
        }
        else
        {
            string operation = of.Kind == ActivityKind.Producer ? Telemetry.Send : Telemetry.Process;
            tags.Add(new(Telemetry.MessagingSystem, Telemetry.System));
            tags.Add(new(Telemetry.MessagingOperation, operation));
            tags.Add(new(Telemetry.MessagingOperationType, operation));
            tags.Add(new(Telemetry.MessagingDestination, name));
        }

        tags.AddRange(Telemetry.LinkTags(remote));
        if (of.Kind is ActivityKind.Client or ActivityKind.Producer)
            tags.AddRange(Telemetry.ServerTags(remote));
        if (session.TellsPeers)
            tags.Add(new(Telemetry.PeerId, connection.Remote.Id.ToString()));
        return [.. tags];
    }
}
