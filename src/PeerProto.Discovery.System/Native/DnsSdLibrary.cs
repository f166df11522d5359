using System.Net;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace PeerProto.Discovery.Native;

/// <summary>The library of the system behind <see cref="IDnsSd"/>, looked for once: it differs by system, so its functions are found at run time.</summary>
internal sealed unsafe class DnsSdLibrary : IDnsSd
{
    private const ushort InternetClass = 1;
    private const uint BothProtocols = 3;

    private static readonly Lazy<(DnsSdLibrary? Library, string? Reason)> Found = new(Find);

    // The calling convention is the platform's, as the header declares it.
    private readonly delegate* unmanaged<nint*, uint, uint, byte*, byte*, nint, nint, int> _browse;
    private readonly delegate* unmanaged<nint*, uint, uint, byte*, byte*, byte*, nint, nint, int> _resolve;
    private readonly delegate* unmanaged<nint*, uint, uint, byte*, ushort, ushort, nint, nint, int> _queryRecord;
    private readonly delegate* unmanaged<nint*, uint, uint, uint, byte*, nint, nint, int> _getAddressInfo;
    private readonly delegate* unmanaged<nint*, uint, uint, byte*, byte*, byte*, byte*, ushort, ushort, void*, nint, nint, int> _register;
    private readonly delegate* unmanaged<nint, nint, uint, ushort, void*, uint, int> _updateRecord;
    private readonly delegate* unmanaged<nint, nint> _socketOf;
    private readonly delegate* unmanaged<nint, int> _processResult;
    private readonly delegate* unmanaged<nint, void> _deallocate;

    private DnsSdLibrary(nint library)
    {
        _browse = (delegate* unmanaged<nint*, uint, uint, byte*, byte*, nint, nint, int>)NativeLibrary.GetExport(library, "DNSServiceBrowse");
        _resolve = (delegate* unmanaged<nint*, uint, uint, byte*, byte*, byte*, nint, nint, int>)NativeLibrary.GetExport(library, "DNSServiceResolve");
        _queryRecord = (delegate* unmanaged<nint*, uint, uint, byte*, ushort, ushort, nint, nint, int>)NativeLibrary.GetExport(library, "DNSServiceQueryRecord");
        _register = (delegate* unmanaged<nint*, uint, uint, byte*, byte*, byte*, byte*, ushort, ushort, void*, nint, nint, int>)NativeLibrary.GetExport(library, "DNSServiceRegister");
        _updateRecord = (delegate* unmanaged<nint, nint, uint, ushort, void*, uint, int>)NativeLibrary.GetExport(library, "DNSServiceUpdateRecord");
        _socketOf = (delegate* unmanaged<nint, nint>)NativeLibrary.GetExport(library, "DNSServiceRefSockFD");
        _processResult = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "DNSServiceProcessResult");
        _deallocate = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, "DNSServiceRefDeallocate");
        if (NativeLibrary.TryGetExport(library, "DNSServiceGetAddrInfo", out nint getAddressInfo))
            _getAddressInfo = (delegate* unmanaged<nint*, uint, uint, uint, byte*, nint, nint, int>)getAddressInfo;
        // The library finds its own dependencies' functions too, and only Avahi's depends on Avahi.
        IsAvahi = OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(library, "avahi_client_new", out _);
        if (IsAvahi)
            AvahiMemory.TryZero();
    }

    /// <summary>The library of this machine, or null where it has none.</summary>
    public static DnsSdLibrary? Instance => Found.Value.Library;

    /// <summary>Why this machine has none, as a sentence without its full stop; otherwise null.</summary>
    public static string? ReasonAgainst => Found.Value.Reason;

    public bool IsAvahi { get; }

    public bool KnowsPeerToPeer => SystemKind.IsApple;

    public bool MayStaySilent => SystemKind.IsApple;

    public DnsSdError Browse(DnsSdFlags flags, uint interfaceIndex, string type, string domain, Action<BrowseReply> handler, out IDnsSdOperation? operation)
    {
        byte* typeText = Utf8StringMarshaller.ConvertToUnmanaged(type);
        byte* domainText = Utf8StringMarshaller.ConvertToUnmanaged(domain);
        try
        {
            DnsSdOperation<BrowseReply> made = new(this, handler);
            return Finish(made, _browse(made.Reference, (uint)flags, interfaceIndex, typeText, domainText, DnsSdCallbacks.Browse, made.Context), out operation);
        }
        finally
        {
            Utf8StringMarshaller.Free(typeText);
            Utf8StringMarshaller.Free(domainText);
        }
    }

    public DnsSdError Resolve(DnsSdFlags flags, uint interfaceIndex, string name, string type, string domain, Action<ResolveReply> handler, out IDnsSdOperation? operation)
    {
        byte* nameText = Utf8StringMarshaller.ConvertToUnmanaged(name);
        byte* typeText = Utf8StringMarshaller.ConvertToUnmanaged(type);
        byte* domainText = Utf8StringMarshaller.ConvertToUnmanaged(domain);
        try
        {
            // Avahi hands the entries of a TXT record over from the last to the first.
            DnsSdOperation<ResolveReply> made = new(this, IsAvahi ? reply => handler(reply with { Txt = TxtOrder.Reverse(reply.Txt) }) : handler);
            return Finish(made, _resolve(made.Reference, (uint)flags, interfaceIndex, nameText, typeText, domainText, DnsSdCallbacks.Resolve, made.Context), out operation);
        }
        finally
        {
            Utf8StringMarshaller.Free(nameText);
            Utf8StringMarshaller.Free(typeText);
            Utf8StringMarshaller.Free(domainText);
        }
    }

    public DnsSdError QueryAddresses(DnsSdFlags flags, uint interfaceIndex, string host, Action<AddressReply> handler, ICollection<IDnsSdOperation> operations)
    {
        if (_getAddressInfo is not null)
            return GetAddressInfo(flags, interfaceIndex, host, handler, operations);
        foreach (ushort recordType in AddressRecords.Types)
        {
            DnsSdError error = QueryRecord(flags, interfaceIndex, host, recordType, reply => handler(AddressRecords.Read(reply)), out IDnsSdOperation? operation);
            if (operation is null)
                return error;
            operations.Add(operation);
        }

        return DnsSdError.NoError;
    }

    public DnsSdError QueryRecord(DnsSdFlags flags, uint interfaceIndex, string fullName, ushort recordType, Action<RecordReply> handler, out IDnsSdOperation? operation)
    {
        byte* name = Utf8StringMarshaller.ConvertToUnmanaged(fullName);
        try
        {
            DnsSdOperation<RecordReply> made = new(this, handler);
            return Finish(made, _queryRecord(made.Reference, (uint)flags, interfaceIndex, name, recordType, InternetClass, DnsSdCallbacks.QueryRecord, made.Context), out operation);
        }
        finally
        {
            Utf8StringMarshaller.Free(name);
        }
    }

    public DnsSdError Register(
        DnsSdFlags flags, uint interfaceIndex, string name, string type, string domain, int port, ReadOnlySpan<byte> txt, Action<RegisterReply> handler, out IDnsSdOperation? operation)
    {
        byte* nameText = Utf8StringMarshaller.ConvertToUnmanaged(name);
        byte* typeText = Utf8StringMarshaller.ConvertToUnmanaged(type);
        byte* domainText = Utf8StringMarshaller.ConvertToUnmanaged(domain);
        try
        {
            DnsSdOperation<RegisterReply> made = new(this, handler);
            fixed (byte* data = txt)
            {
                int error = _register(
                    made.Reference, (uint)flags, interfaceIndex, nameText, typeText, domainText, null, (ushort)IPAddress.HostToNetworkOrder((short)port),
                    (ushort)txt.Length, data, DnsSdCallbacks.Register, made.Context);
                return Finish(made, error, out operation);
            }
        }
        finally
        {
            Utf8StringMarshaller.Free(nameText);
            Utf8StringMarshaller.Free(typeText);
            Utf8StringMarshaller.Free(domainText);
        }
    }

    public DnsSdError UpdateTxt(IDnsSdOperation registration, ReadOnlySpan<byte> txt)
    {
        // No record reference means the TXT record that came with the registration; a time to live of 0 is the usual one.
        fixed (byte* data = txt)
            return (DnsSdError)_updateRecord(*((DnsSdOperation<RegisterReply>)registration).Reference, 0, 0, (ushort)txt.Length, data, 0);
    }

    /// <summary>A number of 32 bits on every system; what a register holds above them says nothing.</summary>
    public nint SocketOf(nint reference) => (int)_socketOf(reference);

    public DnsSdError ProcessResult(nint reference) => (DnsSdError)_processResult(reference);

    public void Deallocate(nint reference) => _deallocate(reference);

    private DnsSdError GetAddressInfo(DnsSdFlags flags, uint interfaceIndex, string host, Action<AddressReply> handler, ICollection<IDnsSdOperation> operations)
    {
        byte* name = Utf8StringMarshaller.ConvertToUnmanaged(host);
        try
        {
            DnsSdOperation<AddressReply> made = new(this, handler);
            int error = _getAddressInfo(made.Reference, (uint)flags, interfaceIndex, BothProtocols, name, DnsSdCallbacks.GetAddressInfo, made.Context);
            DnsSdError result = Finish(made, error, out IDnsSdOperation? operation);
            if (operation is not null)
                operations.Add(operation);
            return result;
        }
        finally
        {
            Utf8StringMarshaller.Free(name);
        }
    }

    private static DnsSdError Finish<TReply>(DnsSdOperation<TReply> made, int error, out IDnsSdOperation? operation)
    {
        if (error != 0)
            made.Abandon();
        operation = error == 0 ? made : null;
        return (DnsSdError)error;
    }

    private static (DnsSdLibrary? Library, string? Reason) Find()
    {
        string name = SystemKind.IsApple ? "/usr/lib/libSystem.B.dylib" : OperatingSystem.IsWindows() ? "dnssd.dll" : "libdns_sd.so.1";
        if (OperatingSystem.IsBrowser() || OperatingSystem.IsAndroid() || !NativeLibrary.TryLoad(name, typeof(DnsSdLibrary).Assembly, DllImportSearchPath.System32, out nint library))
            return (null, SystemKind.WhatIsMissing);
        try
        {
            return (new DnsSdLibrary(library), null);
        }
        catch (EntryPointNotFoundException missing)
        {
            return (null, $"The library {name} of this system is another one than DNS-SD's: {missing.Message.TrimEnd('.')}");
        }
    }
}
