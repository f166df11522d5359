using System.Net;

namespace PeerProto.Testing;

/// <summary>The transport of one simulated peer, and what provides its sessions with it: reliable streams over the simulation's links.</summary>
internal sealed class SimulatedTransport(SimulatedProcess process) : ITransport, ITransportProvider
{
    public const string TransportName = "simulated";

    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(10);

    public string Name => TransportName;

    public ITransport Create(TransportSetup setup) => this;

    public bool CanReach(PeerEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Transport == TransportName && endpoint.Address is not null;
    }

    public ValueTask<ITransportListener> ListenAsync(TransportListenOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        int port = options.Port == 0 ? process.Peer.NextPort() : options.Port;
        PeerEndpoint endpoint = EndpointAt(port);
        SimulatedListener listener = new(process, endpoint, options.Backlog);
        return process.Listeners.TryAdd(port, listener)
            ? new ValueTask<ITransportListener>(listener)
            : throw new PeerConnectionException(
                ConnectionStage.Connect, PeerErrorCode.AddressInUse, $"Something listens on {endpoint} already", "Choose another port, or 0 for any free one");
    }

    public async ValueTask<ITransportConnection> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (!CanReach(endpoint))
        {
            throw new PeerConnectionException(
                ConnectionStage.Connect, PeerErrorCode.EndpointNotSupported, $"The transport '{Name}' cannot reach {endpoint}",
                $"Give it an endpoint of the form {Name}://10.0.0.1:port");
        }

        cancellationToken.ThrowIfCancellationRequested();
        Simulation simulation = process.Simulation;
        SimulatedPeer remote = simulation.FindPeer(endpoint.Address!.Address) ?? throw new PeerConnectionException(
            ConnectionStage.Connect, PeerErrorCode.Unreachable, $"No path leads to {endpoint}", "Add a peer of that address to the simulation first");
        SimulatedConnection connection = new(process, remote, simulation.NextLinkNumber(), isOpener: true, simulation.HasStreams, EndpointAt(process.Peer.NextPort()), endpoint);
        process.Connections.Add((connection.Number, true), connection);
        connection.Open(endpoint.Port);
        using CancellationTokenRegistration cancelled = cancellationToken.UnsafeRegister(
            static (state, token) => ((SimulatedConnection)state!).GiveUp(new OperationCanceledException(token)), connection);
        DueEvent deadline = simulation.Clock.After(ConnectDeadline, () => connection.GiveUp(new TimeoutException()));
        try
        {
            await connection.Opened;
            return connection.Transport;
        }
        catch (OperationCanceledException)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new PeerConnectionException(
                ConnectionStage.Connect, PeerErrorCode.TimedOut, $"{endpoint} did not answer within {ConnectDeadline.TotalSeconds:0} s",
                "Look whether the link is cut or the peer is off");
        }
        catch (IOException failure)
        {
            throw new PeerConnectionException(
                ConnectionStage.Connect, PeerErrorCode.ConnectionRefused, $"{endpoint} refused: nobody listens there", "Start a session on that peer first", failure);
        }
        finally
        {
            deadline.Cancel();
        }
    }

    private PeerEndpoint EndpointAt(int port) => PeerEndpoint.FromAddress(TransportName, new IPEndPoint(process.Peer.Address, port));
}
