using System.Collections.Immutable;
using PeerProto.Discovery.Native;
using PeerProto.Networking;

namespace PeerProto.Discovery.Requests;

/// <summary>Looks for the instances of one service type and asks nothing about them.</summary>
internal sealed class InstanceBrowse(RequestContext context, ServiceType type) : BrowseRequest(context, type)
{
    private readonly Dictionary<string, int> _interfaces = new(StringComparer.Ordinal);
    private ImmutableHashSet<string> _known = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The names known now.</summary>
    public LatestValue<ImmutableHashSet<string>> Instances { get; } = new(ImmutableHashSet.Create<string>(StringComparer.Ordinal));

    public override void Publish()
    {
        if (!ReferenceEquals(_known, Instances.Value))
            Instances.Set(_known);
    }

    public override void Complete(Exception reason, bool isQuiet) => Instances.Complete(isQuiet ? null : reason);

    protected override void Stop()
    {
        base.Stop();
        _interfaces.Clear();
        _known = _known.Clear();
    }

    protected override void Add(BrowseReply found)
    {
        _interfaces[found.Name] = _interfaces.GetValueOrDefault(found.Name) + 1;
        _known = _known.Add(found.Name);
    }

    protected override void Remove(BrowseReply found)
    {
        if (--_interfaces[found.Name] > 0)
            return;
        _interfaces.Remove(found.Name);
        _known = _known.Remove(found.Name);
    }
}
