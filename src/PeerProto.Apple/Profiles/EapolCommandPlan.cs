using System.Text;

namespace PeerProto.Apple;

/// <summary>
/// The eapolcfg commands that do what a payload says, and the check of commands that somebody pasted. The commands hold no password: eapolcfg asks for it, or reads it from its standard input.
/// </summary>
public sealed class EapolCommandPlan
{
    private EapolCommandPlan(IReadOnlyList<EapolCommandStep> steps, IReadOnlyList<string> remarks)
    {
        Steps = steps;
        Remarks = remarks;
    }

    /// <summary>The commands in their order, for one shell: the first keeps the profile's ID in <c>$PROFILE</c>.</summary>
    public IReadOnlyList<EapolCommandStep> Steps { get; }

    /// <summary>What is not quite the same as with the profile, and what they need, each a sentence without its full stop.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Makes the commands.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="profile">The profile that it is from, for its certificates.</param>
    /// <param name="options">Where they shall run; null takes the defaults.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ProfileException">It has no 802.1X, it does not say whom to trust, or eapolcfg cannot do the same.</exception>
    public static EapolCommandPlan From(InterfacePayload payload, ConfigurationProfile profile, EapolCommandOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(payload);
        ArgumentNullException.ThrowIfNull(profile);
        EapolCommandWriter writer = new(payload, profile, options ?? new EapolCommandOptions());
        writer.Write();
        return new(writer.Steps, writer.Remarks);
    }

    /// <summary>Finds eapolcfg commands in text, and what is wrong with them, with calls of CoreWLAN beside them, and with error codes.</summary>
    /// <param name="text">Lines of a shell, or a text with commands in it; the first 256 Ki characters are read.</param>
    /// <returns>Commands, findings and explained errors. Never holds a password that stood behind <c>--password</c>.</returns>
    public static EapolCommandCheck Check(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string read = text.Length <= EapolCommandReader.MaximumTextLength ? text : text[..EapolCommandReader.MaximumTextLength];
        EapolCommandReader reader = EapolCommandReader.Read(read);
        List<EapolCommandFinding> findings = [.. new EapolCommandRules(reader.Commands, read).Check(), .. reader.Findings];
        if (reader.Commands.Count == 0 && reader.Findings.Count == 0)
            findings.Add(new(ProfileFindingSeverity.Error, EapolCommandFindingCode.NoCommand, null, "there is no eapolcfg command in it", "Paste the commands, such as 'eapolcfg createProfile ...'"));
        return new(reader.Commands, findings, AppleErrors.Explain(read));
    }

    /// <summary>The commands as a script, each below its purpose.</summary>
    /// <returns>The script. It holds certificates, but no password.</returns>
    public override string ToString()
    {
        StringBuilder text = new();
        foreach (string remark in Remarks)
            text.Append("# Note: ").Append(remark).Append(".\n");
        foreach (EapolCommandStep step in Steps)
            text.Append("# ").Append(step.Purpose).Append(".\n").Append(step.Command).Append('\n');
        return text.ToString();
    }
}
