namespace PeerProto.Apple.Tests;

public sealed class AppleErrorsTests
{
    private static readonly int[] MutatedPosts = [2, 4, 13, 16];

    /// <summary>The posts that quote a code, with what they quote. The others quote none.</summary>
    private static readonly Dictionary<int, (string Domain, long Code)[]> Quoted = new()
    {
        [2] = [("NSCocoaErrorDomain", 4099)],
        [4] = [("com.apple.wifi.apple80211API.error", -528342014)],
        [13] = [("com.apple.coreWLAN.EAPOL.error", 1)],
        [16] = [("NSCocoaErrorDomain", 4097)],
    };

    public static TheoryData<int> PostNumbers => [.. Enumerable.Range(1, 17)];

    [Theory]
    [MemberData(nameof(PostNumbers))]
    public void Post_YieldsTheCodesThatItQuotesAndNoOthers(int number) =>
        Assert.Equal(
            Quoted.GetValueOrDefault(number) ?? [],
            AppleErrors.Explain(ForumPost.Read(number)).Select(explanation => (explanation.Domain, explanation.Code)));

    [Fact]
    public void PostAboutStoring_NamesBothSuspectsInOrder()
    {
        AppleErrorExplanation explanation = Assert.Single(AppleErrors.Explain(ForumPost.Read(2)));

        Assert.Equal(2, explanation.Count);
        Assert.Equal(2, explanation.Error!.Causes.Count);
        Assert.Contains("entitlement", explanation.Error.Causes[0], StringComparison.Ordinal);
        Assert.Contains("MAC address", explanation.Error.Causes[1], StringComparison.Ordinal);
        Assert.Equal(AppleErrorCertainty.Inferred, explanation.Error.Certainty);
    }

    [Fact]
    public void SameCodeOfAnotherService_SaysNothingAboutThread()
    {
        AppleErrorExplanation explanation = Assert.Single(AppleErrors.Explain(
            "Error Domain=NSCocoaErrorDomain Code=4099 \"The connection to service named com.example.helper was invalidated.\""));

        Assert.DoesNotContain(explanation.Error!.Causes, cause => cause.Contains("Thread", StringComparison.Ordinal));
        Assert.Contains("4099", AppleErrors.Find("nscocoaerrordomain", 4099)!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Thread", AppleErrors.Find("NSCocoaErrorDomain", 4099, "com.apple.ThreadNetwork.xpc")!.Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public void PostAboutTmpErr_IsTakenApart()
    {
        AppleErrorExplanation explanation = Assert.Single(AppleErrors.Explain(ForumPost.Read(4)));

        Assert.Equal("0xE0822402: IOKit, subsystem 0x208 (wlan), code 0x2402", explanation.IoReturn.ToString());
        Assert.Equal("tmpErr", explanation.Error!.Name);
        Assert.Contains("not public", explanation.Meaning, StringComparison.Ordinal);
        Assert.Equal(2, explanation.Count);
    }

    [Fact]
    public void PostAboutEapolcfg_NamesTrustAndThePathOfItsOwn()
    {
        AppleErrorExplanation explanation = Assert.Single(AppleErrors.Explain(ForumPost.Read(13)));

        Assert.Contains("password", explanation.Error!.Causes[0], StringComparison.Ordinal);
        Assert.Contains("--trustedCertificate", explanation.Error.Causes[1], StringComparison.Ordinal);
        Assert.Contains("associateToEnterpriseNetwork", explanation.Error.Causes[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Error Domain=NSPOSIXErrorDomain Code=65 \"No route to host\"", "EHOSTUNREACH")]
    [InlineData("nw_connection failed: POSIXErrorCode(rawValue: 50): Network is down", "ENETDOWN")]
    [InlineData("connect: errno 61", "ECONNREFUSED")]
    [InlineData("connect: errno=60 after 75 s", "ETIMEDOUT")]
    [InlineData("java.net.SocketException: No route to host (sendto failed)", "EHOSTUNREACH")]
    [InlineData("waiting(-65570: PolicyDenied)", "kDNSServiceErr_PolicyDenied")]
    [InlineData("browser failed with kDNSServiceErr_NoAuth", "kDNSServiceErr_NoAuth")]
    [InlineData("failed(-9808: bad certificate format)", "errSSLBadCert")]
    [InlineData("boringssl_context_handle_fatal_alert write alert, level: fatal; alert number 42", "bad_certificate")]
    [InlineData("TLS alert 120", "no_application_protocol")]
    [InlineData("QUIC: CRYPTO_ERROR 0x178 (no alpn)", "no_application_protocol")]
    [InlineData("SecPKCS12Import returned -26275", "errSecDecode")]
    [InlineData("OSStatus -25293", "errSecAuthFailed")]
    [InlineData("OSStatus: -50", "errSecParam")]
    [InlineData("Error Domain=NSOSStatusErrorDomain Code=-34018 \"A required entitlement isn't present.\"", "errSecMissingEntitlement")]
    [InlineData("The operation couldn't be completed. (NSURLErrorDomain error -1009.)", "NSURLErrorNotConnectedToInternet")]
    [InlineData("finished with error [-1200]", "NSURLErrorSecureConnectionFailed")]
    [InlineData("Error Domain=kCFErrorDomainCFNetwork Code=310", "kCFErrorHTTPSProxyConnectionFailure")]
    [InlineData("Error Domain=kCFErrorDomainCFNetwork, Code=-1004", "NSURLErrorCannotConnectToHost")]
    [InlineData("_kCFStreamErrorDomainKey=1, _kCFStreamErrorCodeKey=61", "ECONNREFUSED")]
    [InlineData("_kCFStreamErrorCodeKey=-9836, _kCFStreamErrorDomainKey=3", "errSSLPeerProtocolVersion")]
    [InlineData("NSError(domain: \"com.apple.coreWLAN.error\", code: -3924)", "kCWInvalidPMKErr")]
    [InlineData("Error Domain=com.apple.wifi.apple80211API.error Code=16 \"Resource busy\"", "EBUSY")]
    [InlineData("Error Domain=com.apple.wifi.apple80211API.error Code=-3930 \"(null)\"", "kCWOperationNotPermittedErr")]
    [InlineData("Error Domain=com.apple.wifi.apple80211API.error Code=-536870187 \"(null)\"", "kIOReturnBusy")]
    [InlineData("IOServiceOpen returned 0xe00002c5", "kIOReturnExclusiveAccess")]
    [InlineData("IOServiceOpen returned -536870203", "kIOReturnExclusiveAccess")]
    [InlineData("eapolclient: client status = 14", "kEAPClientStatusCertificateRequiresConfirmation")]
    [InlineData("SupplicantState: 5", "kSupplicantStateHeld")]
    [InlineData("EAPOLControlState = 2", "kEAPOLControlStateRunning")]
    [InlineData("DomainSpecificError = -9808", "errSSLBadCert")]
    [InlineData("OSSystemExtensionErrorDomain error 8", "OSSystemExtensionErrorCodeSignatureInvalid")]
    [InlineData("NEFilterErrorDomain error 5", "NEFilterManagerErrorConfigurationPermissionDenied")]
    [InlineData("Error Domain=NEVPNErrorDomain Code=1", "NEVPNErrorConfigurationInvalid")]
    [InlineData("path: unsatisfied (Local network prohibited), interface: en0", "localNetworkDenied")]
    [InlineData("errSSLPeerUnknownCA", "errSSLPeerUnknownCA")]
    public void Code_IsFoundInTheFormPeoplePaste(string text, string name)
    {
        AppleErrorExplanation explanation = AppleErrors.Explain(text)[0];

        Assert.Equal(name, explanation.Error?.Name);
        Assert.NotEmpty(explanation.NextStep);
        Assert.Equal(explanation.Found, text.Substring(explanation.Position, explanation.Found.Length));
    }

    [Theory]
    [InlineData("call +49 30 -65570-1 or pay -9808.50 on 2025-1001")]
    [InlineData("offset -1009 of 65 bytes, status 5, alert the user, error rate 12")]
    [InlineData("internal_error unknown_ca networking common graphics")]
    [InlineData("0xDEADBEEF 0x12345678 0xE00002BC0")]
    [InlineData("the connection was refused, no route to host was found")]
    [InlineData("")]
    public void TextWithoutACode_YieldsNothing(string text) => Assert.Empty(AppleErrors.Explain(text));

    [Fact]
    public void UnknownCodeOfADomain_IsToldAsUnknown()
    {
        AppleErrorExplanation explanation = Assert.Single(AppleErrors.Explain("Error Domain=com.example.mine Code=7 \"x\""));

        Assert.False(explanation.IsKnown);
        Assert.Equal(("com.example.mine", 7L), (explanation.Domain, explanation.Code));
        Assert.Contains("no entry", explanation.Meaning, StringComparison.Ordinal);
        Assert.NotEmpty(explanation.NextStep);
    }

    [Fact]
    public void UnknownNumberOfADriver_IsTakenApartAllTheSame()
    {
        AppleErrorExplanation explanation = Assert.Single(AppleErrors.Explain("apple80211 returned -528342013"));

        Assert.Equal("0xE0822403: IOKit, subsystem 0x208 (wlan), code 0x2403", explanation.IoReturn.ToString());
        Assert.False(explanation.IsKnown);
        Assert.Contains("not public", explanation.Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_YieldsEachCodeOnceInItsOrder()
    {
        const string log = """
            Task <1>.<1> finished with error [-1004] Error Domain=NSURLErrorDomain Code=-1004 "Could not connect to the server."
            UserInfo={_kCFStreamErrorCodeKey=65, NSUnderlyingError=0x600 {Error Domain=kCFErrorDomainCFNetwork Code=-1004 "(null)"
            UserInfo={_kCFStreamErrorDomainKey=1, _kCFStreamErrorCodeKey=65}}}
            """;

        Assert.Equal(["NSURLErrorCannotConnectToHost", "EHOSTUNREACH"], AppleErrors.Explain(log).Select(explanation => explanation.Error?.Name));
        Assert.Equal([3, 2], AppleErrors.Explain(log).Select(explanation => explanation.Count));
    }

    [Fact]
    public void NumberOfExplanationsAndLengthRead_AreBounded()
    {
        string many = string.Concat(Enumerable.Range(1, 5000).Select(code => $"Error Domain=com.example.mine Code={code}\n"));
        string late = new string('x', AppleErrors.MaximumTextLength) + " errno 65";

        Assert.Equal(AppleErrors.MaximumExplanations, AppleErrors.Explain(many).Count);
        Assert.Empty(AppleErrors.Explain(late));
    }

    [Theory]
    [InlineData('a')]
    [InlineData('-')]
    [InlineData('1')]
    [InlineData(' ')]
    [InlineData('.')]
    public void MillionTimesTheSameCharacter_IsReadPromptly(char character) =>
        Assert.Empty(AppleErrors.Explain(new string(character, AppleErrors.MaximumTextLength)));

    [Fact]
    public void MutatedText_IsExplainedOrNotAndNothingElse()
    {
        byte[][] inputs = [.. MutatedPosts.Select(static number => System.Text.Encoding.UTF8.GetBytes(ForumPost.Read(number))[..400])];
        int known = 0;
        int count = Mutations.Count;
        for (int seed = 0; seed < count; seed++)
        {
            string text = System.Text.Encoding.Latin1.GetString(Mutations.Of(inputs[seed % inputs.Length], seed));
            foreach (AppleErrorExplanation explanation in AppleErrors.Explain(text))
            {
                known += explanation.IsKnown ? 1 : 0;
                Assert.True(explanation.Position >= 0 && text.AsSpan(explanation.Position).StartsWith(explanation.Found), $"seed {seed}");
            }
        }

        Assert.InRange(known, count / 10, count * 10);
    }
}
