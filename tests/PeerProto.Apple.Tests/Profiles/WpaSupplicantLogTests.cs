namespace PeerProto.Apple.Tests;

/// <summary>Lines as wpa_supplicant 2.10 prints them.</summary>
public sealed class WpaSupplicantLogTests
{
    public const string Expired =
        "port1: CTRL-EVENT-EAP-STARTED EAP authentication started\nCTRL-EVENT-EAP-METHOD EAP vendor 0 method 25 (PEAP) selected\n" +
        "CTRL-EVENT-EAP-TLS-CERT-ERROR reason=4 depth=0 subject='/CN=radius.example.com' err='certificate has expired'\nCTRL-EVENT-EAP-FAILURE EAP authentication failed\nFAILURE\n";

    [Theory]
    [InlineData(Expired, 12, "certificate has expired")]
    [InlineData("x CTRL-EVENT-EAP-TLS-CERT-ERROR reason=1 depth=1 err='self-signed certificate in certificate chain'", 10, "self-signed")]
    [InlineData("x CTRL-EVENT-EAP-TLS-CERT-ERROR reason=3 depth=0", 13, "reason=3")]
    [InlineData("x CTRL-EVENT-EAP-TLS-CERT-ERROR reason=10 depth=0 err='Domain mismatch'", 6, "Domain mismatch")]
    [InlineData("x CTRL-EVENT-EAP-TLS-CERT-ERROR reason=", 6, "reason=")]
    [InlineData("CTRL-EVENT-EAP-METHOD EAP vendor 0 method 25 (PEAP) selected\nEAP-MSCHAPV2: error 691\nCTRL-EVENT-EAP-FAILURE", 1, "error 691")]
    [InlineData("CTRL-EVENT-EAP-METHOD EAP vendor 0 method 21 (TTLS) selected\nCTRL-EVENT-EAP-FAILURE EAP authentication failed", 1, "EAP-FAILURE")]
    [InlineData("CTRL-EVENT-EAP-PROPOSED-METHOD vendor=0 method=4 -> NAK\nCTRL-EVENT-EAP-FAILURE EAP authentication failed", 5, "EAP-FAILURE")]
    [InlineData("CTRL-EVENT-EAP-SUCCESS EAP authentication completed successfully", 0, "SUCCESS")]
    [InlineData("MPPE keys OK: 1  mismatch: 0\nSUCCESS", 0, "SUCCESS")]
    public void Outcome_IsThatOfAMac(string log, int status, string evidence)
    {
        WpaSupplicantOutcome? outcome = WpaSupplicantLog.Read(log);
        Assert.Equal(status, outcome?.Status);
        Assert.Equal(status, outcome?.Error?.Code);
        Assert.Equal(status == 0, outcome?.Succeeded);
        Assert.Contains(evidence, outcome?.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void LogWithoutAnEnd_TellsNothing() => Assert.Null(WpaSupplicantLog.Read("port1: CTRL-EVENT-EAP-STARTED EAP authentication started\n"));
}
