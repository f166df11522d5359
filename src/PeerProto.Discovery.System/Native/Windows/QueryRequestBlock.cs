using System.Runtime.InteropServices;

namespace PeerProto.Discovery.Native.Windows;

/// <summary><c>DNS_SERVICE_BROWSE_REQUEST</c> of <c>windns.h</c>, and <c>DNS_SERVICE_RESOLVE_REQUEST</c>, which is laid out alike.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct QueryRequestBlock
{
    /// <summary>The version whose callback gets a status, the context and the result.</summary>
    public const uint Version1 = 1;

    public uint Version;
    public uint InterfaceIndex;
    public char* QueryName;
    public nint Callback;
    public nint Context;
}
