using System.Net;
using PeerProto.Networking;
using PeerProto.Sessions.States;

namespace PeerProto.Sessions;

/// <summary>A listener of a session, and what becomes of it as the machine's addresses come and go.</summary>
internal sealed class SessionListener : PeerListener
{
    private readonly ListenerStates _states = new();

    public SessionListener(string transport, ITransportListener listener)
    {
        Transport = transport;
        Listener = listener;
        _states.TryTake(ListenerStep.Listen);
    }

    public SessionListener(UnusableTransport unusable)
    {
        Transport = unusable.Name;
        _states.TryTake(ListenerStep.Break, unusable.Reason.Diagnosis);
    }

    /// <summary>What accepts, or null where the platform lacks the transport.</summary>
    public ITransportListener? Listener { get; }

    public override string Transport { get; }

    public override PeerEndpoint? LocalEndpoint => Listener?.LocalEndpoint;

    public override ListenerState State => _states.Current;

    public override IAsyncEnumerable<ListenerState> StatesAsync(CancellationToken cancellationToken = default) => _states.ReadAsync(cancellationToken);

    /// <summary>The machine's addresses are these now. A socket that is bound to one of them works again by itself when the address comes back.</summary>
    public void OnNetwork(NetworkSnapshot network)
    {
        if (LocalEndpoint?.Address?.Address is not { } address || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            return;
        if (network.FindOwner(address) is not null)
        {
            _states.TryTake(ListenerStep.Listen);
            return;
        }

        _states.TryTake(ListenerStep.Vanish, new PeerDiagnosis(
            ConnectionStage.Connect, PeerDiagnosisCode.AddressGone, $"The address {address} that the session listens at has left this machine",
            "Bring the interface back, or listen on all addresses"));
    }

    /// <summary>Nothing is accepted any more.</summary>
    public void Break(Exception failure) => _states.TryTake(ListenerStep.Break, new PeerDiagnosis(
        ConnectionStage.Connect, PeerDiagnosisCode.Unknown, $"The {Transport} listener failed and accepts no more: {failure.Message}",
        "Start the session again, and look at its log for the exception"));

    /// <summary>Ends it.</summary>
    public async Task CancelAsync()
    {
        try
        {
            if (Listener is not null)
                await Listener.DisposeAsync();
        }
        finally
        {
            _states.TryTake(ListenerStep.Cancel);
        }
    }
}
