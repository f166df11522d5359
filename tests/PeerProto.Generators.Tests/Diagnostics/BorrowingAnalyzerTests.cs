using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Diagnostics;

/// <summary>Each way in which borrowed bytes can outlive their handler is found, and each use that ends with the handler is left alone.</summary>
public sealed class BorrowingAnalyzerTests
{
    [Theory]
    [InlineData("_sequence = message.Pixels;")]
    [InlineData("Property = message.Pixels;")]
    [InlineData("s_static = message.Pixels;")]
    [InlineData("_memory = message.Pixels.First;")]
    [InlineData("_memory = message.Pixels.Slice(1).First[1..];")]
    [InlineData("var all = message.Pixels; var part = all.Slice(1); _sequence = part;")]
    [InlineData("ReadOnlySequence<byte> later; later = message.Pixels; if (later.Length > 1) _sequence = later;")]
    [InlineData("_sequence = message.Pixels.Length > 3 ? message.Pixels : default;")]
    [InlineData("_sequence = message.Preview ?? default;")]
    [InlineData("_sequence = message.Preview!.Value;")]
    [InlineData("if (message.Preview is { } preview) _sequence = preview;")]
    [InlineData("if (message is { Pixels: var pixels }) _sequence = pixels;")]
    [InlineData("_memory = message.Preview?.First ?? default;")]
    [InlineData("_sequence = message.Inner.Pixels;")]
    [InlineData("_sequence = message.Next.Pixels;")]
    [InlineData("foreach (ReadOnlyMemory<byte> piece in message.Pixels) _memory = piece;")]
    [InlineData("var place = message.Pixels.Start; message.Pixels.TryGet(ref place, out ReadOnlyMemory<byte> piece); _memory = piece;")]
    [InlineData("var place = message.Pixels.Start; message.Pixels.TryGet(ref place, out _memory);")]
    [InlineData("_segment = MemoryMarshal.TryGetArray(message.Pixels.First, out var segment) ? segment : default;")]
    [InlineData("_object = message.Pixels;")]
    [InlineData("object boxed = message.Pixels; _object = boxed;")]
    [InlineData("_pair = (1, message.Pixels);")]
    [InlineData("(_, _sequence) = (1, message.Pixels);")]
    [InlineData("_list.Add(message.Pixels.First);")]
    [InlineData("_writer.TryWrite(message.Pixels.First);")]
    [InlineData("_array[0] = message.Pixels.First;")]
    [InlineData("_array = new[] { message.Pixels.First };")]
    [InlineData("_array = [message.Pixels.First];")]
    [InlineData("_object = new Keeper(message.Pixels);")]
    [InlineData("_object = new Setter { Pixels = message.Pixels };")]
    [InlineData("_object = new { message.Pixels };")]
    [InlineData("var pixels = message.Pixels; _action = () => Use(pixels);")]
    [InlineData("var pixels = message.Pixels; Task.Run(() => pixels.Length).Wait();")]
    [InlineData("var pixels = message.Pixels; _ = GoOnAsync(); async Task GoOnAsync() { await Task.Yield(); Use(pixels); }")]
    [InlineData("Keep(message.Pixels); void Keep(ReadOnlySequence<byte> pixels) => _sequence = pixels;")]
    [InlineData("_function = message.Pixels.Slice;")]
    [InlineData("_ = SaveAsync(message.Pixels);")]
    [InlineData("_ = Stream.Null.WriteAsync(message.Pixels.First);")]
    [InlineData("Start(message.Pixels); async void Start(ReadOnlySequence<byte> pixels) { await Task.Yield(); }")]
    [InlineData("_sequence = Part(message); static ReadOnlySequence<byte> Part(Picture.View view) { return view.Pixels; }")]
    public async Task Escape_IsReported(string statements) => Assert.Contains("PEER0143", await Ids(statements));

    [Theory]
    [InlineData("Use(message.Pixels);")]
    [InlineData("var pixels = message.Pixels; pixels = pixels.Slice(1); Use(pixels);")]
    [InlineData("_bytes = message.Pixels.ToArray();")]
    [InlineData("_memory = message.Pixels.ToArray();")]
    [InlineData("_list.Add(message.Pixels.ToArray());")]
    [InlineData("message.Pixels.CopyTo(_bytes);")]
    [InlineData("_length = message.Pixels.Length;")]
    [InlineData("_memory = new byte[message.Pixels.Length];")]
    [InlineData("foreach (var piece in message.Pixels) Stream.Null.Write(piece.Span);")]
    [InlineData("var reader = new SequenceReader<byte>(message.Pixels); reader.TryRead(out _first);")]
    [InlineData("var reader = new System.Text.Json.Utf8JsonReader(message.Pixels); reader.Read();")]
    [InlineData("_text = Encoding.UTF8.GetString(message.Pixels);")]
    [InlineData("_text = message.Name.ToString();")]
    [InlineData("if (message.Preview is { Length: > 4 } preview) Use(preview);")]
    [InlineData("Use(message.Pixels); void Use(ReadOnlySequence<byte> pixels) => _length = pixels.Length;")]
    [InlineData("long length = message.Pixels.Length; _action = () => Console.WriteLine(length);")]
    [InlineData("Span<byte> start = stackalloc byte[4]; message.Pixels.Slice(0, 4).CopyTo(start);")]
    [InlineData("_sequence = new ReadOnlySequence<byte>(_bytes);")]
    public async Task UseThatEndsWithTheHandler_IsNotReported(string statements) => Assert.Empty(await Ids(statements));

    [Fact]
    public async Task OwnMemberOfTheMessageItself_IsNotReported() => Assert.Empty(await Ids("_bytes = new Picture([], null, \"\", default, null).Pixels;"));

    [Fact]
    public async Task ReadingABorrowedChannelOfTheService_IsReported() =>
        Assert.Equal(["PEER0142"], await Ids("_object = Pictures.ReadAllAsync();"));

    private static Task<string[]> Ids(string statements) => AnalyzerRun.Ids(
        $$"""
        using System.Buffers;
        using System.IO;
        using System.Runtime.InteropServices;
        using System.Text;
        using System.Threading.Channels;

        [PeerMessage(View = true)]
        public readonly partial record struct Inner([Member(0)] byte[] Pixels);

        [PeerMessage(View = true)]
        public partial record Picture(
            [Member(0)] byte[] Pixels, [Member(1)] byte[]? Preview, [Member(2)] string Name, [Member(3)] Inner Inner, [Member(4)] Picture? Next);

        [PeerContract("camera")]
        public partial interface ICamera
        {
            [Channel(1, Borrowed = true)] IMessageChannel<Picture> Pictures { get; }
        }

        public sealed class Keeper(ReadOnlySequence<byte> pixels)
        {
            public long Length => pixels.Length;
        }

        public sealed class Setter
        {
            public ReadOnlySequence<byte> Pixels { get; set; }
        }

        public class Viewer : CameraBase
        {
            public static ReadOnlySequence<byte> s_static;
            public ReadOnlySequence<byte> _sequence;
            public ReadOnlyMemory<byte> _memory;
            public ArraySegment<byte> _segment;
            public List<ReadOnlyMemory<byte>> _list = [];
            public ReadOnlyMemory<byte>[] _array = new ReadOnlyMemory<byte>[1];
            public (int, ReadOnlySequence<byte>) _pair;
            public ChannelWriter<ReadOnlyMemory<byte>> _writer = Channel.CreateUnbounded<ReadOnlyMemory<byte>>().Writer;
            public Func<long, ReadOnlySequence<byte>>? _function;
            public Action? _action;
            public object? _object;
            public byte[] _bytes = [];
            public string _text = "";
            public long _length;
            public byte _first;

            public ReadOnlySequence<byte> Property { get; set; }

            protected override void OnPictures(Peer from, scoped Picture.View message)
            {
                {{statements}}
            }

            private static void Use(ReadOnlySequence<byte> pixels) => Console.WriteLine(pixels.Length);

            private static async Task SaveAsync(ReadOnlySequence<byte> pixels)
            {
                await Task.Yield();
                Use(pixels);
            }
        }
        """);
}
