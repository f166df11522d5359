using PeerProto.Protocol.FlowControl;

namespace PeerProto.Connections;

/// <summary>Something that waits for room in the output, or for credit as well.</summary>
internal interface IOutputWaiter
{
    /// <summary>The share of the room, in bytes, that this may take before others that wait have their turn.</summary>
    int Share => FragmentShare.Normal;

    /// <summary>Writes what waits as far as it goes. To be called under the connection's lock.</summary>
    /// <returns>Whether something still waits.</returns>
    bool Resume();

    /// <summary>Fails what waits: the connection is over. To be called under the connection's lock.</summary>
    void Fail(PeerConnectionException failure);
}
