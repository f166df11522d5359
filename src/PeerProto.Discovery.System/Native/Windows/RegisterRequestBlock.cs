using System.Runtime.InteropServices;

namespace PeerProto.Discovery.Native.Windows;

/// <summary><c>DNS_SERVICE_REGISTER_REQUEST</c> of <c>windns.h</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct RegisterRequestBlock
{
    public uint Version;
    public uint InterfaceIndex;
    public InstanceBlock* Instance;
    public nint Callback;
    public nint Context;
    public nint Credentials;
    public int IsUnicastEnabled;
}
