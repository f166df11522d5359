using System.Text;
using CsCheck;
using PeerProto.CompilerServices;

namespace PeerProto.Tests.Contracts;

/// <summary>TXT records in their typed form, by the code that the generator makes of <see cref="BoardTxt"/>.</summary>
public sealed class TypedTxtRecordTests
{
    private static readonly string[] Keys = ["title", "players", "Locked", "open", "zoom", "price", "big", "least", "mode", "id", "pic", "other"];

    private static readonly Gen<BoardTxt> Boards = Gen.Select(
        Gen.Select(Gen.Null(Text(60)), Text(60), Gen.Int, Gen.Bool, Gen.Bool, Gen.Nullable(Gen.Bool)),
        Gen.Select(Gen.Double, Gen.Nullable(Gen.Decimal), Gen.ULong, Gen.Nullable(Gen.SByte)),
        Gen.Select(Modes(), Gen.Nullable(Modes()), Gen.Nullable(Gen.Guid), Gen.Nullable(Gen.Byte.Array[0, 100].Select(bytes => (ReadOnlyMemory<byte>)bytes)), Gen.Null(Gen.Byte.Array[0, 100])),
        (first, second, third) => new BoardTxt
        {
            Title = first.Item1,
            Topic = first.Item2,
            Players = first.Item3,
            Locked = first.Item4,
            Open = first.Item5,
            Quiet = first.Item6,
            Zoom = second.Item1,
            Price = second.Item2,
            Big = second.Item3,
            Least = second.Item4,
            Mode = third.Item1,
            Next = third.Item2,
            Id = third.Item3,
            Picture = third.Item4,
            Hash = third.Item5,
        });

    [Fact]
    public void AnyValue_IsReadAsItWasWritten() => Boards.Sample(
        board =>
        {
            Assert.True(TxtRecord.TryDecode(board.ToTxtRecord().Encode(), out TxtRecord? record));
            BoardTxt read = record.Read<BoardTxt>(out IReadOnlyList<string> unreadable);
            Assert.Empty(unreadable);
            Assert.Equal(board.Picture?.ToArray(), read.Picture?.ToArray());
            Assert.Equal(board.Hash, read.Hash);
            Assert.Equal(board with { Picture = null, Hash = null }, read with { Picture = null, Hash = null });
        },
        iter: 2000);

    [Fact]
    public void AnyBytes_AreReadWithoutFailing() => Gen.Select(Gen.Int[0, Keys.Length - 1].Select(index => Keys[index]), Gen.Byte.Array[0, 40]).Array[0, 12].Sample(
        entries =>
        {
            TxtRecord record = TxtRecord.Empty;
            foreach ((string key, byte[] value) in entries)
                record = record.With(key, value);
            record.Read<BoardTxt>(out IReadOnlyList<string> unreadable);
            Assert.All(unreadable, key => Assert.True(record.TryGetValue(key, out _)));
            Assert.Equal(unreadable.Distinct(), unreadable);
        },
        iter: 2000);

    [Fact]
    public void Entries_HaveTheTextThatOthersExpect()
    {
        BoardTxt board = new()
        {
            Title = "Ana's board", Players = -3, Locked = true, Open = false, Quiet = true, Zoom = 0.5, Price = 1.20m, Big = ulong.MaxValue,
            Mode = BoardMode.WatchOnly, Id = new Guid("00112233-4455-6677-8899-AABBCCDDEEFF"), Picture = "=é"u8.ToArray(), Hash = [],
        };

        Assert.Equal(
            [
                "title=Ana's board", "topic=", "players=-3", "locked", "open=0", "quiet", "zoom=0.5", "price=1.20", "big=18446744073709551615",
                "mode=watchonly", "id=00112233-4455-6677-8899-aabbccddeeff", "pic==é", "hash=",
            ],
            board.ToTxtRecord().Select(entry => entry.ToString()));
    }

    [Fact]
    public void AbsentKeys_LeaveWhatARecordWithoutEntriesHas() => Assert.Equal(new BoardTxt(), TxtRecord.Empty.Read<BoardTxt>());

    [Fact]
    public void KeysOfAnyCase_AreFoundOnceAmongOthers()
    {
        Assert.True(TxtRecord.TryDecode("\u0009PLAYERS=4\u0009players=5\u0003n=1\u0006LOCKED"u8, out TxtRecord? record));
        Assert.Equal(new BoardTxt { Players = 4, Locked = true }, record.Read<BoardTxt>());
    }

    [Fact]
    public void RecordOfANewerVersion_IsReadAsFarAsItIsKnown()
    {
        TxtRecord record = Record("txtvers=2", "players=3", "mode=erase", "zoom=2", "least=-7", "colours=12");

        Assert.Equal(new BoardTxt { Players = 3, Zoom = 2, Least = -7 }, record.Read<BoardTxt>(out IReadOnlyList<string> unreadable));
        Assert.Equal(["mode"], unreadable);
    }

    [Theory]
    [InlineData("players=")]
    [InlineData("players")]
    [InlineData("players=1.5")]
    [InlineData("players= 1")]
    [InlineData("players=2147483648")]
    [InlineData("players=0x10")]
    [InlineData("least=128")]
    [InlineData("big=-1")]
    [InlineData("zoom=1,5")]
    [InlineData("zoom=one")]
    [InlineData("price=79228162514264337593543950336")]
    [InlineData("open=maybe")]
    [InlineData("quiet=2")]
    [InlineData("locked=off?")]
    [InlineData("mode=7")]
    [InlineData("mode=watch-only")]
    [InlineData("next")]
    [InlineData("id={00112233-4455-6677-8899-aabbccddeeff}")]
    [InlineData("id=00112233")]
    public void ValueThatIsNotOfItsType_CountsAsAbsentAndIsNamed(string entry)
    {
        TxtRecord record = Record("title=kept", entry);

        Assert.Equal(new BoardTxt { Title = "kept" }, record.Read<BoardTxt>(out IReadOnlyList<string> unreadable));
        Assert.Equal([entry.Split('=')[0]], unreadable);
    }

    [Fact]
    public void TextThatIsNoUtf8_CountsAsAbsentAndIsNamed()
    {
        Assert.Equal(new BoardTxt(), TxtRecord.Empty.With("title", [0xC3]).Read<BoardTxt>(out IReadOnlyList<string> unreadable));
        Assert.Equal(["title"], unreadable);
    }

    [Theory]
    [InlineData("open", true)]
    [InlineData("open=", true)]
    [InlineData("open=1", true)]
    [InlineData("open=T", true)]
    [InlineData("open=True", true)]
    [InlineData("open=yes", true)]
    [InlineData("open=0", false)]
    [InlineData("open=f", false)]
    [InlineData("open=FALSE", false)]
    [InlineData("open=n", false)]
    [InlineData("open=No", false)]
    public void YesOrNo_IsReadInTheFormsOfTheField(string entry, bool open) => Assert.Equal(open, Record(entry).Read<BoardTxt>().Open);

    [Theory]
    [InlineData("title", "")]
    [InlineData("title=", "")]
    public void TextWithoutAValue_IsEmptyText(string entry, string title) => Assert.Equal(title, Record(entry).Read<BoardTxt>().Title);

    [Theory]
    [InlineData("mode=watchonly")]
    [InlineData("mode=WatchOnly")]
    public void NameOfAnEnum_IsReadInAnyCase(string entry) => Assert.Equal(BoardMode.WatchOnly, Record(entry).Read<BoardTxt>().Mode);

    [Theory]
    [InlineData("00112233-4455-6677-8899-aabbccddeeff")]
    [InlineData("00112233-4455-6677-8899-AABBCCDDEEFF")]
    [InlineData("00112233445566778899aabbccddeeff")]
    public void Uuid_IsReadWithHyphensAndWithout(string id) =>
        Assert.Equal(new Guid("00112233-4455-6677-8899-aabbccddeeff"), Record("id=" + id).Read<BoardTxt>().Id);

    [Fact]
    public void EntryAtTheLimit_IsWrittenAndOneByteMoreIsRefused()
    {
        int room = TxtRecord.MaximumEntryLength - "title=".Length;
        Assert.Equal(new string('ß', room / 2), new BoardTxt { Title = new string('ß', room / 2) }.ToTxtRecord().GetText("title"));

        PeerEncodeException refused = Assert.Throws<PeerEncodeException>(() => new BoardTxt { Title = new string('ß', room / 2) + "ab" }.ToTxtRecord());
        Assert.Equal("BoardTxt: the TXT entry 'title' takes 256 bytes, more than 255. Shorten the value, or send it after connecting.", refused.Message);
        Assert.Throws<PeerEncodeException>(() => new BoardTxt { Picture = new byte[252] }.ToTxtRecord());
        Assert.Throws<PeerEncodeException>(() => new BoardTxt { Hash = new byte[100_000] }.ToTxtRecord());
    }

    [Fact]
    public void RecordAtTheLimit_IsWrittenAndOneByteMoreIsRefused()
    {
        Assert.Equal(TxtRecord.MaximumEncodedLength, Filled(TxtRecord.MaximumEncodedLength).ToTxtRecord().EncodedLength);

        PeerEncodeException refused = Assert.Throws<PeerEncodeException>(() => Filled(TxtRecord.MaximumEncodedLength + 1).ToTxtRecord());
        Assert.Equal("FullTxt would take 1291 bytes with its TXT entry 'f', more than 1290. Shorten its values, or send them after connecting.", refused.Message);

        static FullTxt Filled(int length) => new(new byte[253], new byte[253], new byte[253], new byte[253], new byte[253], new byte[length - (5 * 256) - 3]);
    }

    [Fact]
    public void HalfACharacter_IsRefused()
    {
        PeerEncodeException refused = Assert.Throws<PeerEncodeException>(() => new BoardTxt { Topic = "a\uD83D" }.ToTxtRecord());
        Assert.Equal("BoardTxt: the text of the TXT entry 'topic' holds half a character at 1. Cut text between characters.", refused.Message);
    }

    [Fact]
    public void ValueWithoutAName_IsRefused()
    {
        PeerEncodeException refused = Assert.Throws<PeerEncodeException>(() => new BoardTxt { Mode = (BoardMode)3 }.ToTxtRecord());
        Assert.Equal("BoardTxt: the value 3 of the TXT entry 'mode' has no name in BoardMode. Declare one, or use another value.", refused.Message);
    }

    [Fact]
    public void Contract_TellsWhatItsPeersAnnounce()
    {
        TxtRecordDescriptor? txt = DescriptorOf<ITxtBoard>().Txt;

        Assert.NotNull(txt);
        Assert.Equal("BoardTxt", txt.Name);
        Assert.Equal(new TxtKeyDescriptor("title", "Title", TxtValueKind.Text), txt.Keys[0]);
        Assert.Equal(
            ["title", "topic", "players", "locked", "open", "quiet", "zoom", "price", "big", "least", "mode", "next", "id", "pic", "hash"],
            txt.Keys.Select(key => key.Key));

        static PeerContractDescriptor DescriptorOf<T>()
            where T : class, IPeerContract<T> => T.Descriptor;
    }

    private static TxtRecord Record(params string[] entries)
    {
        byte[] data = [.. entries.SelectMany(entry => Encoding.UTF8.GetBytes(entry).Prepend((byte)Encoding.UTF8.GetByteCount(entry)))];
        Assert.True(TxtRecord.TryDecode(data, out TxtRecord? record));
        return record;
    }

    /// <summary>Text of characters from all over Unicode, without half ones, that takes at most so many bytes.</summary>
    private static Gen<string> Text(int bytes) =>
        Gen.OneOf(Gen.Int[0, 0x7F], Gen.Int[0x80, 0xD7FF], Gen.Int[0xE000, 0x10FFFF]).Array[0, bytes / 4].Select(runes => string.Concat(runes.Select(rune => char.ConvertFromUtf32(rune))));

    private static Gen<BoardMode> Modes() => Gen.Bool.Select(watches => watches ? BoardMode.WatchOnly : BoardMode.Draw);
}
