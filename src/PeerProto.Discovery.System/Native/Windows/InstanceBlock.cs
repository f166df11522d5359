using System.Runtime.InteropServices;

namespace PeerProto.Discovery.Native.Windows;

/// <summary><c>DNS_SERVICE_INSTANCE</c> of <c>windns.h</c>: a service, its place and its TXT record.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct InstanceBlock
{
    public char* InstanceName;
    public char* HostName;
    public byte* IPv4Address;
    public byte* IPv6Address;
    public ushort Port;
    public ushort Priority;
    public ushort Weight;
    public uint PropertyCount;
    public char** Keys;
    public char** Values;
    public uint InterfaceIndex;
}
