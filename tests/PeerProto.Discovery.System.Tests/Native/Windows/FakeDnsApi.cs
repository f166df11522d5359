using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using PeerProto.Discovery.Native.Windows;

namespace PeerProto.Discovery.Tests.Native.Windows;

/// <summary>A Windows that says what the test has it say, in memory laid out as Windows does.</summary>
internal sealed unsafe class FakeDnsApi : IDnsApi
{
    private const int Pending = 9506;

    private readonly ConcurrentDictionary<nint, bool> _memory = new();

    /// <summary>The requests that were begun.</summary>
    public Channel<Begun> Requests { get; } = Channel.CreateUnbounded<Begun>();

    /// <summary>The requests that were ended, by their contexts.</summary>
    public ConcurrentQueue<nint> Ended { get; } = new();

    /// <summary>What the next requests are answered; 0 for what a request that runs is.</summary>
    public int Code { get; set; }

    /// <summary>Pieces of memory that were handed out and not freed.</summary>
    public int Unfreed => _memory.Count;

    public Task<Begun> NextAsync() => Requests.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public int Browse(QueryRequestBlock* request, CancelBlock* cancel) => Begin(request, cancel);

    public int BrowseCancel(CancelBlock* cancel) => End(cancel);

    public int Resolve(QueryRequestBlock* request, CancelBlock* cancel) => Begin(request, cancel);

    public int ResolveCancel(CancelBlock* cancel) => End(cancel);

    public int Register(RegisterRequestBlock* request, CancelBlock* cancel)
    {
        InstanceBlock* instance = request->Instance;
        string[] txt = [.. Enumerable.Range(0, (int)instance->PropertyCount).Select(i => $"{new string(instance->Keys[i])}={new string(instance->Values[i])}")];
        return Begin(new Begun($"{new string(instance->InstanceName)} at {new string(instance->HostName)}:{instance->Port}", request->Callback, request->Context) { Txt = txt }, cancel);
    }

    public int Deregister(RegisterRequestBlock* request)
    {
        Ended.Enqueue(request->Context);
        return Pending;
    }

    public InstanceBlock* Construct(char* name, char* host, ushort port, uint properties, char** keys, char** values) =>
        Instance(new string(name), new string(host), port, 0, null, null, [.. Enumerable.Range(0, (int)properties).Select(i => (new string(keys[i]), new string(values[i])))]);

    public void Free(InstanceBlock* instance) => Assert.True(_memory.TryRemove((nint)instance, out _));

    public void Free(PointerRecordBlock* records) => Assert.True(_memory.TryRemove((nint)records, out _));

    /// <summary>Has the system tell of pointers in one list.</summary>
    public void Tell(Begun request, params (string Target, uint TimeToLive)[] pointers)
    {
        PointerRecordBlock* next = null;
        foreach ((string target, uint timeToLive) in pointers.Reverse())
        {
            PointerRecordBlock* record = (PointerRecordBlock*)NativeMemory.AllocZeroed((nuint)sizeof(PointerRecordBlock));
            *record = new PointerRecordBlock { Next = next, Type = PointerRecordBlock.Pointer, TimeToLive = timeToLive, Target = (char*)Marshal.StringToHGlobalUni(target) };
            next = record;
        }

        _memory[(nint)next] = true;
        ((delegate* unmanaged<uint, nint, PointerRecordBlock*, void>)request.Callback)(0, request.Context, next);
    }

    /// <summary>Has the system tell of an instance.</summary>
    public void Tell(Begun request, string name, string host, ushort port, uint interfaceIndex, byte[]? ipv4, byte[]? ipv6, params (string Key, string Value)[] txt) =>
        End(request, 0, (nint)Instance(name, host, port, interfaceIndex, ipv4, ipv6, txt));

    /// <summary>Has the system end a request.</summary>
    public static void End(Begun request, uint status, nint instance = 0) => ((delegate* unmanaged<uint, nint, nint, void>)request.Callback)(status, request.Context, instance);

    private InstanceBlock* Instance(string name, string host, ushort port, uint interfaceIndex, byte[]? ipv4, byte[]? ipv6, (string Key, string Value)[] txt)
    {
        InstanceBlock* block = (InstanceBlock*)NativeMemory.AllocZeroed((nuint)sizeof(InstanceBlock));
        *block = new InstanceBlock
        {
            InstanceName = (char*)Marshal.StringToHGlobalUni(name), HostName = (char*)Marshal.StringToHGlobalUni(host), Port = port, InterfaceIndex = interfaceIndex,
            IPv4Address = Copy(ipv4), IPv6Address = Copy(ipv6), PropertyCount = (uint)txt.Length,
            Keys = (char**)NativeMemory.AllocZeroed((nuint)txt.Length + 1, (nuint)sizeof(nint)), Values = (char**)NativeMemory.AllocZeroed((nuint)txt.Length + 1, (nuint)sizeof(nint)),
        };
        for (int i = 0; i < txt.Length; i++)
        {
            block->Keys[i] = (char*)Marshal.StringToHGlobalUni(txt[i].Key);
            block->Values[i] = (char*)Marshal.StringToHGlobalUni(txt[i].Value);
        }

        _memory[(nint)block] = true;
        return block;
    }

    private static byte* Copy(byte[]? bytes)
    {
        if (bytes is null)
            return null;
        byte* copy = (byte*)NativeMemory.Alloc((nuint)bytes.Length);
        bytes.CopyTo(new Span<byte>(copy, bytes.Length));
        return copy;
    }

    private int Begin(QueryRequestBlock* request, CancelBlock* cancel)
    {
        Assert.Equal(1u, request->Version);
        return Begin(new Begun(new string(request->QueryName), request->Callback, request->Context), cancel);
    }

    private int Begin(Begun request, CancelBlock* cancel)
    {
        if (Code != 0)
            return Code;
        cancel->Reserved = request.Context;
        Requests.Writer.TryWrite(request);
        return Pending;
    }

    private int End(CancelBlock* cancel)
    {
        Ended.Enqueue(cancel->Reserved);
        return 0;
    }

    /// <summary>A request as native code has it.</summary>
    internal sealed record Begun(string Subject, nint Callback, nint Context)
    {
        public string[] Txt { get; init; } = [];
    }
}
