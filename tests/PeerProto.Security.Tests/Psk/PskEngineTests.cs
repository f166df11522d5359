using Org.BouncyCastle.Tls;
using PeerProto.Security.Psk;
using PeerProto.Security.Tests.Tls;

namespace PeerProto.Security.Tests.Psk;

public sealed class PskEngineTests
{
    private const string Protocol = "peerproto/0";

    [Theory]
    [InlineData(true, 16 * 1024)]
    [InlineData(true, 64)]
    [InlineData(false, 16 * 1024)]
    [InlineData(false, 64)]
    public void RecordsOfAWarmConnection_AllocateNothing(bool isTls13, int length)
    {
        using PskEngine client = PskEngine.CreateClient(Settings(isTls13), Protocol);
        using PskEngine server = PskEngine.CreateServer(Settings(isTls13), Protocol);
        ShakeHands(client, server);
        byte[] sent = new byte[length];
        byte[] link = new byte[length + PskEngine.MaximumOverheadBytes];
        byte[] received = new byte[length];
        Carry(100);

        // What the runtime does once on any thread, whenever it does it, falls into one of the windows; what a record takes falls into all.
        long least = long.MaxValue;
        for (int i = 0; i < 20 && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Carry(100);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);

        void Carry(int records)
        {
            for (int i = 0; i < records; i++)
            {
                client.Write(sent);
                int count = client.TakeOutput(link, 0);
                server.Offer(link, 0, count);
                if (server.Read(received) != length)
                    throw new InvalidOperationException("A record did not arrive whole.");
            }
        }
    }

    [Fact]
    public void Handshake_EndsWithTheSameBindingOnBothSides()
    {
        using PskEngine client = PskEngine.CreateClient(Settings(isTls13: true), Protocol);
        using PskEngine server = PskEngine.CreateServer(Settings(isTls13: true), Protocol);
        ShakeHands(client, server);
        Assert.Equal(client.Handshake.ChannelBinding, server.Handshake.ChannelBinding);
        Assert.Equal(32, server.Handshake.ChannelBinding.Length);
        Assert.Equal("kitchen", server.Handshake.NamedIdentity);
    }

    [Fact]
    public void EachRoundOfAMillionRecords_ChangesTheKeyInTls13()
    {
        if (Environment.GetEnvironmentVariable("PEERPROTO_SOAK") != "1")
            Assert.Skip("A million records take a while: PEERPROTO_SOAK=1 sends them.");
        using PskEngine client = PskEngine.CreateClient(Settings(isTls13: true), Protocol);
        using PskEngine server = PskEngine.CreateServer(Settings(isTls13: true), Protocol);
        ShakeHands(client, server);
        byte[] link = new byte[1024];
        byte[] received = new byte[8];
        int longest = 0;

        // The record behind the 2^20th is preceded by a KeyUpdate (RFC 8446 section 5.5), and all arrive.
        for (int i = 0; i < (1 << 20) + 2; i++)
        {
            client.Write([1]);
            int count = client.TakeOutput(link, 0);
            longest = Math.Max(longest, count);
            for (int at = 0; at < count;)
            {
                int record = 5 + (link[at + 3] << 8) + link[at + 4];
                server.Offer(link, at, record);
                at += record;
            }

            Assert.Equal(1, server.Read(received));
        }

        Assert.True(longest > 5 + 1 + 1 + 16, "No KeyUpdate was sent.");
    }

    [Fact]
    public async Task MessageOfAHandshakeThatClaimsToBeLong_IsRefusedAtOnce()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PskScene.Security);

        // A ClientHello of 60,000 bytes, of which the first few come.
        await scene.AnaStream.WriteAsync(new byte[] { 0x16, 3, 1, 0, 8, 1, 0, 0xea, 0x60, 3, 3, 0, 0 }, scene.Ending);
        await PskScene.RefusalAsync(accepting, PeerDiagnosisCode.TlsFailed);
    }

    private static PskSettings Settings(bool isTls13)
    {
        PreSharedKey key = new(PskScene.Identity, PskScene.Key);
        return new PskSettings(key, [key], RequireForwardSecrecy: false) { Versions = (isTls13 ? ProtocolVersion.TLSv13 : ProtocolVersion.TLSv12).Only() };
    }

    private static void ShakeHands(PskEngine client, PskEngine server)
    {
        for (int i = 0; i < 10; i++)
        {
            Bring(client, server);
            Bring(server, client);
        }

        Assert.True(client.Handshake.IsComplete && server.Handshake.IsComplete);

        static void Bring(PskEngine from, PskEngine to)
        {
            byte[] bytes = new byte[from.OutputBytes];
            from.TakeOutput(bytes, 0);
            for (int at = 0; at < bytes.Length;)
            {
                int record = 5 + (bytes[at + 3] << 8) + bytes[at + 4];
                to.Offer(bytes, at, record);
                at += record;
            }
        }
    }
}
