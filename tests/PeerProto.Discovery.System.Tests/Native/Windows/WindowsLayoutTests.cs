using System.Runtime.InteropServices;
using PeerProto.Discovery.Native.Windows;

namespace PeerProto.Discovery.Tests.Native.Windows;

/// <summary>The structures of <c>windns.h</c>: sizes and offsets as a C compiler lays them out, by pointers of eight bytes and of four.</summary>
public sealed unsafe class WindowsLayoutTests
{
    [Fact]
    public void QueryRequest_IsLaidOutAsInC()
    {
        Assert.Equal(Either(32, 20), sizeof(QueryRequestBlock));
        Assert.Equal([0, 4, 8, Either(16, 12), Either(24, 16)], Offsets<QueryRequestBlock>("Version", "InterfaceIndex", "QueryName", "Callback", "Context"));
    }

    [Fact]
    public void Cancel_IsLaidOutAsInC() => Assert.Equal(Either(8, 4), sizeof(CancelBlock));

    [Fact]
    public void Instance_IsLaidOutAsInC()
    {
        Assert.Equal(Either(72, 40), sizeof(InstanceBlock));
        Assert.Equal(
            [0, Either(8, 4), Either(16, 8), Either(24, 12), Either(32, 16), Either(34, 18), Either(36, 20), Either(40, 24), Either(48, 28), Either(56, 32), Either(64, 36)],
            Offsets<InstanceBlock>("InstanceName", "HostName", "IPv4Address", "IPv6Address", "Port", "Priority", "Weight", "PropertyCount", "Keys", "Values", "InterfaceIndex"));
    }

    [Fact]
    public void RegisterRequest_IsLaidOutAsInC()
    {
        Assert.Equal(Either(48, 28), sizeof(RegisterRequestBlock));
        Assert.Equal(
            [0, 4, 8, Either(16, 12), Either(24, 16), Either(32, 20), Either(40, 24)],
            Offsets<RegisterRequestBlock>("Version", "InterfaceIndex", "Instance", "Callback", "Context", "Credentials", "IsUnicastEnabled"));
    }

    [Fact]
    public void PointerRecord_IsLaidOutAsInC() => Assert.Equal(
        [0, Either(8, 4), Either(16, 8), Either(18, 10), Either(20, 12), Either(24, 16), Either(28, 20), Either(32, 24)],
        Offsets<PointerRecordBlock>("Next", "Name", "Type", "DataLength", "Flags", "TimeToLive", "Reserved", "Target"));

    private static int Either(int of64, int of32) => sizeof(nint) == 8 ? of64 : of32;

    private static int[] Offsets<T>(params string[] fields) => [.. fields.Select(static field => (int)Marshal.OffsetOf<T>(field))];
}
