using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace PeerProto.Discovery.Native.Windows;

/// <summary>A service that is registered with Windows. It cannot change one, so another TXT record means to withdraw it first.</summary>
internal sealed unsafe class WindowsRegistration : WindowsOperation
{
    /// <summary>What was withdrawn at the end: its memory is Windows' until that has been told.</summary>
    private static readonly ConcurrentDictionary<nint, WindowsRegistration> Leaving = new();

    private readonly IDnsApi _api;
    private readonly string _fullName;
    private readonly string _host;
    private readonly ushort _port;
    private readonly uint _interfaceIndex;
    private readonly Action<RegisterReply> _handler;
    private RegisterRequestBlock* _request;
    private CancelBlock* _cancel;
    private TxtRecord _txt;
    private bool _isLeaving;

    private WindowsRegistration(IDnsApi api, string fullName, string host, int port, uint interfaceIndex, TxtRecord txt, Action<RegisterReply> handler)
    {
        _api = api;
        _fullName = fullName;
        _host = host;
        _port = (ushort)port;
        _interfaceIndex = interfaceIndex;
        _txt = txt;
        _handler = handler;
    }

    public IDnsApi Api => _api;

    /// <summary>Registers a service.</summary>
    public static DnsSdError Begin(
        IDnsApi api, string fullName, string host, int port, uint interfaceIndex, TxtRecord txt, Action<RegisterReply> handler, out IDnsSdOperation? operation)
    {
        WindowsRegistration registration = new(api, fullName, host, port, interfaceIndex, txt, handler);
        DnsSdError error = registration.Register();
        operation = error == DnsSdError.NoError ? registration : null;
        if (operation is null)
            registration.Dispose();
        return error;
    }

    /// <summary>Takes another TXT record: withdraws the service, and registers it again when that is done.</summary>
    public DnsSdError Update(TxtRecord txt)
    {
        _txt = txt;
        if (_isLeaving)
            return DnsSdError.NoError;
        _isLeaving = true;
        return WindowsCode.Begun(_api.Deregister(_request));
    }

    /// <summary>Windows told what became of the last call.</summary>
    public void OnTold(int status, string fullName)
    {
        if (_isLeaving)
        {
            _isLeaving = false;
            Forget();
            DnsSdError error = Register();
            if (error != DnsSdError.NoError)
                Break(error);
            return;
        }

        if (status == WindowsCode.Success)
            _handler(new RegisterReply(DnsSdError.NoError, fullName.Length > 0 ? WindowsName.FirstOf(fullName) : ""));
        else
            Break(WindowsCode.Of(status));
    }

    /// <summary>Windows told of one that has ended: nothing uses its memory any more.</summary>
    public static void ForgetLeaving(nint key)
    {
        if (Leaving.TryRemove(key, out WindowsRegistration? gone))
            gone.Forget();
    }

    protected override void End()
    {
        if (_request is null)
            return;
        Leaving[Key] = this;
        if (!_isLeaving && WindowsCode.Begun(_api.Deregister(_request)) != DnsSdError.NoError)
            ForgetLeaving(Key);
    }

    private DnsSdError Register()
    {
        _cancel = (CancelBlock*)NativeMemory.AllocZeroed((nuint)sizeof(CancelBlock));
        _request = (RegisterRequestBlock*)NativeMemory.AllocZeroed((nuint)sizeof(RegisterRequestBlock));
        *_request = new RegisterRequestBlock
        {
            Version = QueryRequestBlock.Version1, InterfaceIndex = _interfaceIndex, Instance = Construct(), Callback = DnsApiCallbacks.Register, Context = Key,
        };
        DnsSdError error = _request->Instance is null ? DnsSdError.BadParam : WindowsCode.Begun(_api.Register(_request, _cancel));
        if (error != DnsSdError.NoError)
            Forget();
        return error;
    }

    private InstanceBlock* Construct()
    {
        nint* texts = (nint*)NativeMemory.AllocZeroed((nuint)(2 * _txt.Count) + 1, (nuint)sizeof(nint));
        try
        {
            for (int i = 0; i < _txt.Count; i++)
            {
                texts[i] = Marshal.StringToHGlobalUni(_txt[i].Key);
                texts[_txt.Count + i] = Marshal.StringToHGlobalUni(_txt[i].Text ?? "");
            }

            fixed (char* name = _fullName)
            fixed (char* host = _host)
                return _api.Construct(name, host, _port, (uint)_txt.Count, (char**)texts, (char**)(texts + _txt.Count));
        }
        finally
        {
            for (int i = 0; i < 2 * _txt.Count; i++)
                Marshal.FreeHGlobal(texts[i]);
            NativeMemory.Free(texts);
        }
    }

    private void Forget()
    {
        if (_request is null)
            return;
        if (_request->Instance is not null)
            _api.Free(_request->Instance);
        NativeMemory.Free(_request);
        NativeMemory.Free(_cancel);
        _request = null;
        _cancel = null;
    }
}
