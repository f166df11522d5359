namespace PeerProto.Transports.Tcp;

/// <summary>What is said on a link before the first frame.</summary>
internal enum TcpLinkKind
{
    /// <summary>Nothing: the frames begin at once.</summary>
    Plain,

    /// <summary>This side asks for a WebSocket upgrade.</summary>
    WebSocketClient,

    /// <summary>This side waits for a WebSocket upgrade.</summary>
    WebSocketServer,

    /// <summary>The peer's first bytes tell whether it asks for a WebSocket upgrade or sends frames.</summary>
    Either,
}
