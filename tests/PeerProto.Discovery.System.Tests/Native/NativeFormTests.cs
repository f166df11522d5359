using System.Net;
using System.Text;
using PeerProto.Discovery.Native;

namespace PeerProto.Discovery.Tests.Native;

/// <summary>The forms in which the C API hands names, records and addresses over.</summary>
public sealed class NativeFormTests
{
    [Theory]
    [InlineData("host.local.", "host.local")]
    [InlineData("host.local", "host.local")]
    [InlineData("my\\032host.local.", "my host.local")]
    [InlineData("PeerProto-\\194\\181._peerproto._tcp.local.", "PeerProto-µ._peerproto._tcp.local")]
    [InlineData("a\\.b.local.", "a.b.local")]
    [InlineData("a\\\\b.local.", "a\\b.local")]
    [InlineData("böard 🎨.local.", "böard 🎨.local")]
    [InlineData("böard\\032🎨.local.", "böard 🎨.local")]
    [InlineData("odd\\", "odd\\")]
    [InlineData("odd\\9", "odd9")]
    [InlineData("odd\\999.", "odd999")]
    [InlineData("", "")]
    public void EscapedName_IsReadAsPeopleWriteIt(string escaped, string expected) => Assert.Equal(expected, EscapedName.Decode(escaped));

    [Theory]
    [InlineData("", "")]
    [InlineData("\u0001a", "\u0001a")]
    [InlineData("\u0001a\u0002bb\u0003ccc", "\u0003ccc\u0002bb\u0001a")]
    [InlineData("\u0001a\u0009b", "\u0001a\u0009b")]
    public void TxtRecord_IsReversedEntryByEntry(string data, string expected) =>
        Assert.Equal(Encoding.Latin1.GetBytes(expected), TxtOrder.Reverse(Encoding.Latin1.GetBytes(data)));

    [Theory]
    [InlineData("\x04_ipp\x04_tcp\x05local\0", "_ipp._tcp")]
    [InlineData("\x04_ipp\x04_udp", "_ipp._udp")]
    [InlineData("", null)]
    [InlineData("\x04_ipp", null)]
    [InlineData("\x04_ipp\0", null)]
    [InlineData("\x04_ip", null)]
    [InlineData("\xC0\x0C\x04_tcp", null)]
    [InlineData("\x04_ipp\x05_sctp\0", null)]
    public void Pointer_LeadsToItsServiceType(string data, string? expected) =>
        Assert.Equal(expected, WireName.TryReadType(Encoding.Latin1.GetBytes(data), out ServiceType? type) ? type.ToString() : null);

    [Theory]
    [InlineData("C0000201", "192.0.2.1")]
    [InlineData("FE800000000000000000000000000001", "fe80::1%7")]
    [InlineData("20010DB8000000000000000000000001", "2001:db8::1")]
    [InlineData("C00002", null)]
    public void AddressRecord_HasTheScopeOfItsInterface(string data, string? expected) => Assert.Equal(
        expected is null ? null : IPAddress.Parse(expected),
        AddressRecords.Read(new RecordReply(DnsSdFlags.Add, 7, DnsSdError.NoError, Convert.FromHexString(data))).Address);

    [Fact]
    public unsafe void SocketAddressOfTheSystem_IsRead()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "The layout of the others is not known to .NET's own SocketAddress.");
        foreach (IPAddress address in (IPAddress[])[IPAddress.Parse("192.0.2.1"), IPAddress.Parse("fe80::1%7"), IPAddress.Parse("2001:db8::1")])
        {
            fixed (byte* bytes = new IPEndPoint(address, 0).Serialize().Buffer.Span)
                Assert.Equal(address, NativeSocketAddress.Read(bytes, 7));
        }
    }
}
