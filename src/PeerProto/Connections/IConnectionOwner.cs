using PeerProto.CompilerServices;

namespace PeerProto.Connections;

/// <summary>What a connection asks of the session it belongs to. Calls come from the connection's reading loop and not while it holds its lock, unless said otherwise.</summary>
internal interface IConnectionOwner
{
    /// <summary>Both hellos are there: admit or close the connection.</summary>
    void Decide(PeerConnection connection);

    /// <summary>Both sides have taken the connection. Sets <see cref="PeerConnection.Peer"/>.</summary>
    void OnReady(PeerConnection connection);

    /// <summary>Whether a peer, admitted or about to be, has a permission. Asks the app.</summary>
    bool MayUse(Peer peer, string permission);

    /// <summary>The connection is over; <see cref="PeerConnection.Failure"/> says why.</summary>
    void OnEnded(PeerConnection connection);

    /// <summary>A message came.</summary>
    ValueTask DispatchMessageAsync(Peer from, int channel, ref PeerReader reader);

    /// <summary>The first message of a channel was handed on.</summary>
    void OnFirstMessage(int channel);

    /// <summary>Messages of a channel were dropped, as its settings have it. Also called under a connection's lock.</summary>
    void OnDropped(int channel, long messages);

    /// <summary>A call came.</summary>
    ValueTask DispatchCallAsync(int call, ref PeerReader reader, IncomingCall incoming);
}
