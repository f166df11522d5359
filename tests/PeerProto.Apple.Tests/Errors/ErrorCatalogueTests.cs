namespace PeerProto.Apple.Tests;

public sealed class ErrorCatalogueTests
{
    [Fact]
    public void EveryEntry_SaysWhatItMeansWhatToDoAndHowSureItIs()
    {
        Assert.All(AppleErrors.All.Where(error => error.Section.Key != "iokit"), error =>
        {
            Assert.NotEmpty(error.Name);
            Assert.NotEmpty(error.Meaning);
            Assert.NotEmpty(error.NextStep);
            Assert.NotEmpty(error.Source);
            Assert.NotEmpty(error.Area);
            Assert.True(Enum.IsDefined(error.Certainty));
            Assert.All([error.Meaning, error.NextStep, .. error.Causes], text => Assert.False(text.EndsWith('.'), text));
            Assert.All(error.Causes, cause => Assert.False(cause.Split(' ')[0].All(char.IsAsciiLetterLower), cause)); // a sentence, or an identifier
        });
    }

    [Theory]
    [MemberData(nameof(HeaderCodes.All), MemberType = typeof(HeaderCodes))]
    public void CodesOfTheHeaders_HaveTheirNames(string domain, string codesAndNames)
    {
        string[] words = codesAndNames.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        Assert.All(words.Chunk(2), pair =>
        {
            string name = AppleErrors.Find(domain, long.Parse(pair[0], System.Globalization.CultureInfo.InvariantCulture))?.Name ?? "no entry";
            Assert.True(((string[])["", "Err", "Error"]).Any(suffix => name.EndsWith(pair[1] + suffix, StringComparison.OrdinalIgnoreCase)), $"{pair[0]} {pair[1]}: {name}");
        });
    }

    [Fact]
    public void EveryEntry_IsFoundByItsDomainAndCode() =>
        Assert.All(AppleErrors.All, error => Assert.Equal(error.Name, AppleErrors.Find(error.Domain, error.Code, error.Context)?.Name));

    [Fact]
    public void ErrnoNumbers_AreThoseOfDarwinAndNotOfThisSystem()
    {
        Assert.Equal("EHOSTUNREACH", AppleErrors.Find("NSPOSIXErrorDomain", 65)?.Name);
        Assert.Equal(61, AppleErrors.FindByName("ECONNREFUSED")?.Code);
        Assert.Null(AppleErrors.Find("NSPOSIXErrorDomain", 111));
    }

    // The ranges of the published headers: every code of them is there, and none twice.
    [Theory]
    [InlineData("kNWErrorDomainDNS", -65572, -65537, new[] { -65546 })]
    [InlineData("kNWErrorDomainTLS", -9865, -9800, new int[0])]
    [InlineData("kNWErrorDomainTLS", -9886, -9880, new int[0])]
    [InlineData("com.apple.coreWLAN.error", -3931, -3900, new int[0])]
    [InlineData("OSSystemExtensionErrorDomain", 1, 13, new int[0])]
    [InlineData("EAPClientStatus", 0, 20, new int[0])]
    [InlineData("SupplicantState", 0, 8, new int[0])]
    [InlineData("NEAppProxyErrorDomain", 1, 10, new int[0])]
    [InlineData("IOReturn", unchecked((int)0xE00002BC), unchecked((int)0xE00002F0), new[] { unchecked((int)0xE00002CB), unchecked((int)0xE00002DC) })]
    public void Range_IsComplete(string domain, int first, int last, int[] unused) =>
        Assert.Equal(unused, Enumerable.Range(first, last - first + 1).Where(code => AppleErrors.Find(domain, code) is null));

    [Fact]
    public void NumberOfEntries_IsWhatThePageSays()
    {
        Assert.Equal(51, AppleErrors.All.Count(error => error.Section.Key == "ioreturn"));
        Assert.Equal(28, AppleErrors.All.Count(error => error.Section.Key == "iokit"));
    }

    [Theory]
    [InlineData("1 | A | B", "before the first section")]
    [InlineData("[x] D\nx | A | B", "Line 2")]
    [InlineData("[x] D\ncolour: red", "says nothing")]
    [InlineData("[x] D\nsure: perhaps: me", "Line 2")]
    [InlineData("[x] D\n1 | A | B | C | D | source: E | F", "fields")]
    [InlineData("[x] D\n1 | A | B\n1 | A | B", "Line 3")]
    [InlineData("[x] D\n[x] E", "Line 2")]
    public void MalformedLine_IsToldWithItsNumber(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => ErrorCatalogue.Read(new StringReader(text))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(-528342014, "0xE0822402: IOKit, subsystem 0x208 (wlan), code 0x2402")]
    [InlineData(0xE00002BC, "0xE00002BC: IOKit, subsystem 0x0 (common), code 0x2BC")]
    [InlineData(0xE3FFFFFF, "0xE3FFFFFF: IOKit, subsystem 0xFFF, code 0x3FFF")]
    public void IoReturn_IsTakenApart(long code, string text)
    {
        Assert.True(IoReturnCode.TryCreate(code, out IoReturnCode value));
        Assert.Equal(text, value.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0xDFFFFFFF)]
    [InlineData(0xE4000000)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void OtherNumber_IsNoIoReturn(long code) => Assert.False(IoReturnCode.TryCreate(code, out _));
}
