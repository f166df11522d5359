using PeerProto.CompilerServices;

namespace PeerProto.Connections;

/// <summary>What a connection asks of the session it belongs to. All calls come from the connection's reading loop, none while it holds its lock.</summary>
internal interface IConnectionOwner
{
    /// <summary>Both hellos are there: admit or close the connection.</summary>
    void Decide(PeerConnection connection);

    /// <summary>Both sides have taken the connection. Sets <see cref="PeerConnection.Peer"/>.</summary>
    void OnReady(PeerConnection connection);

    /// <summary>The connection is over; <see cref="PeerConnection.Failure"/> says why.</summary>
    void OnEnded(PeerConnection connection);

    /// <summary>A message came.</summary>
    ValueTask DispatchMessageAsync(Peer from, int channel, ref PeerReader reader);

    /// <summary>The first message of a channel was handed on.</summary>
    void OnFirstMessage(int channel);

    /// <summary>A call came.</summary>
    ValueTask DispatchCallAsync(int call, ref PeerReader reader, IncomingCall incoming);
}
