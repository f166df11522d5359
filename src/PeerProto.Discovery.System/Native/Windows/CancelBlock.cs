using System.Runtime.InteropServices;

namespace PeerProto.Discovery.Native.Windows;

/// <summary><c>DNS_SERVICE_CANCEL</c> of <c>windns.h</c>: what a running request is ended by.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CancelBlock
{
    public nint Reserved;
}
