using PeerProto.Connections;
using PeerProto.Protocol.Calls;

namespace PeerProto.Calls;

/// <summary>
/// An answer for which the output, or what is left of ended calls' streams, has no room. Its call keeps its place until it is written, so a peer that calls and does not read comes to the end of the calls it
/// may have under way, and its answers cannot pile up.
/// </summary>
internal sealed class WaitingAnswer(PeerConnection connection, CallState call, Action write) : IOutputWaiter
{
    public bool Resume()
    {
        if (!connection.HasRoomToEnd(call))
            return true;
        write();
        return false;
    }

    public void Fail(PeerConnectionException failure)
    {
        // nobody is left to answer
    }
}
