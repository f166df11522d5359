using PeerProto.Discovery.Native;

namespace PeerProto.Discovery.Requests;

/// <summary>
/// Looks for the instances of one service type. The service tells an instance once for each interface, and some for each address family too. What is told beyond
/// what may be listed is remembered, since it is not told again, and listed when there is room.
/// </summary>
internal abstract class BrowseRequest(RequestContext context, ServiceType type) : StandingRequest(context, type.ToString())
{
    /// <summary>How long a browse finds nothing before that is remarked, where the service may stay silent instead of refusing.</summary>
    public const int SilenceSeconds = 5;

    /// <summary>How many times as many instances are remembered as are listed.</summary>
    public const int Remembered = 4;

    private const char Replacement = '\uFFFD';

    private readonly Dictionary<(string Name, uint InterfaceIndex), Instance> _instances = [];
    private readonly LinkedList<Instance> _waiting = new();
    private IDnsSdOperation? _browse;
    private ITimer? _silence;
    private bool _isFull;

    protected ServiceType Type => type;

    protected override DnsSdError Start()
    {
        DnsSdError error = Context.Library.Browse(Context.Flags, Context.InterfaceIndex, RegistrationType.Of(type), RequestContext.LocalDomain, OnReply, out _browse);
        if (_browse is not null)
        {
            Context.Loop.Add(_browse, Interrupt);
            if (Context.Library.MayStaySilent)
                _silence = Context.TimeProvider.CreateTimer(_ => Context.Loop.TryPost(RemarkSilence), null, TimeSpan.FromSeconds(SilenceSeconds), Timeout.InfiniteTimeSpan);
        }

        return error;
    }

    protected override void Stop()
    {
        if (_browse is not null)
            Context.Loop.Remove(_browse);
        _browse = null;
        _instances.Clear();
        _waiting.Clear();
        EndSilence();
    }

    /// <summary>An instance is listed on an interface.</summary>
    protected abstract void Add(BrowseReply found);

    /// <summary>It is listed there no more.</summary>
    protected abstract void Remove(BrowseReply found);

    private void OnReply(BrowseReply reply)
    {
        if (reply.Error != DnsSdError.NoError)
        {
            Interrupt(reply.Error);
            return;
        }

        NoteSuccess();
        EndSilence();
        (string Name, uint InterfaceIndex) key = (reply.Name, reply.InterfaceIndex);
        if (_instances.TryGetValue(key, out Instance? known))
        {
            known.Sightings = Context.SightingsAfter(known.Sightings, reply.Flags);
            if (known.Sightings == 0)
                Forget(key, known);
        }
        else if (reply.Flags.HasFlag(DnsSdFlags.Add) && CanBeAskedFor(reply.Name) && _instances.Count < Remembered * Context.MaximumServices)
        {
            Instance added = new(reply);
            _instances.Add(key, added);
            if (_instances.Count - _waiting.Count <= Context.MaximumServices)
                Add(reply);
            else
                Wait(added);
        }
    }

    private void Forget((string, uint) key, Instance gone)
    {
        _instances.Remove(key);
        if (_waiting.Remove(gone))
            return;
        Remove(gone.Found);
        if (_waiting.First is not { } next)
            return;
        _waiting.RemoveFirst();
        Add(next.Value.Found);
    }

    private void Wait(Instance instance)
    {
        _waiting.AddLast(instance);
        if (!_isFull)
            SystemDiscoveryLog.TooManyServices(Context.Logger, Subject, Context.MaximumServices);
        _isFull = true;
    }

    private void RemarkSilence()
    {
        if (_silence is not null)
            SystemDiscoveryLog.Silent(Context.Logger, Subject, SilenceSeconds);
        EndSilence();
    }

    private void EndSilence()
    {
        _silence?.Dispose();
        _silence = null;
    }

    /// <summary>A name that is no UTF-8 cannot be given back to the service.</summary>
    private static bool CanBeAskedFor(string name) => name.Length > 0 && !name.Contains(Replacement, StringComparison.Ordinal);

    /// <summary>An instance on an interface, and how often it was told to be there and not to have gone.</summary>
    private sealed class Instance(BrowseReply found)
    {
        public BrowseReply Found => found;

        public int Sightings { get; set; } = 1;
    }
}
