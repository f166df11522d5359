using System.Text;
using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary><c>peerproto apple profile new dns</c>, without console.</summary>
internal sealed class DnsProfileVerb(TextWriter writer, TextWriter notes, bool asJson)
{
    /// <summary>Checks a profile, tells what was found, and writes it where nothing is wrong.</summary>
    /// <returns>The exit code: success when no error was found.</returns>
    public int Make(ConfigurationProfile profile)
    {
        IReadOnlyList<ProfileFinding> findings = ProfileLint.Check(profile);
        bool isGood = findings.All(static finding => finding.Severity != ProfileFindingSeverity.Error);
        string? written = isGood ? Encoding.UTF8.GetString(profile.Write()) : null;
        if (asJson)
        {
            JsonLines.Write(writer, json =>
            {
                json.WriteText("profile", written);
                json.WriteObjects("findings", findings, finding =>
                {
                    json.WriteString("severity", finding.Severity.ToString());
                    json.WriteString("code", finding.Code.ToString());
                    json.WriteString("message", finding.Message);
                    json.WriteString("remedy", finding.Remedy);
                });
            });
        }
        else
        {
            foreach (ProfileFinding finding in findings)
                notes.WriteLine(Printable.From(finding.ToString()));
            writer.Write(written);
        }

        return isGood ? ExitCodes.Success : ExitCodes.Nothing;
    }
}
