using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary><c>peerproto apple profile</c> and <c>peerproto apple eapolcfg</c>, without console.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="openInput">Opens the standard input.</param>
internal sealed class ProfileVerb(IProfileOutput output, Func<Stream> openInput)
{
    private const string CheckPath = "Check the path, and that this user may read there";

    /// <summary>Makes a profile.</summary>
    /// <returns>The exit code: success only when no error is found in it.</returns>
    public int New(EapProfileRequest request, EapProfileMaker maker) => Try(request.Identifier, () =>
    {
        ConfigurationProfile profile = maker.Make(request);
        using X509Certificate2? signer = request.SignerFile is { } file ? X509Certificate2.CreateFromPemFile(file) : null;
        byte[] content = signer is null ? profile.Write() : profile.Sign(signer);
        _ = ConfigurationProfile.Read(content, out ProfileSignature? signature);
        return Finish(content, request.OutputFile, ProfileLint.Check(profile, new ProfileLintOptions { Signature = signature }), []);
    });

    /// <summary>Checks profiles that are installed together.</summary>
    /// <returns>The exit code: success only when there is no error, and every interface connects without being asked for.</returns>
    public int Lint(IReadOnlyList<string> files)
    {
        if (ReadAll(files) is not { } read)
            return ExitCodes.Nothing;
        ConfigurationProfile[] profiles = [.. read.Select(static one => one.Profile)];
        (string, IReadOnlyList<ProfileFinding> Findings)[] checks = [.. read.Select(one => (
            one.File, ProfileLint.Check(one.Profile, new ProfileLintOptions { Signature = one.Signature, InstalledBeside = [.. profiles.Where(other => other != one.Profile)] })))];
        IReadOnlyList<AutoConnectVerdict> verdicts = AutoConnectVerdict.Of(profiles);
        bool isGood = verdicts.All(static verdict => verdict.IsAutomatic || verdict.Outcome == AutoConnectOutcome.LoginWindow)
            && !checks.SelectMany(static check => check.Findings).Any(static finding => finding.Severity == ProfileFindingSeverity.Error);
        output.WriteCheck(isGood, checks, verdicts);
        return isGood ? ExitCodes.Success : ExitCodes.Nothing;
    }

    /// <summary>Merges profiles.</summary>
    /// <returns>The exit code: success only when no error is found in the merged profile.</returns>
    public int Merge(IReadOnlyList<string> files, ProfileMergeOptions options, string? outputFile) => ReadAll(files) is not { } read ? ExitCodes.Nothing : Try(files[0], () =>
    {
        ProfileMergeResult result = ProfileMerge.Merge([.. read.Select(static one => one.Profile)], options);
        List<string> remarks = [.. result.Remarks];
        if (read.Any(static one => one.Signature is not null))
            remarks.Add("the merged profile is not signed, and some of its parts were; sign it again");
        return Finish(result.Profile.Write(), outputFile, ProfileLint.Check(result.Profile), remarks);
    });

    /// <summary>Converts a payload for wpa_supplicant.</summary>
    public int ToWpa(string file, string? payload, WpaSupplicantOptions options) => Convert(file, payload, (profile, on) =>
    {
        WpaSupplicantConfig config = WpaSupplicantConfig.From(on, profile, options);
        if (config.AnchorsPem is { } anchors)
            PrivateOutput.Write(options.AnchorsFile!, Encoding.ASCII.GetBytes(anchors));
        output.WriteText("wpaSupplicant", config.Text, config.Remarks);
    });

    /// <summary>Turns a payload into eapolcfg commands.</summary>
    public int ToEapolcfg(string file, string? payload, EapolCommandOptions options) => Convert(file, payload, (profile, on) =>
    {
        EapolCommandPlan plan = EapolCommandPlan.From(on, profile, options);
        output.WriteText("script", plan.ToString(), plan.Remarks);
    });

    /// <summary>Tells what macOS does with profiles that are installed together.</summary>
    /// <returns>The exit code: success only when it ends with an open port, and nobody is asked.</returns>
    public int Plan(IReadOnlyList<string> files, AutoConnectSituation situation)
    {
        if (ReadAll(files) is not { } read)
            return ExitCodes.Nothing;
        ConfigurationProfile[] profiles = [.. read.Select(static one => one.Profile)];
        IReadOnlyList<AutoConnectStep> steps = AutoConnectPlan.OnLinkUp(profiles, situation);
        IReadOnlyList<AutoConnectVerdict> verdicts = AutoConnectVerdict.Of(profiles);
        output.WritePlan(steps, verdicts);
        return steps[^1].State == AutoConnectState.Authenticated && !steps.Any(static step => step.AsksUser) ? ExitCodes.Success : ExitCodes.Nothing;
    }

    /// <summary>Checks pasted eapolcfg commands.</summary>
    /// <returns>The exit code: success only when there are commands, and nothing is in the way.</returns>
    public int CheckCommands(string file)
    {
        if (Read(file) is not { } content)
            return ExitCodes.Nothing;
        EapolCommandCheck check = EapolCommandPlan.Check(Encoding.UTF8.GetString(content));
        output.WriteCommands(check);
        return check.IsGood ? ExitCodes.Success : ExitCodes.Nothing;
    }

    private int Finish(byte[] content, string? outputFile, IReadOnlyList<ProfileFinding> findings, IReadOnlyList<string> remarks)
    {
        if (outputFile is not null)
            PrivateOutput.Write(outputFile, content);
        output.WriteProfile(content, outputFile, findings, remarks);
        return findings.Any(static finding => finding.Severity == ProfileFindingSeverity.Error) ? ExitCodes.Nothing : ExitCodes.Success;
    }

    private int Convert(string file, string? payload, Action<ConfigurationProfile, InterfacePayload> convert) => ReadAll([file]) is not { } read ? ExitCodes.Nothing : Try(file, () =>
    {
        ConfigurationProfile profile = read[0].Profile;
        InterfacePayload[] all = [.. profile.Payloads.OfType<InterfacePayload>().Where(on => payload is null || on.Identifier == payload)];
        if (all.Length != 1)
        {
            string identifiers = string.Join(", ", profile.Payloads.OfType<InterfacePayload>().Select(static on => on.Identifier));
            output.WriteFailure(file, all.Length == 0 ? "there is no such Wi-Fi or Ethernet payload in it" : "it has several Wi-Fi and Ethernet payloads", identifiers.Length == 0 ? "Give a profile that has one" : $"Choose with --payload: {identifiers}");
            return ExitCodes.Nothing;
        }

        convert(profile, all[0]);
        return ExitCodes.Success;
    });

    private int Try(string name, Func<int> act)
    {
        try
        {
            return act();
        }
        catch (ProfileException failure)
        {
            output.WriteFailure(name, failure.Cause, failure.Remedy);
        }
        catch (PropertyListException failure)
        {
            output.WriteFailure(name, failure.Cause, failure.Remedy);
        }
        catch (CryptographicException failure)
        {
            output.WriteFailure(name, $"a certificate or key cannot be read: {failure.Message.TrimEnd('.')}", "Give PEM or DER files; for signing one PEM file with certificate and key");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            output.WriteFailure(name, failure.Message.TrimEnd('.'), CheckPath);
        }

        return ExitCodes.Nothing;
    }

    private List<(string File, ConfigurationProfile Profile, ProfileSignature? Signature)>? ReadAll(IReadOnlyList<string> files)
    {
        List<(string, ConfigurationProfile, ProfileSignature?)> profiles = [];
        foreach (string file in files)
        {
            if (Read(file) is not { } content)
                return null;
            try
            {
                profiles.Add((file, ConfigurationProfile.Read(content, out ProfileSignature? signature), signature));
            }
            catch (ProfileException failure)
            {
                output.WriteFailure(file, failure.Cause, failure.Remedy);
                return null;
            }
        }

        return profiles;
    }

    private byte[]? Read(string file)
    {
        try
        {
            return InputFile.Read(file, openInput, PropertyList.MaximumBytes);
        }
        catch (IOException failure)
        {
            output.WriteFailure(file, failure.Message.TrimEnd('.'), CheckPath);
            return null;
        }
    }
}
