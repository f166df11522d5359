using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using PeerProto.CompilerServices;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Running;

/// <summary>Contracts, compiled and run: a proxy calls the service of the same contract, with bytes in between.</summary>
public sealed class ContractTests
{
    private const string Script =
        """
        using System;
        using System.Collections.Generic;
        using System.IO.Pipelines;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using PeerProto;
        namespace Demo;

        internal sealed class Notes : NotesBase
        {
            public List<string> Log { get; } = [];
            protected override ValueTask OnHandled(Peer from, Note message) { Log.Add($"{from}: {message.Text}"); return default; }
            public override ValueTask PokeAsync(PeerContext caller) { Log.Add($"poked by {caller.Caller}"); return default; }
            public override Task PokeTaskAsync(PeerContext caller2, string caller, CancellationToken cancellationToken) { Log.Add(caller + cancellationToken.CanBeCanceled); return Task.CompletedTask; }
            public override ValueTask<Note?> FindAsync(PeerContext caller, int index, List<string?> texts, DayOfWeek day) => new(texts[index] is { } text ? new Note(text + day) : null);
            public override Task<int> AddAsync(PeerContext caller, int left, int @long, CancellationToken cancellationToken) => Task.FromResult(left + @long);
            public override async IAsyncEnumerable<Note> ListAsync(PeerContext caller, string prefix, int count, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
            {
                for (int index = 0; index < count; index++) { await Task.Yield(); yield return new Note(prefix + index); }
            }
            public override async ValueTask<int> CountAsync(PeerContext caller, string note, IAsyncEnumerable<Note> notes, CancellationToken cancellationToken)
            {
                int count = 0;
                await foreach (Note each in notes) if (each.Text == note) count++;
                return count;
            }
            public override async Task TakeAsync(PeerContext caller, IAsyncEnumerable<int> numbers) { await foreach (int number in numbers) Log.Add($"took {number}"); }
            public override async IAsyncEnumerable<Note> TranslateAsync(PeerContext caller, string language, IAsyncEnumerable<string> texts, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
            {
                await foreach (string text in texts) yield return new Note(language + text);
            }
            public override ValueTask<int> WorkAsync(PeerContext caller, int steps, IProgress<Note> progress, CancellationToken cancellationToken)
            {
                progress.Report(new Note($"within {caller.Deadline.Remaining > TimeSpan.FromMinutes(1)}"));
                return new(steps);
            }
            public override Task EchoAsync(PeerContext caller, IDuplexPipe bytes, CancellationToken cancellationToken) => bytes.Input.CopyToAsync(bytes.Output, cancellationToken);
            public override async ValueTask<long> MeasureAsync(PeerContext caller, string name, IDuplexPipe bytes, int factor, IProgress<long> progress)
            {
                ReadResult read = await bytes.Input.ReadAsync();
                progress.Report(read.Buffer.Length);
                return factor * read.Buffer.Length + name.Length;
            }
            public override ValueTask<int> CountOnceAsync(PeerContext caller) => new(1);
            public override ValueTask<int> Overloaded(PeerContext caller, int number) => new(number * 2);
            public override ValueTask<string> Overloaded(PeerContext caller, string text) => new(text + text);
        }

        internal static class Script
        {
            public static object Start() => new Notes();
            public static object Descriptor => Get<INotes>();
            public static async Task<List<string>> RunAsync(object service, object proxy, CancellationToken cancellationToken)
            {
                var notes = (Notes)service;
                var peer = (INotes)proxy;
                await peer.Handled.SendAsync(new Note("hello"), cancellationToken);
                await peer.Queued.SendAsync(null, cancellationToken);
                await peer.PokeAsync();
                await peer.PokeTaskAsync("poke", cancellationToken);
                notes.Log.Add($"{await peer.FindAsync(1, ["a", "b"])}");
                notes.Log.Add($"found {await peer.FindAsync(0, [null], DayOfWeek.Monday)}");
                notes.Log.Add($"{await peer.AddAsync(1, 2, cancellationToken)}");
                await foreach (Note note in peer.ListAsync("n", 2, cancellationToken)) notes.Log.Add(note.Text);
                notes.Log.Add($"{await peer.CountAsync("x", Stream(new Note("x"), new Note("y"), new Note("x")), cancellationToken)}");
                await peer.TakeAsync(Stream(7, 8));
                notes.Log.Add($"{await peer.Overloaded(21)} {await peer.Overloaded("ab")}");
                await foreach (Note note in peer.TranslateAsync("en:", Stream("eins", "zwei"), cancellationToken)) notes.Log.Add(note.Text);
                notes.Log.Add($"{await peer.WorkAsync(9, PeerDeadline.After(TimeSpan.FromHours(1)), new Reported(notes.Log), cancellationToken)} {await peer.WorkAsync(8, default)}");
                var (kept, lent) = DuplexPipe.CreatePair();
                await kept.Output.WriteAsync(new byte[] { 1, 2, 3 });
                kept.Output.Complete();
                await peer.EchoAsync(lent, cancellationToken);
                notes.Log.Add($"echoed {(await kept.Input.ReadAsync()).Buffer.Length}");
                (kept, lent) = DuplexPipe.CreatePair();
                await kept.Output.WriteAsync(new byte[5]);
                notes.Log.Add($"measured {await peer.MeasureAsync("ab", lent, 10, default, new Measured(notes.Log))} {await peer.CountOnceAsync()}");
                return notes.Log;
            }
            private sealed class Measured(List<string> log) : IProgress<long> { public void Report(long value) => log.Add($"measuring {value}"); }
            private sealed class Reported(List<string> log) : IProgress<Note> { public void Report(Note value) => log.Add(value.Text); }
            public static ValueTask SendToAllAsync(PeerSession<INotes> session) => session.Everyone.Handled.SendAsync(new Note("all"));
            private static object Get<T>() where T : class, PeerProto.CompilerServices.IPeerContract<T> => T.Descriptor;
            private static async IAsyncEnumerable<T> Stream<T>(params T[] items) { foreach (T item in items) { await Task.Yield(); yield return item; } }
        }
        """;

    private readonly Type _script;
    private readonly object _service;

    public ContractTests()
    {
        _script = GeneratorRun.Of(Sources.Notes, Script).Load().GetType("Demo.Script")!;
        _service = _script.GetMethod("Start")!.Invoke(null, [])!;
    }

    private PeerContractDescriptor Descriptor => (PeerContractDescriptor)_script.GetProperty("Descriptor")!.GetValue(null)!;

    [Fact]
    public async Task ProxyAndService_UnderstandEachOther()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        object everyone = Descriptor.GetType().GetMethod("CreateEveryone")!.Invoke(Descriptor, [new TestEveryone()])!;
        Attach(everyone);
        object proxy = Descriptor.GetType().GetMethod("CreateProxy")!.Invoke(Descriptor, [Link()])!;
        var run = (Task<List<string>>)_script.GetMethod("RunAsync")!.Invoke(null, [_service, proxy, cancellation.Token])!;
        Assert.Equal(
            [
                "Ana: hello", "poked by Ana", "pokeTrue", "Note { Text = bFriday }", "found ", "3", "n0", "n1", "2", "took 7", "took 8", "42 abab", "en:eins", "en:zwei",
                "within True", "9 8", "echoed 3", "measuring 5", "measured 52 1",
            ],
            await run);
    }

    [Fact]
    public async Task ChannelWithoutHandler_EnqueuesForTheReader()
    {
        var everyone = new TestEveryone();
        Attach(Descriptor.GetType().GetMethod("CreateEveryone")!.Invoke(Descriptor, [everyone])!);
        object proxy = Descriptor.GetType().GetMethod("CreateProxy")!.Invoke(Descriptor, [Link()])!;
        var channel = (IMessageChannel<int?>)proxy.GetType().GetProperty("Queued")!.GetValue(proxy)!;
        await channel.SendAsync(4, TestContext.Current.CancellationToken);
        Assert.Equal(["2 enqueued 4 from Ana"], everyone.Log);
    }

    [Fact]
    public void Descriptor_TellsWhatTheContractIs()
    {
        Assert.Equal(("notes", 3), (Descriptor.Name, Descriptor.Version));
        Assert.Equal(PeerContractDescriptor.FingerprintLength, Descriptor.Fingerprint.Length);
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(Descriptor.Shape))[..PeerContractDescriptor.FingerprintLength], Descriptor.Fingerprint.ToArray());
        Assert.Equal([new ChannelDescriptor(1, "Handled", Delivery.ReliableOrdered), new ChannelDescriptor(2, "Queued", Delivery.ReliableOrdered) { Concurrency = 4 }], Descriptor.Channels);
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], Descriptor.Calls.Select(call => call.Id));
        Assert.Equal(new CallDescriptor(7, "ListAsync", CallKind.ServerStream), Descriptor.Calls[4]);
        Assert.Equal(new CallDescriptor(8, "CountAsync", CallKind.ClientStream), Descriptor.Calls[5]);
        Assert.Equal(new CallDescriptor(12, "TranslateAsync", CallKind.Duplex), Descriptor.Calls[9]);
        Assert.Equal((CallKind.Unary, TimeSpan.FromMilliseconds(250), 1000), (Descriptor.Calls[10].Kind, Descriptor.Calls[10].Deadline, Descriptor.Calls[10].MaxSize));
        Assert.Equal([6], Descriptor.Calls.Where(call => call.IsIdempotent).Select(call => call.Id));
        Assert.Equal(new CallDescriptor(14, "EchoAsync", CallKind.ByteStream), Descriptor.Calls[11]);
        Assert.Equal((CallKind.ByteStream, TimeSpan.FromMilliseconds(500), 100), (Descriptor.Calls[12].Kind, Descriptor.Calls[12].Deadline, Descriptor.Calls[12].MaxSize));
        Assert.Equal([(15, 2), (16, 1)], Descriptor.Calls.Where(call => call.Concurrency is not null).Select(call => (call.Id, call.Concurrency!.Value)));
        Assert.Equal([1, 3], Descriptor.Calls[10].Faults.Select(fault => fault.Id));
    }

    [Fact]
    public void UnknownChannelOrCall_IsADecodeError()
    {
        object proxy = Link();
        foreach (string method in new[] { "DispatchMessage", "Dispatch" })
        {
            MethodInfo dispatch = proxy.GetType().GetMethod(method, BindingFlags.NonPublic | BindingFlags.Instance)!;
            object?[] arguments = dispatch.GetParameters().Length == 2 ? [99, Array.Empty<byte>()] : [99, Array.Empty<byte>(), null];
            var error = Assert.IsType<PeerDecodeException>(Assert.Throws<TargetInvocationException>(() => dispatch.Invoke(proxy, arguments)).InnerException);
            Assert.Contains("99", error.Message, StringComparison.Ordinal);
        }
    }

    private void Attach(object everyone) => _service.GetType().GetMethod("Attach")!.Invoke(_service, [everyone]);

    private PeerLink Link()
    {
        Type contract = _service.GetType().BaseType!.BaseType!.GetGenericArguments().Single();
        return (PeerLink)Activator.CreateInstance(typeof(Loopback<>).MakeGenericType(contract), _service, new TestPeer("Ana"))!;
    }
}
