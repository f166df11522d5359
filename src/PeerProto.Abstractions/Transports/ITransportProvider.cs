namespace PeerProto;

/// <summary>Makes the transport of a session: what <c>PeerSessionOptions.Transports</c> lists, in the order of preference.</summary>
public interface ITransportProvider
{
    /// <summary>The name of the transport, the one that its endpoints carry.</summary>
    string Name { get; }

    /// <summary>Makes the transport.</summary>
    /// <param name="setup">What the session lends it.</param>
    /// <exception cref="PeerConnectionException">
    /// The transport cannot be used here: the platform lacks it (<see cref="PeerErrorCode.NotSupported"/>, and the session goes on with the next one), or it cannot give the security that
    /// was asked for (<see cref="PeerErrorCode.SecurityNotSupported"/>, which ends the start). Cause and remedy say what to install or to use instead.
    /// </exception>
    ITransport Create(TransportSetup setup);
}
