using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PeerProto.Apple.Tests;

/// <summary>No mutated input does more to the readers here than end in their typed error.</summary>
public sealed class ProfileMutationTests
{
    private const int Converted = 21;

    [Fact]
    public void MutatedProfiles_EndInATypedErrorOrAreChecked()
    {
        using X509Certificate2 signer = TestCertificates.Signer();
        ConfigurationProfile profile = EapSamples.Profile(EapSamples.WiFi, CertificatePayload.Identity("org.example.identity", new byte[] { 0x30, 1, 2 }, "x"));
        byte[] binary = PropertyList.WriteBinary(profile.ToPropertyList());
        byte[][] inputs = [profile.Sign(signer), .. Enumerable.Range(0, 9).Select(i => i % 3 == 0 ? profile.Write() : binary)];
        int read = 0;
        for (int seed = 0; seed < Mutations.Count; seed++)
        {
            byte[] input = Mutations.Of(inputs[seed % inputs.Length], seed);
            try
            {
                ConfigurationProfile mutated = ConfigurationProfile.Read(input, out ProfileSignature? signature);
                read++;
                if (seed % Converted != 0)
                    continue; // certificates take most of the time
                Assert.NotNull(ProfileLint.Check(mutated, new ProfileLintOptions { Signature = signature }));
                Assert.NotNull(AutoConnectVerdict.Of(mutated));
                Assert.NotEmpty(AutoConnectPlan.OnLinkUp([mutated]));
                ConvertAll(mutated);
            }
            catch (ProfileException failure)
            {
                Assert.NotEmpty(failure.Remedy);
            }
        }

        Assert.InRange(read, Mutations.Count / 100, Mutations.Count); // many mutations hit a text only
    }

    [Fact]
    public void MutatedCommands_EndInFindings()
    {
        string commands = ForumPost.Read(13);
        byte[][] inputs = [Encoding.UTF8.GetBytes(commands[commands.IndexOf("./eapolcfg", StringComparison.Ordinal)..commands.IndexOf("After I", StringComparison.Ordinal)]), "PROFILE=$(eapolcfg createProfile --authType 'PEAP' --SSID \"a\" \\\n --securityType WPA2); ./eapolcfg startAuthentication --interface en0"u8.ToArray()];
        for (int seed = 0; seed < Mutations.Count; seed++)
        {
            EapolCommandCheck check = EapolCommandPlan.Check(Encoding.UTF8.GetString(Mutations.Of(inputs[seed % inputs.Length], seed)));
            Assert.True(check.Commands.Count + check.Findings.Count > 0);
        }
    }

    [Fact]
    public void MutatedLogs_EndInAnOutcomeOrNone()
    {
        byte[] log = Encoding.UTF8.GetBytes(WpaSupplicantLogTests.Expired);
        for (int seed = 0; seed < Mutations.Count; seed++)
            Assert.InRange(WpaSupplicantLog.Read(Encoding.UTF8.GetString(Mutations.Of(log, seed)))?.Status ?? 0, 0, 20);
    }

    private static void ConvertAll(ConfigurationProfile mutated)
    {
        foreach (InterfacePayload payload in mutated.Payloads.OfType<InterfacePayload>())
        {
            foreach (Action convert in (Action[])[() => WpaSupplicantConfig.From(payload, mutated), () => EapolCommandPlan.From(payload, mutated), () => ProfileMerge.Merge([mutated, mutated])])
            {
                try
                {
                    convert();
                }
                catch (ProfileException failure)
                {
                    Assert.NotEmpty(failure.Remedy);
                }
            }
        }
    }
}
