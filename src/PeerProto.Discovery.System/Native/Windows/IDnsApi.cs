namespace PeerProto.Discovery.Native.Windows;

/// <summary>The calls of Windows' <c>dnsapi.dll</c> for DNS-SD. Each begins something and returns a code of Windows; results come to callbacks on threads of the system's.</summary>
internal unsafe interface IDnsApi
{
    int Browse(QueryRequestBlock* request, CancelBlock* cancel);

    int BrowseCancel(CancelBlock* cancel);

    int Resolve(QueryRequestBlock* request, CancelBlock* cancel);

    int ResolveCancel(CancelBlock* cancel);

    int Register(RegisterRequestBlock* request, CancelBlock* cancel);

    int Deregister(RegisterRequestBlock* request);

    InstanceBlock* Construct(char* name, char* host, ushort port, uint properties, char** keys, char** values);

    /// <summary>Frees an instance that was constructed or given to a callback.</summary>
    void Free(InstanceBlock* instance);

    /// <summary>Frees the records that were given to a callback.</summary>
    void Free(PointerRecordBlock* records);
}
