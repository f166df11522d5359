using System.Text;

namespace PeerProto.Tests.Discovery;

public sealed class ServiceAdvertisementTests
{
    private static readonly ServiceType Board = ServiceType.Parse("_whiteboard._tcp");

    [Fact]
    [Conforms("6763-4.1.1-b")]
    public void NameOf63Bytes_IsTheLongest()
    {
        Assert.Equal(21, new ServiceAdvertisement(new string('画', 21), Board, 1).InstanceName.Length);
        Assert.Contains("63", Assert.Throws<ArgumentException>(() => new ServiceAdvertisement(new string('画', 22), Board, 1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("line\nbreak")]
    [InlineData("del\u007F")]
    [Conforms("6763-4.1.1-a")]
    public void NameThatCannotBeShown_IsRefused(string name) => Assert.Throws<ArgumentException>(() => new ServiceAdvertisement(name, Board, 1));

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    public void PortOutOfRange_IsRefused(int port) => Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceAdvertisement("a", Board, port));

    [Fact]
    [Conforms("6763-7-a")]
    public void TypeTooLongToRegister_IsRefused()
    {
        Assert.Equal(15, new ServiceAdvertisement("a", ServiceType.Parse("_androidtvremote._tcp"), 1).Type.Name.Length);
        Assert.Throws<ArgumentException>(() => new ServiceAdvertisement("a", ServiceType.Parse("_androidtvremote2._tcp"), 1));
    }

    [Fact]
    [Conforms("6762-16-a", "6763-4.1.1-b")]
    public void DecomposedName_IsComposedWhereTheRuntimeKnowsHow()
    {
        // Without the tables of Unicode, as in a program with invariant globalization, the runtime composes nothing.
        bool hasTables = "o\u0308".Normalize(NormalizationForm.FormC).Length == 1;
        Assert.Equal(hasTables ? "B\u00F6ard" : "Bo\u0308ard", new ServiceAdvertisement("Bo\u0308ard", Board, 1).InstanceName);
    }

    [Fact]
    [Conforms("6762-16-a")]
    public void HalfACharacterInAName_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new ServiceAdvertisement("half" + (char)0xD83D, Board, 1));
        Assert.Throws<ArgumentException>(() => new ServiceAdvertisement("half" + (char)0xDE00 + " and more", Board, 1));
        Assert.Equal("\U0001F600", new ServiceAdvertisement("\U0001F600", Board, 1).InstanceName);
    }

    [Fact]
    [Conforms("6762-16-b")]
    public void ByteOrderMarkInAName_IsRefused() => Assert.Throws<ArgumentException>(() => new ServiceAdvertisement("\uFEFFBoard", Board, 1));

    [Fact]
    public void TypeWithASubtype_IsRefused() => Assert.Throws<ArgumentException>(() => new ServiceAdvertisement("a", Board.WithSubtype("_b"), 1));

    [Fact]
    public void Subtypes_AreNamedOnceAndFewEnough()
    {
        Assert.Empty(new ServiceAdvertisement("a", Board, 1).Subtypes);
        Assert.Equal(["_b", "c"], new ServiceAdvertisement("a", Board, 1) { Subtypes = ["_b", "c"] }.Subtypes);
        Assert.Throws<ArgumentException>(() => new ServiceAdvertisement("a", Board, 1) { Subtypes = ["_b", "_B"] });
        Assert.Throws<ArgumentException>(() => new ServiceAdvertisement("a", Board, 1) { Subtypes = [""] });
        Assert.Throws<ArgumentException>(() => new ServiceAdvertisement("a", Board, 1) { Subtypes = [.. Enumerable.Range(0, ServiceAdvertisement.MaximumSubtypes + 1).Select(i => $"_{i}")] });
    }

    [Fact]
    [Conforms("6763-7.1-a")]
    public void BrowseForItsTypeOrOneOfItsSubtypes_ListsAService()
    {
        ServiceAdvertisement service = new("a", Board, 1) { Subtypes = ["_b"] };

        Assert.True(service.IsListedBy(Board));
        Assert.True(service.IsListedBy(Board.WithSubtype("_B")));
        Assert.False(service.IsListedBy(Board.WithSubtype("_c")));
        Assert.False(service.IsListedBy(ServiceType.Parse("_other._tcp")));
    }

    [Fact]
    public void EqualAdvertisements_AreEqual()
    {
        Assert.Equal(new ServiceAdvertisement("a", Board, 1) { Subtypes = ["_b"] }, new ServiceAdvertisement("a", Board, 1) { Subtypes = ["_b"] });
        Assert.NotEqual(new ServiceAdvertisement("a", Board, 1) { Subtypes = ["_b"] }, new ServiceAdvertisement("a", Board, 1));
    }

    [Fact]
    public void SubtypesThatDifferInAsciiCase_MakeEqualAdvertisements()
    {
        ServiceAdvertisement big = new("Ana", Board, 1) { Subtypes = ["_big"] };

        Assert.Equal(big, new ServiceAdvertisement("Ana", Board, 1) { Subtypes = ["_BIG"] });
        Assert.NotEqual(big, new ServiceAdvertisement("Ana", Board, 1) { Subtypes = ["_big", "_red"] });
        Assert.NotEqual(big, new ServiceAdvertisement("Ana", Board, 1));
    }
}
