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
        Assert.Contains("RecoveryPolicy", explanation.NextStep, StringComparison.Ordinal);
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
    [InlineData("The operation couldn’t be completed. (Network.NWError error 61 - Connection refused)", "ECONNREFUSED")]
    [InlineData("The operation couldn't be completed. (Network.NWError error 50 - Network is down)", "ENETDOWN")]
    [InlineData("(Network.NWError error -65570 - PolicyDenied)", "kDNSServiceErr_PolicyDenied")]
    [InlineData("(Network.NWError error -9808 - bad certificate format)", "errSSLBadCert")]
    [InlineData("nw_error domain 1 code 65", "EHOSTUNREACH")]
    [InlineData("HTTP load failed, 0/0 bytes (error code: 61 [1:61])", "ECONNREFUSED")]
    [InlineData("finished with error [3:-9816]", "errSSLClosedNoNotify")]
    [InlineData("send failed - No route to host", "EHOSTUNREACH")]
    [InlineData("EAPOLControlMode = 3", "kEAPOLControlModeSystem")]
    [InlineData("QUIC connection error code 376", "no_application_protocol")]
    [InlineData("CRYPTO_ERROR (302)", "certificate_unknown")]
    [InlineData("boringssl_context_info_handler read alert, level: fatal, description: certificate unknown", "certificate_unknown")]
    [InlineData("-1009", "NSURLErrorNotConnectedToInternet")]
    [InlineData(" -1001\n", "NSURLErrorTimedOut")]
    [InlineData("65", "EHOSTUNREACH")]
    [InlineData("4099", "NSXPCConnectionInvalid")]
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
        Assert.Equal(explanation.Found, text.Substring((int)explanation.Position, explanation.Found.Length));
    }

    [Theory]
    [InlineData("call +49 30 -65570-1 or pay -9808.50 on 2025-1001")]
    [InlineData("offset -1009 of 65 bytes, status 5, alert the user, error rate 12")]
    [InlineData("internal_error unknown_ca networking common graphics")]
    [InlineData("0xDEADBEEF 0x12345678 0xE00002BC0")]
    [InlineData("see [1:30], [1:61] and [2:17]; the page has 376 words")]
    [InlineData("123456 -12 7777")]
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
        AppleErrorExplanation explanation = Assert.Single(AppleErrors.Explain("apple80211 returned -528342012"));

        Assert.Equal("0xE0822404: IOKit, subsystem 0x208 (wlan), code 0x2404", explanation.IoReturn.ToString());
        Assert.False(explanation.IsKnown);
        Assert.Contains("no entry", explanation.Meaning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apple80211 returned -528342013")]
    [InlineData("IO80211 0xE0822403")]
    public void NeighbourOfTmpErr_IsWhatDriversDocument(string text) =>
        Assert.Contains("not associated", Assert.Single(AppleErrors.Explain(text)).Meaning, StringComparison.Ordinal);

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
    public void MoreCodesThanAreKept_LeaveOutThoseThatCameFirstAndSaySo()
    {
        using StringReader reader = new("errno 65\n" + string.Concat(Enumerable.Range(1, 5000).Select(code => $"Error Domain=com.example.mine Code={code}\n")) + "errno 61\n");

        AppleErrorReport report = AppleErrors.Read(reader, TestContext.Current.CancellationToken);

        Assert.Equal(AppleErrors.MaximumExplanations, report.Explanations.Count);
        Assert.Equal((5002L, 5002L - AppleErrors.MaximumExplanations), (report.Mentions, report.LeftOut));
        Assert.Equal("ECONNREFUSED", report.Explanations[^1].Error?.Name);
        Assert.DoesNotContain(report.Explanations, explanation => explanation.Error?.Name == "EHOSTUNREACH");
    }

    [Fact]
    public void CodeAtTheEndOfALongLog_IsFound()
    {
        string log = string.Concat(Enumerable.Range(0, 30_000).Select(line => $"2026-11-23 10:11:12 kernel: nothing of note in line {line}\n"));

        AppleErrorExplanation explanation = Assert.Single(AppleErrors.Explain(log + "Error Domain=NSCocoaErrorDomain Code=4099"));

        Assert.True(log.Length > 1_500_000);
        Assert.Equal((4099L, log.Length + "Error ".Length), (explanation.Code, explanation.Position));
    }

    [Theory]
    [InlineData("Error Domain=NSCocoaErrorDomain Code=4099 \"The connection to service with pid 414 named com.apple.ThreadNetwork.xpc was invalidated\"", 1)]
    [InlineData("UserInfo={_kCFStreamErrorDomainKey=1, _kCFStreamErrorCodeKey=65}", 1)]
    [InlineData("java.net.SocketException: No route to host", 1)]
    public void CodeAtTheBorderOfTwoBlocks_IsFoundOnce(string text, int count)
    {
        // Every place around the border, and around where the text before and behind a block ends.
        foreach (int middle in (int[])[ErrorCollector.BlockLength, ErrorCollector.BlockLength + ErrorScanner.Reach, ErrorCollector.BlockLength + (2 * ErrorScanner.Reach), 2 * ErrorCollector.BlockLength])
        {
            for (int place = middle - text.Length - 3; place < middle + 3; place++)
            {
                AppleErrorExplanation explanation = Assert.Single(AppleErrors.Explain(new string('.', place) + "\n" + text + "\n" + new string('.', ErrorCollector.BlockLength)));
                Assert.True(explanation.Count == count && explanation.IsKnown, $"{place}: {explanation.Count}");
                Assert.Equal(AppleErrors.Explain(text)[0].Error, explanation.Error);
            }
        }
    }

    [Fact]
    public void CodesThatAreNotExplained_HideNone()
    {
        string numbers = string.Concat(Enumerable.Repeat("-123 ", 3000));
        string names = string.Concat(Enumerable.Repeat("errSSLBadCert ", 3000));

        Assert.Equal("kDNSServiceErr_PolicyDenied", Assert.Single(AppleErrors.Explain(numbers + "DNS error -65570")).Error?.Name);
        Assert.Equal(["errSSLBadCert", "EHOSTUNREACH", "kDNSServiceErr_NoAuth"], AppleErrors.Explain(names + "x: No route to host kDNSServiceErr_NoAuth").Select(explanation => explanation.Error?.Name));
    }

    [Fact]
    public void ContextOfOneLine_SaysNothingAboutAnother()
    {
        IReadOnlyList<AppleErrorExplanation> explanations = AppleErrors.Explain(
            """
            Error Domain=NSCocoaErrorDomain Code=4099 "The connection to service named com.foo.helper was invalidated."
            Error Domain=NSCocoaErrorDomain Code=4099 "The connection to service named com.apple.ThreadNetwork.xpc was invalidated."
            """);

        Assert.Equal([null, "com.apple.ThreadNetwork.xpc"], explanations.Select(explanation => explanation.Error?.Context));
    }

    // The text that a whole log was once searched at each of these. A quadratic reader takes minutes for what a linear one takes seconds for.
    [Theory]
    [InlineData("Domain=NSCocoaErrorDomain Code=4099 ", 1)]
    [InlineData("Domain=com.example.a Code=1 ", 1)]
    [InlineData("errno 65 ", 1)]
    [InlineData(": No route to host", 1)]
    [InlineData("alert ", 0)]
    [InlineData("QUIC a b c ", 0)]
    [InlineData("[1:61] error ", 1)]
    [InlineData("_kCFStreamErrorCodeKey=61 _kCFStreamErrorDomainKey=1 ", 1)]
    public void EndlessRepetition_IsReadInTimeThatGrowsWithTheText(string repeated, int codes)
    {
        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromSeconds(60));
        using StringReader reader = new(string.Concat(Enumerable.Repeat(repeated, 2_000_000 / repeated.Length)));

        Assert.Equal(codes, AppleErrors.Read(reader, guard.Token).Explanations.Count);
    }

    [Theory]
    [InlineData('a')]
    [InlineData('-')]
    [InlineData('1')]
    [InlineData(' ')]
    [InlineData('.')]
    public void MillionTimesTheSameCharacter_IsReadPromptly(char character) =>
        Assert.Empty(AppleErrors.Explain(new string(character, 1024 * 1024)));

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
                Assert.True(explanation.Position >= 0 && text.AsSpan((int)explanation.Position).StartsWith(explanation.Found), $"seed {seed}");
            }
        }

        Assert.InRange(known, count / 10, count * 10);
    }
}
