using System.Runtime.InteropServices;

namespace PeerProto.Discovery.Native.Windows;

/// <summary>A look for pointers, or for what one instance is.</summary>
internal sealed unsafe class WindowsQuery : WindowsOperation
{
    private readonly IDnsApi _api;
    private readonly QueryRequestBlock* _request;
    private readonly CancelBlock* _cancel;
    private readonly bool _isResolve;
    private bool _isBegun;

    private WindowsQuery(IDnsApi api, string name, uint interfaceIndex, bool isResolve)
    {
        _api = api;
        _isResolve = isResolve;
        _cancel = (CancelBlock*)NativeMemory.AllocZeroed((nuint)sizeof(CancelBlock));
        _request = (QueryRequestBlock*)NativeMemory.AllocZeroed((nuint)sizeof(QueryRequestBlock));
        *_request = new QueryRequestBlock
        {
            Version = QueryRequestBlock.Version1,
            InterfaceIndex = interfaceIndex,
            QueryName = (char*)Marshal.StringToHGlobalUni(name),
            Callback = isResolve ? DnsApiCallbacks.Resolve : DnsApiCallbacks.Browse,
            Context = Key,
        };
    }

    /// <summary>Takes the pointers that come and go.</summary>
    public Action<FoundPointer>? OnPointer { get; private init; }

    /// <summary>Takes what the instance is.</summary>
    public Action<FoundInstance>? OnInstance { get; private init; }

    public IDnsApi Api => _api;

    /// <summary>Looks for pointers.</summary>
    public static DnsSdError Browse(IDnsApi api, string name, uint interfaceIndex, Action<FoundPointer> handler, out IDnsSdOperation? operation) =>
        Begin(new WindowsQuery(api, name, interfaceIndex, isResolve: false) { OnPointer = handler }, out operation);

    /// <summary>Asks what an instance is.</summary>
    public static DnsSdError Resolve(IDnsApi api, string name, uint interfaceIndex, Action<FoundInstance> handler, out IDnsSdOperation? operation) =>
        Begin(new WindowsQuery(api, name, interfaceIndex, isResolve: true) { OnInstance = handler }, out operation);

    protected override void End()
    {
        if (_isBegun)
            _ = _isResolve ? _api.ResolveCancel(_cancel) : _api.BrowseCancel(_cancel);
        Marshal.FreeHGlobal((nint)_request->QueryName);
        NativeMemory.Free(_request);
        NativeMemory.Free(_cancel);
    }

    private static DnsSdError Begin(WindowsQuery query, out IDnsSdOperation? operation)
    {
        DnsSdError error = WindowsCode.Begun(query._isResolve ? query._api.Resolve(query._request, query._cancel) : query._api.Browse(query._request, query._cancel));
        query._isBegun = error == DnsSdError.NoError;
        operation = query._isBegun ? query : null;
        if (!query._isBegun)
            query.Dispose();
        return error;
    }
}
