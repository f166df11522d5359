using System.Net.NetworkInformation;

namespace PeerProto.Diagnostics;

/// <summary>The clients that an observer keeps apart: a bounded number, the one not seen for longest goes first. What they wait for stands in the order of its deadlines.</summary>
internal sealed class DhcpClients(int maximum)
{
    private readonly Dictionary<PhysicalAddress, LinkedListNode<DhcpClientState>> _states = [];
    private readonly LinkedList<DhcpClientState> _byAge = new();

    public LinkedList<PendingReuse> Reuses { get; } = new();

    public LinkedList<PendingAnswer> Answers { get; } = new();

    public DhcpClientState Get(PhysicalAddress client)
    {
        if (_states.TryGetValue(client, out LinkedListNode<DhcpClientState>? node))
        {
            _byAge.Remove(node);
            _byAge.AddLast(node);
            return node.Value;
        }

        if (_states.Count == maximum)
            Forget(_byAge.First!.Value);
        DhcpClientState state = new(client);
        _states.Add(client, _byAge.AddLast(state));
        return state;
    }

    public void Wait(PendingReuse reuse) => reuse.State.Reuse ??= Reuses.AddLast(reuse);

    public void Wait(PendingAnswer answer) => answer.State.Answer ??= Answers.AddLast(answer);

    public void EndReuse(DhcpClientState state)
    {
        if (state.Reuse is { } node)
            Reuses.Remove(node);
        state.Reuse = null;
    }

    public void EndAnswer(DhcpClientState state)
    {
        if (state.Answer is { } node)
            Answers.Remove(node);
        state.Answer = null;
    }

    /// <summary>Ends every wait: the link is down.</summary>
    public void EndAll()
    {
        while (Reuses.First is { } reuse)
            EndReuse(reuse.Value.State);
        while (Answers.First is { } answer)
            EndAnswer(answer.Value.State);
    }

    private void Forget(DhcpClientState state)
    {
        EndReuse(state);
        EndAnswer(state);
        _byAge.RemoveFirst();
        _states.Remove(state.Client);
    }
}
