namespace PeerProto.Packaging.Tests;

public sealed class ConsumerTests(PackedRepository packed)
{
    [Fact]
    public async Task AppOfPackages_BuildsWithoutWarningAndItsInstancesTalk()
    {
        using Consumer consumer = new(packed, ("App", ["Contract.cs", "Program.cs"]));

        await consumer.BuildAsync("App");
        (string answering, string calling) = await consumer.TalkAsync("App");

        Assert.Equal("greeted by caller", answering);
        Assert.Equal("hello caller, 3 items", calling);
    }

    [Fact]
    public async Task LibraryOfContractsOnly_ServesAnAppThatReferencesIt()
    {
        using Consumer consumer = new(packed, ("Contracts", ["Contract.cs"]), ("LibraryApp", ["Program.cs"]));

        await consumer.BuildAsync("LibraryApp");
        (string answering, string calling) = await consumer.TalkAsync("LibraryApp");

        Assert.Equal("greeted by caller", answering);
        Assert.Equal("hello caller, 3 items", calling);
    }
}
