using Microsoft.Extensions.Time.Testing;
using Org.BouncyCastle.Tls;
using PeerProto.Security.Tests.Tls;

namespace PeerProto.Security.Tests.Psk;

public sealed class PskStreamTests
{
    [Fact]
    public async Task DisposedStream_TellsThePeerWithCloseNotify()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        (Stream connected, Stream accepted) = await ConnectAsync(scene);
        await accepted.DisposeAsync();
        Assert.Equal(0, await connected.ReadAsync(new byte[1], scene.Ending));
        Assert.Equal(0, await connected.ReadAsync(new byte[1], scene.Ending));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => accepted.ReadAsync(new byte[1], scene.Ending).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => accepted.WriteAsync(new byte[1], scene.Ending).AsTask());
    }

    [Fact]
    public async Task BytesBeforeTheGoodbye_AreReadFirst()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        (Stream connected, Stream accepted) = await ConnectAsync(scene);
        byte[] sent = new byte[50_000];
        new Random(3).NextBytes(sent);
        await accepted.WriteAsync(sent, scene.Ending);
        await accepted.DisposeAsync();
        MemoryStream received = new();
        await connected.CopyToAsync(received, scene.Ending);
        Assert.Equal(sent, received.ToArray());
    }

    [Fact]
    public async Task PeerDoesNotRead_DisposingEndsAtTheCloseDeadline()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        FakeTimeProvider time = new();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PskScene.Security);
        SecuredLink connected = await scene.AnaConnectsAsync(PskScene.Security, new StreamSecurityOptions { TimeProvider = time });
        SecuredLink accepted = await accepting;

        // More than the sockets hold, so that the goodbye cannot leave.
        Task writing = connected.Stream.WriteAsync(new byte[64 * 1024 * 1024], scene.Ending).AsTask();
        Assert.False(writing.IsCompleted);
        Task disposing = connected.Stream.DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        time.Advance(StreamSecurityOptions.DefaultCloseDeadline);
        await disposing;
        Assert.NotNull(await Record.ExceptionAsync(() => writing));
        await accepted.Stream.DisposeAsync();
    }

    [Fact]
    public async Task LinkEndsInTheMiddleOfARecord_FailsAndStaysFailed()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        CuttingStream cut = new(scene.BobStream);
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PskScene.Security);
        SecuredLink accepted = await PskScene.Security.CreateStreamSecurity(scene.Bob).AuthenticateAsServerAsync(cut, SecurityScene.Context, scene.Ending);
        Stream connected = (await connecting).Stream;
        cut.Remaining = 20;
        await accepted.Stream.WriteAsync(new byte[100], scene.Ending);
        scene.BobStream.Close();
        EndOfStreamException first = await Assert.ThrowsAsync<EndOfStreamException>(() => connected.ReadAsync(new byte[200], scene.Ending).AsTask());
        Assert.Contains("middle", first.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<EndOfStreamException>(() => connected.ReadAsync(new byte[200], scene.Ending).AsTask());
    }

    [Fact]
    public async Task SomebodyChangesABit_TheReaderFailsAndTheWriterLearnsWhy()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        CuttingStream changed = new(scene.BobStream);
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PskScene.Security);
        SecuredLink accepted = await PskScene.Security.CreateStreamSecurity(scene.Bob).AuthenticateAsServerAsync(changed, SecurityScene.Context, scene.Ending);
        Stream connected = (await connecting).Stream;
        await accepted.Stream.WriteAsync(new byte[] { 1 }, scene.Ending);
        changed.FlipsLastBit = true;
        await accepted.Stream.WriteAsync(new byte[100], scene.Ending);
        Assert.Equal(1, await connected.ReadAsync(new byte[200], scene.Ending));
        IOException failure = await Assert.ThrowsAsync<IOException>(() => connected.ReadAsync(new byte[200], scene.Ending).AsTask());
        Assert.Contains("bad_record_mac", failure.Message, StringComparison.Ordinal);
        await connected.DisposeAsync();
        IOException told = await Assert.ThrowsAsync<IOException>(() => accepted.Stream.ReadAsync(new byte[1], scene.Ending).AsTask());
        Assert.Contains("bad_record_mac", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancelledRead_LosesNothing()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        (Stream connected, Stream accepted) = await ConnectAsync(scene);
        for (int i = 0; i < 10; i++)
        {
            using CancellationTokenSource cancel = new();
            Task<int> reading = connected.ReadAsync(new byte[10], cancel.Token).AsTask();
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        }

        await PskScene.TalkAsync(connected, accepted, scene.Ending);
    }

    [Fact]
    public async Task CancelledWrite_EndsTheConnectionForWrites()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        (Stream connected, Stream accepted) = await ConnectAsync(scene);
        using CancellationTokenSource cancel = new();
        Task writing = connected.WriteAsync(new byte[64 * 1024 * 1024], cancel.Token).AsTask();
        Assert.False(writing.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        await Assert.ThrowsAsync<IOException>(() => connected.WriteAsync(new byte[1], scene.Ending).AsTask());
        await accepted.WriteAsync(new byte[] { 7 }, scene.Ending);
        byte[] received = new byte[1];
        await connected.ReadExactlyAsync(received, scene.Ending);
        Assert.Equal(7, received[0]);
    }

    [Fact]
    public async Task EmptyBuffer_WaitsForBytesAndTakesNone()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        (Stream connected, Stream accepted) = await ConnectAsync(scene);
        Task<int> waiting = connected.ReadAsync(Memory<byte>.Empty, scene.Ending).AsTask();
        Assert.False(waiting.IsCompleted);
        await accepted.WriteAsync(new byte[] { 5 }, scene.Ending);
        Assert.Equal(0, await waiting);
        byte[] received = new byte[3];
        Assert.Equal(1, await connected.ReadAsync(received, scene.Ending));
        Assert.Equal(5, received[0]);
    }

    [Fact]
    public async Task SecondReaderAtATime_IsRefused()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        (Stream connected, Stream accepted) = await ConnectAsync(scene);
        Task<int> reading = connected.ReadAsync(new byte[10], scene.Ending).AsTask();
        await Assert.ThrowsAsync<NotSupportedException>(() => connected.ReadAsync(new byte[10], scene.Ending).AsTask());
        await accepted.WriteAsync(new byte[] { 5 }, scene.Ending);
        Assert.Equal(1, await reading);
    }

    [Fact]
    public async Task ManyWritersAtATime_TheirBytesStayWhole()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        (Stream connected, Stream accepted) = await ConnectAsync(scene);
        const int Writers = 8;
        const int Length = 40_000;
        Task writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(
            i => Task.Run(() => connected.WriteAsync(Enumerable.Repeat((byte)i, Length).ToArray(), scene.Ending).AsTask(), scene.Ending)));
        byte[] received = new byte[Writers * Length];
        await accepted.ReadExactlyAsync(received, scene.Ending);
        await writing;
        for (int at = 0; at < received.Length; at += Length)
            Assert.Equal(-1, received.AsSpan(at, Length).IndexOfAnyExcept(received[at]));
    }

    [Fact]
    public async Task BothSidesSendAtOnce_NothingStalls()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        (Stream connected, Stream accepted) = await ConnectAsync(scene);
        byte[] sent = new byte[8 * 1024 * 1024];
        new Random(5).NextBytes(sent);
        byte[] first = new byte[sent.Length];
        byte[] second = new byte[sent.Length];
        await Task.WhenAll(
            Task.Run(() => connected.WriteAsync(sent, scene.Ending).AsTask(), scene.Ending),
            Task.Run(() => accepted.WriteAsync(sent, scene.Ending).AsTask(), scene.Ending),
            Task.Run(() => connected.ReadExactlyAsync(first, scene.Ending).AsTask(), scene.Ending),
            Task.Run(() => accepted.ReadExactlyAsync(second, scene.Ending).AsTask(), scene.Ending));
        Assert.Equal(sent, first);
        Assert.Equal(sent, second);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(4096)]
    public async Task LinkBringsBytesInPieces_RecordsComeOutWhole(int piece)
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = PskScene.Security.CreateStreamSecurity(scene.Ana)
            .AuthenticateAsClientAsync(new CuttingStream(scene.AnaStream) { LongestRead = piece }, SecurityScene.Context, scene.Ending).AsTask();
        SecuredLink accepted = await scene.BobAcceptsAsync(PskScene.Security);
        await PskScene.TalkAsync((await connecting).Stream, accepted.Stream, scene.Ending);
    }

    [Fact]
    public async Task PeerNegotiatesSmallRecords_LongWritesStillArrive()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PskScene.Security);
        RawPsk.Client client = new(ProtocolVersion.TLSv12, PskScene.IdentityBytes, PskScene.Key, [CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256]) { RecordLength = MaxFragmentLength.pow2_9 };
        Stream connected = await RawPsk.ConnectAsync(scene.AnaStream, client);
        await PskScene.TalkAsync(connected, (await accepting).Stream, scene.Ending);
    }

    [Fact]
    public async Task PeerAsksForAnotherHandshakeAgainAndAgain_IsRefusedAndThenLetGo()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PskScene.Security);
        RawPsk.ServerProtocol server = new(scene.BobStream);
        await Task.Run(() => server.Accept(PskScene.Server(nameof(CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256))), scene.Ending);
        Stream connected = (await connecting).Stream;
        server.AskAgain();
        await server.Stream.WriteAsync(new byte[] { 1 }, scene.Ending);
        Assert.Equal(1, await connected.ReadAsync(new byte[1], scene.Ending));
        for (int i = 0; i < 1000; i++)
            server.AskAgain();
        IOException failure = await Assert.ThrowsAsync<IOException>(() => connected.ReadAsync(new byte[1], scene.Ending).AsTask());
        Assert.Contains("again and again", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PeerHasSaidGoodbye_WritingFailsInWords()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        (Stream connected, Stream accepted) = await ConnectAsync(scene);
        await accepted.DisposeAsync();
        Assert.Equal(0, await connected.ReadAsync(new byte[1], scene.Ending));
        Assert.Contains("has ended", (await Assert.ThrowsAsync<IOException>(() => connected.WriteAsync(new byte[1], scene.Ending).AsTask())).Message, StringComparison.Ordinal);
    }

    private static async Task<(Stream Connected, Stream Accepted)> ConnectAsync(SecurityScene scene)
    {
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PskScene.Security);
        SecuredLink accepted = await scene.BobAcceptsAsync(PskScene.Security);
        return ((await connecting).Stream, accepted.Stream);
    }
}
