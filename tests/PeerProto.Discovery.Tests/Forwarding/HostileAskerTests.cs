using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Forwarding;

namespace PeerProto.Discovery.Tests.Forwarding;

/// <summary>What hostile or broken askers can do to the forwarder: nothing but fill the places that are theirs.</summary>
public sealed class HostileAskerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1234 0100 0002 0000 0000 0000 01610000010001 01610000010001", 1)] // two questions
    [InlineData("1234 0100 0000 0000 0000 0000", 1)] // none
    [InlineData("1234 0100 0001 0000 0000 0000 0161", 1)] // cut
    [InlineData("1234 0100 0001 0000 0000 0000 01610000010001 00", 1)] // more than is announced
    [InlineData("1234 0100 0001 0001 0000 0000 01610000010001 01610000010001 00000000 0004 01020304", 1)] // an answer in a question
    [InlineData("1234 0100 0001 0000 0000 0000 C00C00010001", 1)] // a pointer to itself
    [InlineData("1234 0100 0001 0000 0000 0000 016100 0029 0001", 1)] // asks for OPT
    [InlineData("1234 0100 0001 0000 0000 0002 01610000010001 0000290400000000000000 0000290400000000000000", 1)] // EDNS twice
    [InlineData("1234 0900 0001 0000 0000 0000 01610000010001", 4)] // an operation other than a question
    [InlineData("1234 0100 0001 0000 0000 0000 016100 00FC 0001", 4)] // a zone transfer
    [InlineData("1234 0100 0001 0000 0000 0001 01610000010001 00 00FA 00FF 00000000 0000", 4)] // signed
    public async Task WhatIsNoQuestion_IsRefusedUnderItsNumber(string hex, int code)
    {
        await using SplitDnsResolver resolver = Start(DnsUpstream.Udp("nobody", new IPEndPoint(IPAddress.Loopback, 9)));

        byte[] answer = await resolver.AnswerAsync(Bytes(hex), isStream: false, Token);

        Assert.Equal((0x12, 0x34, 0x80, code, 12), (answer[0], answer[1], answer[2] & 0x80, Answers.CodeOf(answer), answer.Length));
        Assert.Equal(1, resolver.Statistics.Refused);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1234 0100 0001")]
    [InlineData("1234 8100 0001 0000 0000 0000 01610000010001")] // an answer
    public async Task WhatMustNotBeAnswered_IsNot(string hex)
    {
        await using SplitDnsResolver resolver = Start(DnsUpstream.Udp("nobody", new IPEndPoint(IPAddress.Loopback, 9)));

        Assert.Empty(await resolver.AnswerAsync(Bytes(hex), isStream: false, Token));
    }

    [Fact]
    public async Task UnknownVersionOfEdns_IsToldSo()
    {
        await using SplitDnsResolver resolver = Start(DnsUpstream.Udp("nobody", new IPEndPoint(IPAddress.Loopback, 9)));

        byte[] answer = await resolver.AnswerAsync(Bytes("1234 0100 0001 0000 0000 0001 01610000010001 00 0029 0400 00 01 0000 0000"), isStream: false, Token);

        Assert.Equal((0, 1), (Answers.CodeOf(answer), answer[^6])); // BADVERS is 16: its upper bits stand in the OPT record
    }

    [Fact]
    public async Task MoreQuestionsThanThePlaces_FailAtOnce()
    {
        const int Places = 8;
        await using ScriptedServer silent = ScriptedServer.Silent();
        SplitDnsResolverOptions options = SplitDnsResolverTests.Options();
        options.MaximumInFlight = Places;
        options.AnswerTimeout = TimeSpan.FromMinutes(5);
        await using SplitDnsResolver resolver = SplitDnsResolver.Start(new DnsRoutes([], DnsUpstream.Udp("silent", silent.Address)), options);
        using CancellationTokenSource giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<byte[]>[] waiting = [.. Enumerable.Range(0, Places).Select(number => resolver.AnswerAsync(Answers.Question($"a{number}.example"), isStream: false, giveUp.Token).AsTask())];

        Assert.Equal(2, Answers.CodeOf(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("one.more"), Token)));
        Assert.Equal((Places, 1L), (resolver.Statistics.InFlight, resolver.Statistics.Overflowed));
        await giveUp.CancelAsync();
        foreach (Task<byte[]> each in waiting)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => each);
        Assert.Equal(0, resolver.Statistics.InFlight);
    }

    [Fact]
    public async Task UpstreamThatIsDead_LeavesPlacesForTheOthers()
    {
        const int Places = 8;
        await using ScriptedServer silent = ScriptedServer.Silent();
        await using ScriptedServer alive = ScriptedServer.Telling("192.0.2.1");
        SplitDnsResolverOptions options = SplitDnsResolverTests.Options();
        options.MaximumInFlight = Places;
        options.AnswerTimeout = TimeSpan.FromMinutes(5);
        DnsRoutes routes = new([new DnsRoute([DnsMatch.Parse("dead")], DnsUpstream.Udp("silent", silent.Address))], DnsUpstream.Udp("alive", alive.Address));
        await using SplitDnsResolver resolver = SplitDnsResolver.Start(routes, options);
        using CancellationTokenSource giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<byte[]>[] waiting = [.. Enumerable.Range(0, Places / 2).Select(number => resolver.AnswerAsync(Answers.Question($"a{number}.dead"), isStream: false, giveUp.Token).AsTask())];

        Assert.Equal(2, Answers.CodeOf(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("one.more.dead"), Token)));
        Assert.Equal("192.0.2.1", Answers.Told(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("example.com"), Token)));
        await giveUp.CancelAsync();
        foreach (Task<byte[]> each in waiting)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => each);
    }

    [Fact]
    public async Task MoreConnectionsThanThePlaces_TakeThatOfTheOneWithoutAQuestionForLongest()
    {
        const int Places = 3;
        await using ScriptedServer server = ScriptedServer.Telling("192.0.2.1");
        await using SplitDnsResolver resolver = SplitDnsResolver.Start(new DnsRoutes([], DnsUpstream.Udp("only", server.Address)), FewPlaces(Places));
        List<NetworkStream> streams = [];
        for (int i = 0; i < Places; i++)
            streams.Add(await Asking.ConnectAsync(resolver.Endpoints[0], Token));
        await Asking.WriteAsync(streams[0], Answers.Question("example.com"), Token);
        Assert.Equal("192.0.2.1", Answers.Told(await Asking.ReadAsync(streams[0], Token)));

        for (int closed = 1; closed < Places; closed++)
        {
            streams.Add(await Asking.ConnectAsync(resolver.Endpoints[0], Token));
            Assert.True(await IsClosedAsync(streams[closed]));
        }

        await Asking.WriteAsync(streams[^1], Answers.Question("example.com"), Token);
        Assert.Equal("192.0.2.1", Answers.Told(await Asking.ReadAsync(streams[^1], Token)));
        await Asking.WriteAsync(streams[0], Answers.Question("example.com"), Token);
        Assert.Equal("192.0.2.1", Answers.Told(await Asking.ReadAsync(streams[0], Token)));
        foreach (NetworkStream stream in streams)
            await stream.DisposeAsync();
        Assert.Equal(0, resolver.Statistics.Overflowed);
    }

    [Fact]
    public async Task MoreConnectionsThanThePlacesWithQuestionsUnderWay_AreClosed()
    {
        const int Places = 3;
        using SemaphoreSlim asked = new(0);
        await using ScriptedServer silent = new((_, _) =>
        {
            asked.Release();
            return [];
        });
        await using SplitDnsResolver resolver = SplitDnsResolver.Start(new DnsRoutes([], DnsUpstream.Udp("silent", silent.Address)), FewPlaces(Places));
        List<NetworkStream> streams = [];
        for (int i = 0; i < Places; i++)
        {
            streams.Add(await Asking.ConnectAsync(resolver.Endpoints[0], Token));
            await Asking.WriteAsync(streams[i], Answers.Question("example.com"), Token);
            await asked.WaitAsync(Token);
        }

        await using NetworkStream further = await Asking.ConnectAsync(resolver.Endpoints[0], Token);
        Assert.True(await IsClosedAsync(further));
        Assert.Equal((Places, 1L), (resolver.Statistics.InFlight, resolver.Statistics.Overflowed));
        foreach (NetworkStream stream in streams)
            await stream.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1234")]
    [InlineData("1234 0900 0001 0000 0000 0000 01610000010001")]
    public async Task ConnectionWithNothingButNonsense_IsIdle(string hex)
    {
        FakeTimeProvider time = new();
        await using ScriptedServer server = ScriptedServer.Telling("192.0.2.1");
        await using SplitDnsResolver resolver = SplitDnsResolver.Start(new DnsRoutes([], DnsUpstream.Udp("only", server.Address)), SplitDnsResolverTests.Options(time));
        await using NetworkStream stream = await Asking.ConnectAsync(resolver.Endpoints[0], Token);
        await Asking.WriteAsync(stream, Answers.Question("example.com"), Token);
        Assert.Equal("192.0.2.1", Answers.Told(await Asking.ReadAsync(stream, Token)));

        Task<bool> closed = UntilClosedAsync(stream);
        while (!closed.IsCompleted)
        {
            Token.ThrowIfCancellationRequested();
            try
            {
                await Asking.WriteAsync(stream, Bytes(hex), Token);
            }
            catch (IOException)
            {
                // it was closed
            }

            time.Advance(TimeSpan.FromSeconds(1)); // much less than a connection may be idle
            await Task.Yield();
        }

        Assert.True(await closed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task IdleConnection_IsClosed(bool hasBegunAQuestion)
    {
        FakeTimeProvider time = new();
        await using ScriptedServer server = ScriptedServer.Telling("192.0.2.1");
        await using SplitDnsResolver resolver = SplitDnsResolver.Start(new DnsRoutes([], DnsUpstream.Udp("only", server.Address)), SplitDnsResolverTests.Options(time));
        await using NetworkStream stream = await Asking.ConnectAsync(resolver.Endpoints[0], Token);
        await Asking.WriteAsync(stream, Answers.Question("example.com"), Token);
        await Asking.ReadAsync(stream, Token);
        if (hasBegunAQuestion)
            await stream.WriteAsync(new byte[] { 0 }, Token);

        Task<bool> closed = IsClosedAsync(stream);
        while (!closed.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10)); // the clock may go before the forwarder looks at it
            await Task.Yield();
        }

        Assert.True(await closed);
    }

    [Fact]
    public async Task QuestionLongerThanAnyIs_IsRefusedOrDropped()
    {
        byte[] question = [.. Answers.Question("example.com", ednsLength: 1232)];
        byte[] longest = [.. question[..^2], 0x0F, 0x00, .. new byte[0x0F00]]; // options of EDNS
        byte[] longer = [.. question[..^2], 0x10, 0x00, .. new byte[0x1000]];
        await using ScriptedServer server = ScriptedServer.Telling("192.0.2.1");
        await using SplitDnsResolver resolver = Start(DnsUpstream.Udp("only", server.Address));

        Assert.Equal("192.0.2.1", Answers.Told(await Asking.OverUdpAsync(resolver.Endpoints[0], longest, Token)));
        Assert.Equal(1, Answers.CodeOf(await Asking.OverUdpAsync(resolver.Endpoints[0], longer, Token)));
        await using NetworkStream stream = await Asking.ConnectAsync(resolver.Endpoints[0], Token);
        await Asking.WriteAsync(stream, longer, Token);
        Assert.True(await IsClosedAsync(stream));
    }

    [Fact]
    public async Task MutatedQuestions_AreAnsweredOrRefusedAndTheForwarderGoesOn()
    {
        await using ScriptedServer server = ScriptedServer.Telling("192.0.2.1");
        await using SplitDnsResolver resolver = Start(DnsUpstream.Udp("only", server.Address));
        byte[][] seeds = [Answers.Question("www.example.com"), Answers.Question("www.example.com", ednsLength: 1232), Answers.Question("a.b.c.d.e.f", type: DnsRecordType.Aaaa)];
        Random random = new(13);
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(resolver.Endpoints[0], Token);
        byte[] buffer = new byte[ushort.MaxValue];
        int passedOn = 0;
        for (int i = 0; i < Mutations.Count; i++)
        {
            byte[] mutated = Mutations.Of(seeds[i % seeds.Length], random);
            if (!ClientQuery.TryRead(mutated, out var query, out byte[] refusal))
            {
                Assert.True(refusal.Length is 0 or 12 || refusal.Length <= mutated.Length + 11);
                if (i % 10 > 0)
                    continue; // one in ten goes over the socket
            }
            else if (passedOn++ % 20 > 0)
            {
                byte[] failure = query.Fail(DnsCode.ServerFailure);
                Assert.True(MessageLayout.TryRead(failure, out var layout) && layout.End == failure.Length);
                byte[] upstream = query.ForUpstream(1, padded: true);
                Assert.Equal(0, upstream.Length % 128);
                Assert.True(ClientQuery.TryRead(upstream, out _, out _));
                continue;
            }

            await socket.SendAsync(mutated, SocketFlags.None, Token);
            if (refusal.Length == 0 && query is null)
                continue; // nothing comes back
            int length = await socket.ReceiveAsync(buffer, SocketFlags.None, Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token);
            Assert.Equal((mutated[0], mutated[1]), (buffer[0], buffer[1]));
            Assert.True(length >= 12);
        }

        Assert.InRange(passedOn, Mutations.Count / 100, Mutations.Count);
        Assert.Equal("192.0.2.1", Answers.Told(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("example.com"), Token)));
    }

    private static async Task<bool> IsClosedAsync(NetworkStream stream)
    {
        try
        {
            return await stream.ReadAsync(new byte[1], Token) == 0;
        }
        catch (IOException)
        {
            return true; // closed with something unread
        }
    }

    /// <summary>Whether it is closed, whatever comes before.</summary>
    private static async Task<bool> UntilClosedAsync(NetworkStream stream)
    {
        while (!await IsClosedAsync(stream))
        {
        }

        return true;
    }

    private static SplitDnsResolverOptions FewPlaces(int places)
    {
        SplitDnsResolverOptions options = SplitDnsResolverTests.Options();
        options.MaximumStreamClients = places;
        options.AnswerTimeout = TimeSpan.FromMinutes(5);
        options.StreamIdleTimeout = TimeSpan.FromMinutes(5);
        return options;
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static SplitDnsResolver Start(DnsUpstream upstream) => SplitDnsResolver.Start(new DnsRoutes([], upstream), SplitDnsResolverTests.Options());
}
