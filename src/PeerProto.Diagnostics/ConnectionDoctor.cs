using System.Net;
using System.Net.Sockets;
using PeerProto.Diagnostics;
using PeerProto.Protocol.Handshake;
using PeerProto.Sessions;

namespace PeerProto;

/// <summary>
/// Connects to an endpoint as a session would, one stage after the other, and tells what each stage took, or what stopped it. It needs no contract: it asks over one link which one the other
/// side speaks, and joins over another with the same. Where all goes well it is a peer of the other side for a moment, by the name of <c>peerproto doctor</c>, and leaves in order.
/// </summary>
/// <param name="options">How it connects, or null for the defaults.</param>
public sealed class ConnectionDoctor(ConnectionDoctorOptions? options = null)
{
    private readonly ConnectionDoctorOptions _options = options ?? new ConnectionDoctorOptions();

    private StreamSecurityOptions Securing => new() { TimeProvider = _options.TimeProvider };

    /// <summary>Connects. What goes wrong is part of the report, not an exception.</summary>
    /// <param name="endpoint">Where to.</param>
    /// <param name="progress">Told each stage as it ends, or null.</param>
    /// <param name="cancellationToken">Ends the attempt with <see cref="OperationCanceledException"/>.</param>
    public async Task<ConnectionReport> ConnectAsync(PeerEndpoint endpoint, IProgress<ConnectionStageReport>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        PeerIdentity identity = _options.Identity ?? PeerIdentity.Create();
        StageRecord record = new(_options.TimeProvider, progress);
        List<ITransportConnection> opened = [];
        try
        {
            await WalkAsync(endpoint, identity, record, opened, cancellationToken);
        }
        catch (PeerConnectionException failure)
        {
            record.Stop(await new TcpComparison(_options.TimeProvider).ExtendAsync(failure.Diagnosis, endpoint, cancellationToken));
        }
        finally
        {
            foreach (ITransportConnection connection in opened)
            {
                if (record.HasStopped)
                    connection.Abort();
                await connection.DisposeAsync();
            }

            if (_options.Identity is null)
                identity.Dispose();
        }

        return new ConnectionReport(endpoint, record.Stages);
    }

    private async Task WalkAsync(PeerEndpoint endpoint, PeerIdentity identity, StageRecord record, List<ITransportConnection> opened, CancellationToken cancellationToken)
    {
        // Made before there is a link: a passcode is stretched for it, and the other side does not wait long for the first bytes.
        using LinkAuthenticator authenticator = new(_options.Security.CreateLinkAuthentication(identity, Securing), identity.Key, _options.AuthenticationDeadline, _options.TimeProvider);

        if (endpoint.Port != 0 && endpoint.Address is null && _options.Proxy is null)
        {
            record.Begin(ConnectionStage.Resolve);
            record.End(string.Join(", ", await ResolveAsync(endpoint, cancellationToken)));
        }

        record.Begin(ConnectionStage.Connect);
        ITransport transport = CreateTransport(endpoint, identity);
        ITransportConnection connection = await transport.ConnectAsync(endpoint, cancellationToken);
        opened.Add(connection);
        record.End($"{(_options.Proxy is { } proxy ? $"through {proxy}, " : "")}{connection.LocalEndpoint} to {connection.RemoteEndpoint}");

        record.Begin(ConnectionStage.Tls);
        bool isSecuredAlready = connection.Secured is not null;
        SecuredLink secured = connection.Secured ?? await SecureAsync(connection, identity, cancellationToken);
        record.End(secured.RemoteKey is null ? Unidentified() : isSecuredAlready ? $"done by the transport; key {secured.RemoteKey}" : $"key {secured.RemoteKey}");

        record.Begin(ConnectionStage.Upgrade);
        Stream frames = await CompleteAsync(connection, secured.Stream, cancellationToken);
        record.End(ReferenceEquals(frames, secured.Stream) ? "none needed" : "done");

        if (authenticator.Name is { } proof)
        {
            record.Begin(ConnectionStage.Authentication);
            await authenticator.AuthenticateAsync(connection.RemoteEndpoint, frames, secured, isInitiator: true, cancellationToken);
            record.End($"{proof}, proved by both sides");
        }

        record.Begin(ConnectionStage.Hello);
        Hello hello = await CreateExchange(frames, secured, identity).AskAsync(cancellationToken);
        await frames.DisposeAsync();
        string name = hello.DisplayName.Length > 0 ? $"'{hello.DisplayName}', " : "";
        record.End($"{name}contract '{hello.Contract}' version {hello.ContractVersion}, wire version {hello.WireVersion}, peer {hello.Id}");

        record.Begin(ConnectionStage.Admission);
        ITransportConnection second = await transport.ConnectAsync(endpoint, cancellationToken);
        opened.Add(second);
        secured = second.Secured ?? await SecureAsync(second, identity, cancellationToken);
        frames = await CompleteAsync(second, secured.Stream, cancellationToken);
        await authenticator.AuthenticateAsync(second.RemoteEndpoint, frames, secured, isInitiator: true, cancellationToken);
        await CreateExchange(frames, secured, identity).JoinAsync(hello, cancellationToken);
        await frames.DisposeAsync();
        record.End("taken, over a second link");
    }

    private string Unidentified() =>
        ReferenceEquals(_options.Security, PeerSecurity.None) ? "neither encrypted nor authenticated" : "encrypted; the peer knows the same secret";

    private HelloExchange CreateExchange(Stream frames, SecuredLink secured, PeerIdentity identity) =>
        new(frames, secured, secured.RemoteKey is null ? null : identity.Key, _options.Timings, _options.TimeProvider);

    private ITransport CreateTransport(PeerEndpoint endpoint, PeerIdentity identity)
    {
        TransportSetup setup = new() { Credentials = _options.Security.CreateTlsCredentials(identity), TimeProvider = _options.TimeProvider };
        foreach (ITransportProvider provider in _options.Proxy is { } proxy ? [Through(proxy)] : _options.Transports)
        {
            // A provider of another transport may not be usable here, and need not be.
            if (provider.Name != endpoint.Transport && provider.Name != TcpTransport.TransportName)
                continue;
            ITransport transport = provider.Create(setup);
            if (transport.CanReach(endpoint))
                return transport;
        }

        throw _options.Proxy is null
            ? new PeerConnectionException(
                ConnectionStage.Connect, PeerErrorCode.EndpointNotSupported, $"None of the transports given can reach {endpoint}",
                "Write tcp://host:port, ws://host:port/path or quic://host:port")
            : new PeerConnectionException(
                ConnectionStage.Connect, PeerErrorCode.EndpointNotSupported, $"No proxy carries links to {endpoint}",
                "Write tcp://host:port or ws://host:port/path, or go without the proxy");
    }

    private TcpTransportProvider Through(ProxyEndpoint proxy) => new(new TcpTransportOptions { Proxy = proxy, ConnectDeadline = _options.ProxyDeadline });

    private async Task<IPAddress[]> ResolveAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(endpoint.Host, cancellationToken).WaitAsync(_options.ResolveDeadline, _options.TimeProvider, cancellationToken);
            return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (SocketException failure)
        {
            throw new PeerConnectionException(
                ConnectionStage.Resolve,
                PeerErrorCode.NameNotFound,
                failure.SocketErrorCode == SocketError.TryAgain ? $"No name server could be asked about '{endpoint.Host}'" : $"The name '{endpoint.Host}' has no address",
                "Check the spelling and the name server, or use an IP address",
                failure);
        }
        catch (TimeoutException)
        {
            throw new PeerConnectionException(
                ConnectionStage.Resolve, PeerErrorCode.TimedOut, $"The name '{endpoint.Host}' was not resolved within {_options.ResolveDeadline.TotalSeconds:0.###} s",
                "Check the name server, or use an IP address");
        }
    }

    private ValueTask<SecuredLink> SecureAsync(ITransportConnection connection, PeerIdentity identity, CancellationToken cancellationToken) =>
        _options.Security
            .CreateStreamSecurity(identity, Securing)
            .AuthenticateAsClientAsync(connection.Stream, new SecurityContext { RemoteEndpoint = connection.RemoteEndpoint }, cancellationToken);

    private async Task<Stream> CompleteAsync(ITransportConnection connection, Stream secured, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.CompleteAsync(secured, cancellationToken).AsTask().WaitAsync(_options.UpgradeDeadline, _options.TimeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new PeerConnectionException(
                ConnectionStage.Upgrade, PeerErrorCode.TimedOut, $"{connection.RemoteEndpoint} did not answer the upgrade of the link within {_options.UpgradeDeadline.TotalSeconds:0.###} s",
                "Check that a PeerProto app listens there and that nothing between holds the bytes back");
        }
    }
}
