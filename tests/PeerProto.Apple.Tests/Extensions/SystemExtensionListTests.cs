using System.Text;

namespace PeerProto.Apple.Tests;

public sealed class SystemExtensionListTests
{
    [Fact]
    public void ExtensionOfThePost_WaitsForTheUserWithRemediesInOrder()
    {
        SystemExtensionList list = Parse(SystemExtensionSamples.Waiting);
        SystemExtension extension = Assert.Single(list.Extensions);
        Assert.Equal(
            ("ABCDE12345", "org.example.app.filter", "1.2", "34", "Example Filter", SystemExtensionState.WaitingForUser, "activated_waiting_for_user", false, false),
            (extension.TeamId, extension.BundleId, extension.Version, extension.Build, extension.Name, extension.State, extension.StateText, extension.IsMarkedEnabled, extension.IsMarkedActive));
        Assert.Equal(["network_extension"], extension.Categories);
        Assert.Empty(list.Remarks);
        SystemExtensionDiagnosis diagnosis = Assert.Single(list.Diagnose());
        Assert.False(diagnosis.IsGood);
        Assert.False(list.IsEveryExtensionRunning);
        string[] marks = ["System Settings", "com.apple.system-extension-policy", "higher CFBundleVersion", "On macOS 15", "Delete the app"];
        Assert.Equal(marks.Length, diagnosis.Remedies.Count);
        Assert.All(marks.Zip(diagnosis.Remedies), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.DoesNotContain(diagnosis.Remedies, remedy => remedy.Contains("csrutil", StringComparison.OrdinalIgnoreCase) || remedy.Contains("systemextensionsctl", StringComparison.Ordinal));
    }

    [Fact]
    public void UpgradeAndCategories_AreTold()
    {
        SystemExtensionList list = Parse(SystemExtensionSamples.Upgrade);
        Assert.Equal([SystemExtensionState.Enabled, SystemExtensionState.RemovedOnReboot, SystemExtensionState.Disabled], list.Extensions.Select(extension => extension.State));
        Assert.Equal([true, false, true], list.Extensions.Select(extension => extension.IsMarkedEnabled));
        Assert.Equal([true, false, false], list.Extensions.Select(extension => extension.IsMarkedActive));
        Assert.Equal(["network_extension", "network_extension", "endpoint_security"], list.Extensions.Select(extension => extension.Categories[0]));
        Assert.Equal("Example [Beta] Guard", list.Extensions[2].Name);
        Assert.Equal([true, false, false], list.Diagnose().Select(diagnosis => diagnosis.IsGood));
        Assert.False(list.IsEveryExtensionRunning);
        Assert.True(Parse(SystemExtensionSamples.Upgrade.Replace("activated disabled", "activated enabled", StringComparison.Ordinal)).IsEveryExtensionRunning);
    }

    [Fact]
    public void PastedListing_IsReadWithSpaces()
    {
        SystemExtensionList list = Parse(SystemExtensionSamples.Pasted);
        Assert.Equal([(true, true), (false, true)], list.Extensions.Select(extension => (extension.IsMarkedEnabled!.Value, extension.IsMarkedActive!.Value)));
        Assert.Equal([SystemExtensionState.Enabled, SystemExtensionState.Validating], list.Extensions.Select(extension => extension.State));
        Assert.Equal(("2.0", null, "guard"), (list.Extensions[1].Version, list.Extensions[1].Build, list.Extensions[1].Name));
    }

    [Fact]
    public void NothingInstalled_IsAnEmptyList()
    {
        SystemExtensionList list = Parse(SystemExtensionSamples.None);
        Assert.Empty(list.Extensions);
        Assert.False(list.IsEveryExtensionRunning);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Database_IsReadInBothForms(bool isBinary)
    {
        byte[] bytes = isBinary ? PropertyList.WriteBinary(SystemExtensionSamples.Database) : Encoding.UTF8.GetBytes(PropertyList.WriteXml(SystemExtensionSamples.Database));
        SystemExtensionList list = SystemExtensionList.Parse(bytes);
        SystemExtension extension = Assert.Single(list.Extensions);
        Assert.Equal(
            ("ABCDE12345", "org.example.app.filter", "1.2/34", SystemExtensionState.WaitingForUser, null, "/Applications/Example.app"),
            (extension.TeamId, extension.BundleId, extension.VersionText, extension.State, extension.IsMarkedEnabled, extension.ContainerPath));
        Assert.Equal(["network_extension"], extension.Categories);
        Assert.Equal(["1 entries have no identifier, team or state"], list.Remarks);
    }

    [Theory]
    [InlineData("activated enabled", SystemExtensionState.Enabled)]
    [InlineData("activated waiting for user", SystemExtensionState.WaitingForUser)]
    [InlineData("waiting for approval", SystemExtensionState.WaitingForUser)]
    [InlineData("activated_waiting_to_upgrade", SystemExtensionState.WaitingToUpgrade)]
    [InlineData("activated waiting to upgrade on reboot", SystemExtensionState.WaitingForReboot)]
    [InlineData("terminating for upgrade via delegate", SystemExtensionState.Terminating)]
    [InlineData("terminating for uninstall but still running", SystemExtensionState.Terminating)]
    [InlineData("terminated waiting to uninstall on reboot", SystemExtensionState.RemovedOnReboot)]
    [InlineData("blocked", SystemExtensionState.Blocked)]
    [InlineData("something new", SystemExtensionState.Unknown)]
    public void EachState_HasAMeaningAndARemedyUnlessItRuns(string written, SystemExtensionState state)
    {
        SystemExtensionList list = Parse($"1 extension(s)\n\t\tABCDE12345\torg.example.x (1/1)\tx\t[{written}]\n");
        Assert.Equal(state, Assert.Single(list.Extensions).State);
        SystemExtensionDiagnosis diagnosis = Assert.Single(list.Diagnose());
        Assert.NotEmpty(diagnosis.Meaning);
        Assert.Equal(state == SystemExtensionState.Enabled, diagnosis.Remedies.Count == 0);
    }

    [Theory]
    [InlineData("nothing of the kind")]
    [InlineData("")]
    [InlineData("<?xml version=\"1.0\"?><plist><dict/></plist>")]
    [InlineData("bplist00 broken")]
    public void WhatIsNoListing_IsRefusedWithAReason(string text)
    {
        Assert.False(SystemExtensionList.TryParse(Encoding.UTF8.GetBytes(text), out SystemExtensionList? list, out SystemExtensionException? failure));
        Assert.Null(list);
        Assert.NotEmpty(failure.Remedy);
    }

    [Fact]
    public void CountThatDoesNotFit_IsRemarked()
    {
        SystemExtensionList list = Parse(SystemExtensionSamples.Waiting.Replace("1 extension(s)", "2 extension(s)", StringComparison.Ordinal) + "and a line of mine\n");
        Assert.Equal(["the listing tells of 2 extensions, and 1 could be read", "1 lines are no rows of a listing"], list.Remarks);
    }

    [Fact]
    public void TwoListings_TellWhatChanged()
    {
        SystemExtensionList before = Parse(SystemExtensionSamples.Waiting);
        SystemExtensionList after = Parse(SystemExtensionSamples.Upgrade);
        Assert.Equal(
            [
                "org.example.app.filter (1.3/35): not there -> activated enabled",
                "org.example.app.filter (1.2/34): activated waiting for user -> terminated waiting to uninstall on reboot",
                "org.example.guard (2.0.1/2.0.1): not there -> activated disabled",
            ],
            after.ChangesSince(before).Select(change => change.ToString()));
        Assert.Equal(2, before.ChangesSince(after).Count(change => change.After is null));
        Assert.Empty(after.ChangesSince(after));
    }

    [Fact]
    public void ListingsInARow_TellEachTransition()
    {
        SystemExtensionWatch watch = new();
        List<string> told = [];
        foreach (string line in ("Mon May 6 07:08:09\n" + SystemExtensionSamples.None + SystemExtensionSamples.Waiting + SystemExtensionSamples.Waiting + SystemExtensionSamples.Upgrade).Split('\n'))
            told.AddRange(watch.AddLine(line).Select(change => change.ToString()));
        Assert.Equal(["org.example.app.filter (1.2/34): not there -> activated waiting for user"], told);
        Assert.Equal(3, watch.End().Count);
        Assert.Equal(3, watch.Last!.Extensions.Count);
        Assert.Throws<SystemExtensionException>(() => Enumerable.Repeat("0 extension(s) and more", 1).Append(new string('x', SystemExtensionList.MaximumBytes)).Select(line => watch.AddLine("1 extension(s)") is var _ ? watch.AddLine(line) : []).ToArray());
    }

    [Fact]
    public void MutatedListing_IsReadOrRefusedAndNothingElse()
    {
        byte[][] inputs = [.. ((string[])[SystemExtensionSamples.Waiting, SystemExtensionSamples.Upgrade, SystemExtensionSamples.Pasted]).Select(Encoding.UTF8.GetBytes), PropertyList.WriteBinary(SystemExtensionSamples.Database)];
        int read = 0;
        Parallel.For(0, Mutations.Count, seed =>
        {
            if (SystemExtensionList.TryParse(Mutations.Of(inputs[seed % inputs.Length], seed), out SystemExtensionList? list, out SystemExtensionException? failure))
            {
                Interlocked.Increment(ref read);
                Assert.Equal(list.Extensions.Count, list.Diagnose().Count);
                Assert.Empty(list.ChangesSince(list));
            }
            else
            {
                Assert.InRange(failure.Cause.Length, 1, 200);
            }
        });
        Assert.InRange(read, Mutations.Count / 4, Mutations.Count);
    }

    private static SystemExtensionList Parse(string text) => SystemExtensionList.Parse(Encoding.UTF8.GetBytes(text));

    // Listings of the states that people ask about: who may be called good.
    [Theory]
    [InlineData("*\t*\tABCDE12345\torg.example.x (1/1)\tx\t[activated enabled]\n\t\tABCDE12345\torg.example.x (2/2)\tx\t[activated waiting for user]\n", false)]
    [InlineData("*\t*\tABCDE12345\torg.example.x (1/1)\tx\t[activated enabled]\n\t\tABCDE12345\torg.example.old (1/1)\tx\t[terminated waiting to uninstall on reboot]\n", true)]
    [InlineData("*\t*\tABCDE12345\torg.example.x (1/1)\tx\t[activated enabled]\n\t\tABCDE12345\torg.example.x (2/2)\tx\t[activated waiting to upgrade]\n", false)]
    [InlineData("*\t*\tABCDE12345\torg.example.x (1/1)\tx\t[activated enabled]\n\t\tABCDE12345\torg.example.y (2/2)\tx\t[something new]\n", false)]
    [InlineData("\t\tABCDE12345\torg.example.x (1/1)\tx\t[terminated waiting to uninstall on reboot]\n", false)]
    public void ListIsGood_WhereAllRunOrGo(string rows, bool isGood) => Assert.Equal(isGood, Parse("2 extension(s)\n" + rows).IsEveryExtensionRunning);

    [Fact]
    public void ChangeOfStars_IsWrittenAndUnknownOnesAreNone()
    {
        const string row = "\t*\tABCDE12345\torg.example.x (1/1)\tx\t[activated enabled]\n";
        SystemExtensionList before = Parse("1 extension(s)\n" + row);
        SystemExtensionList after = Parse("1 extension(s)\n*" + row);
        SystemExtensionList database = new([after.Extensions[0] with { IsMarkedEnabled = null, IsMarkedActive = null }], []);

        SystemExtensionChange change = Assert.Single(after.ChangesSince(before));

        Assert.True(change.HasOtherMarks);
        Assert.Equal("org.example.x (1/1): activated enabled with the star of active only -> activated enabled with the stars of enabled and active", change.ToString());
        Assert.Empty(database.ChangesSince(before));
        Assert.Empty(before.ChangesSince(database));
    }

    [Theory]
    [InlineData("ABCDE12345", "org.x';reboot;'")]
    [InlineData("ABCDE12345", "org.x$(id)")]
    [InlineData("`id`DE12345", "org.example.x")]
    public void IdentifierThatAShellWouldRead_IsInNoCommand(string team, string bundle)
    {
        SystemExtensionDiagnosis diagnosis = Assert.Single(Parse($"1 extension(s)\n\t\t{team}\t{bundle} (1/1)\tx\t[activated waiting for user]\n").Diagnose());

        Assert.All(diagnosis.Remedies, remedy => Assert.True(!remedy.Contains(bundle, StringComparison.Ordinal) && !remedy.Contains(team, StringComparison.Ordinal) && !remedy.Contains("--bundle", StringComparison.Ordinal), remedy));
    }
}
