namespace PeerProto;

/// <summary>How a <see cref="ConnectionDoctor"/> connects. The defaults are those of a session.</summary>
public sealed class ConnectionDoctorOptions
{
    /// <summary>What connects. TCP, which reaches WebSocket endpoints too, unless told otherwise.</summary>
    public IList<ITransportProvider> Transports { get; set; } = [new TcpTransportProvider()];

    /// <summary>
    /// The proxy to go through, or null (the default) for none. It carries TCP and WebSocket endpoints, in the place of <see cref="Transports"/>, and resolves host names itself. An endpoint that no
    /// proxy carries, over QUIC for example, is not tried.
    /// </summary>
    public ProxyEndpoint? Proxy { get; set; }

    /// <summary>How long reaching the proxy may take, and then its answer. 10 s each unless told otherwise. Without a proxy the transports have deadlines of their own.</summary>
    public TimeSpan ProxyDeadline { get; set; } = TcpTransportOptions.DefaultConnectDeadline;

    /// <summary>How the connection is secured; the same kind as that of the other side. <see cref="PeerSecurity.Unverified"/> unless told otherwise.</summary>
    public PeerSecurity Security { get; set; } = PeerSecurity.Unverified;

    /// <summary>Who the doctor is to the other side. A new identity unless told otherwise, which a side with pinned keys refuses. The doctor does not dispose one it was given.</summary>
    public PeerIdentity? Identity { get; set; }

    /// <summary>How long a host name may take to resolve. 5 s unless told otherwise.</summary>
    public TimeSpan ResolveDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an upgrade to WebSocket may take. 5 s unless told otherwise.</summary>
    public TimeSpan UpgradeDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the two sides may take to prove what the security asks for behind TLS. 10 s unless told otherwise.</summary>
    public TimeSpan AuthenticationDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The deadlines of hello and admission. <see cref="ProtocolTimings.Default"/> unless told otherwise.</summary>
    public ProtocolTimings Timings { get; set; } = ProtocolTimings.Default;

    /// <summary>The clock of deadlines and durations. The system unless told otherwise.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
