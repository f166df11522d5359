using System.Net;
using System.Runtime.InteropServices;

namespace PeerProto.Discovery.Native;

/// <summary>What the library calls. Each copies its arguments into the operation that the context names, and nothing else: no exception may leave.</summary>
internal static unsafe class DnsSdCallbacks
{
    public static nint Browse => (nint)(delegate* unmanaged<nint, uint, uint, int, byte*, byte*, byte*, nint, void>)&OnBrowse;

    public static nint Resolve => (nint)(delegate* unmanaged<nint, uint, uint, int, byte*, byte*, ushort, ushort, byte*, nint, void>)&OnResolve;

    public static nint QueryRecord => (nint)(delegate* unmanaged<nint, uint, uint, int, byte*, ushort, ushort, ushort, byte*, uint, nint, void>)&OnRecord;

    public static nint GetAddressInfo => (nint)(delegate* unmanaged<nint, uint, uint, int, byte*, byte*, uint, nint, void>)&OnAddress;

    public static nint Register => (nint)(delegate* unmanaged<nint, uint, int, byte*, byte*, byte*, nint, void>)&OnRegister;

    [UnmanagedCallersOnly]
    private static void OnBrowse(nint reference, uint flags, uint interfaceIndex, int error, byte* name, byte* type, byte* domain, nint context) =>
        Operation<BrowseReply>(context).Enqueue(new BrowseReply((DnsSdFlags)flags, interfaceIndex, (DnsSdError)error, Text(name), Text(type), Text(domain)));

    [UnmanagedCallersOnly]
    private static void OnResolve(
        nint reference, uint flags, uint interfaceIndex, int error, byte* fullName, byte* host, ushort port, ushort txtLength, byte* txt, nint context) =>
        Operation<ResolveReply>(context).Enqueue(
            new ResolveReply((DnsSdError)error, Text(host), (ushort)IPAddress.NetworkToHostOrder((short)port), Bytes(txt, txtLength)));

    [UnmanagedCallersOnly]
    private static void OnRecord(
        nint reference, uint flags, uint interfaceIndex, int error, byte* fullName, ushort type, ushort @class, ushort length, byte* data, uint timeToLive, nint context) =>
        Operation<RecordReply>(context).Enqueue(new RecordReply((DnsSdFlags)flags, interfaceIndex, (DnsSdError)error, Bytes(data, length)));

    [UnmanagedCallersOnly]
    private static void OnAddress(nint reference, uint flags, uint interfaceIndex, int error, byte* host, byte* address, uint timeToLive, nint context) =>
        Operation<AddressReply>(context).Enqueue(
            new AddressReply((DnsSdFlags)flags, interfaceIndex, (DnsSdError)error, error == 0 ? NativeSocketAddress.Read(address, interfaceIndex) : null));

    [UnmanagedCallersOnly]
    private static void OnRegister(nint reference, uint flags, int error, byte* name, byte* type, byte* domain, nint context) =>
        Operation<RegisterReply>(context).Enqueue(new RegisterReply((DnsSdError)error, Text(name)));

    private static DnsSdOperation<TReply> Operation<TReply>(nint context) => (DnsSdOperation<TReply>)GCHandle.FromIntPtr(context).Target!;

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    private static byte[] Bytes(byte* data, int length) => data is null ? [] : new ReadOnlySpan<byte>(data, length).ToArray();
}
