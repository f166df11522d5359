using System.Collections.Immutable;
using PeerProto.Discovery.Native;
using PeerProto.Networking;

namespace PeerProto.Discovery.Requests;

/// <summary>Looks for the service types on the network (RFC 6763 section 9): asks for the pointers themselves, which every library can.</summary>
internal sealed class TypeBrowse(RequestContext context) : StandingRequest(context, "the list of service types")
{
    private const string MetaQuery = "_services._dns-sd._udp.local.";
    private const ushort Pointer = 12;

    private IDnsSdOperation? _query;

    /// <summary>The types that were seen; none is taken back.</summary>
    public LatestValue<ImmutableHashSet<ServiceType>> Types { get; } = new([]);

    public override void Complete(Exception reason, bool isQuiet) => Types.Complete(isQuiet ? null : reason);

    protected override DnsSdError Start()
    {
        DnsSdError error = Context.Library.QueryRecord(Context.Flags, Context.InterfaceIndex, MetaQuery, Pointer, OnReply, out _query);
        if (_query is not null)
            Context.Loop.Add(_query, Interrupt);
        return error;
    }

    protected override void Stop()
    {
        if (_query is not null)
            Context.Loop.Remove(_query);
        _query = null;
    }

    private void OnReply(RecordReply reply)
    {
        if (reply.Error != DnsSdError.NoError)
        {
            Interrupt(reply.Error);
            return;
        }

        NoteSuccess();
        if (reply.Flags.HasFlag(DnsSdFlags.Add) && WireName.TryReadType(reply.Data, out ServiceType? type)
            && Types.Value.Count < Context.MaximumServices && !Types.Value.Contains(type))
        {
            Types.Set(Types.Value.Add(type));
        }
    }
}
