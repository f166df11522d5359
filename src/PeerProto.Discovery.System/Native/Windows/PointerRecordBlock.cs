using System.Runtime.InteropServices;

namespace PeerProto.Discovery.Native.Windows;

/// <summary><c>DNS_RECORDW</c> of <c>windns.h</c> with the data of a PTR record.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PointerRecordBlock
{
    /// <summary>The type of a PTR record.</summary>
    public const ushort Pointer = 12;

    public PointerRecordBlock* Next;
    public char* Name;
    public ushort Type;
    public ushort DataLength;
    public uint Flags;
    public uint TimeToLive;
    public uint Reserved;
    public char* Target;
}
