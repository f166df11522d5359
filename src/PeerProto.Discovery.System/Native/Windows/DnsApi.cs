using System.Runtime.InteropServices;

namespace PeerProto.Discovery.Native.Windows;

/// <summary>Windows' own DNS-SD, in Windows 10 from version 1809 on.</summary>
internal sealed unsafe partial class DnsApi : IDnsApi
{
    private const string Library = "dnsapi.dll";
    private const int RecordList = 1;

    private static readonly Lazy<DnsApi?> Found = new(Find);

    /// <summary>The library of this machine; null where it has none, or one that is too old.</summary>
    public static DnsApi? Instance => Found.Value;

    public int Browse(QueryRequestBlock* request, CancelBlock* cancel) => DnsServiceBrowse(request, cancel);

    public int BrowseCancel(CancelBlock* cancel) => DnsServiceBrowseCancel(cancel);

    public int Resolve(QueryRequestBlock* request, CancelBlock* cancel) => DnsServiceResolve(request, cancel);

    public int ResolveCancel(CancelBlock* cancel) => DnsServiceResolveCancel(cancel);

    public int Register(RegisterRequestBlock* request, CancelBlock* cancel) => DnsServiceRegister(request, cancel);

    public int Deregister(RegisterRequestBlock* request) => DnsServiceDeRegister(request, null);

    public InstanceBlock* Construct(char* name, char* host, ushort port, uint properties, char** keys, char** values) =>
        DnsServiceConstructInstance(name, host, null, null, port, 0, 0, properties, keys, values);

    public void Free(InstanceBlock* instance) => DnsServiceFreeInstance(instance);

    public void Free(PointerRecordBlock* records) => DnsFree(records, RecordList);

    private static DnsApi? Find() =>
        OperatingSystem.IsWindows()
        && NativeLibrary.TryLoad(Library, typeof(DnsApi).Assembly, DllImportSearchPath.System32, out nint library)
        && NativeLibrary.TryGetExport(library, nameof(DnsServiceBrowse), out _)
        && NativeLibrary.TryGetExport(library, nameof(DnsServiceRegister), out _)
            ? new DnsApi()
            : null;

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int DnsServiceBrowse(QueryRequestBlock* request, CancelBlock* cancel);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int DnsServiceBrowseCancel(CancelBlock* cancel);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int DnsServiceResolve(QueryRequestBlock* request, CancelBlock* cancel);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int DnsServiceResolveCancel(CancelBlock* cancel);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int DnsServiceRegister(RegisterRequestBlock* request, CancelBlock* cancel);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int DnsServiceDeRegister(RegisterRequestBlock* request, CancelBlock* cancel);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial InstanceBlock* DnsServiceConstructInstance(
        char* name, char* host, uint* ipv4, byte* ipv6, ushort port, ushort priority, ushort weight, uint properties, char** keys, char** values);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial void DnsServiceFreeInstance(InstanceBlock* instance);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial void DnsFree(void* data, int kind);
}
