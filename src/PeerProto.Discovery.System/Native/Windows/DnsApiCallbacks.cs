namespace PeerProto.Discovery.Native.Windows;

/// <summary>What Windows calls, on threads of its own. Each copies its arguments into the request that the context names and frees them, and nothing else: no exception may leave.</summary>
internal static unsafe class DnsApiCallbacks
{
    /// <summary>How many records of one call are read.</summary>
    private const int MaximumRecords = 4096;

    public static nint Browse => (nint)(delegate* unmanaged<uint, nint, PointerRecordBlock*, void>)&OnBrowse;

    public static nint Resolve => (nint)(delegate* unmanaged<uint, nint, InstanceBlock*, void>)&OnResolve;

    public static nint Register => (nint)(delegate* unmanaged<uint, nint, InstanceBlock*, void>)&OnRegister;

    [System.Runtime.InteropServices.UnmanagedCallersOnly]
    private static void OnBrowse(uint status, nint context, PointerRecordBlock* records)
    {
        WindowsQuery? query = WindowsOperation.Find(context) as WindowsQuery;
        List<FoundPointer> found = [];
        int read = 0;
        for (PointerRecordBlock* record = records; query is not null && record is not null && read < MaximumRecords; record = record->Next, read++)
        {
            if (record->Type == PointerRecordBlock.Pointer && record->Target is not null)
                found.Add(new FoundPointer(new string(record->Target), record->TimeToLive > 0));
        }

        if (records is not null)
            Free(query?.Api, records);
        foreach (FoundPointer pointer in found)
            query!.Enqueue(() => query.OnPointer!(pointer));
        End(query, status);
    }

    [System.Runtime.InteropServices.UnmanagedCallersOnly]
    private static void OnResolve(uint status, nint context, InstanceBlock* instance)
    {
        WindowsQuery? query = WindowsOperation.Find(context) as WindowsQuery;
        if (query is not null && instance is not null && FoundInstance.Read(instance) is var found)
            query.Enqueue(() => query.OnInstance!(found));
        if (instance is not null)
            Free(query?.Api, instance);
        End(query, status);
    }

    [System.Runtime.InteropServices.UnmanagedCallersOnly]
    private static void OnRegister(uint status, nint context, InstanceBlock* instance)
    {
        WindowsRegistration? registration = WindowsOperation.Find(context) as WindowsRegistration;
        string name = instance is null || instance->InstanceName is null ? "" : new string(instance->InstanceName);
        if (instance is not null)
            Free(registration?.Api, instance);
        if (registration is null)
            WindowsRegistration.ForgetLeaving(context);
        else
            registration.Enqueue(() => registration.OnTold((int)status, name));
    }

    private static void End(WindowsOperation? operation, uint status)
    {
        if (status is not (WindowsCode.Success or WindowsCode.Cancelled))
            operation?.Break(WindowsCode.Of((int)status));
    }

    /// <summary>Frees what was given, also behind the end of the request, where its own way is not known any more.</summary>
    private static void Free(IDnsApi? api, InstanceBlock* instance)
    {
        if ((api ?? DnsApi.Instance) is { } known)
            known.Free(instance);
    }

    private static void Free(IDnsApi? api, PointerRecordBlock* records)
    {
        if ((api ?? DnsApi.Instance) is { } known)
            known.Free(records);
    }
}
