namespace PeerProto.Transports.Quic;

/// <summary>Why there is no QUIC transport, for platforms and sessions that cannot have one.</summary>
internal static class QuicUnavailable
{
    public static PeerConnectionException NoCredentials() => new(
        ConnectionStage.Connect,
        PeerErrorCode.SecurityNotSupported,
        "QUIC always proves identities by certificates, and this session's security has none",
        "Use PeerSecurity.Trust, Pinned or Unverified with QUIC, or take QuicTransportProvider out and let TCP or WebSocket carry PeerSecurity.None or a pre-shared key");

    public static PeerConnectionException NotSupported() => new(
        ConnectionStage.Connect,
        PeerErrorCode.NotSupported,
        "This machine has no QUIC: System.Net.Quic finds no libmsquic that it can use",
        QuicSupport.Remedy);
}
