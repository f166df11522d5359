using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary><c>peerproto apple sysext</c> and <c>peerproto apple profile sysext</c>, without console.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="openInput">Opens the standard input.</param>
internal sealed class SystemExtensionVerb(ISystemExtensionOutput output, Func<Stream> openInput)
{
    private const int MaximumLine = SystemExtensionList.MaximumBytes / 4;

    /// <summary>Shows the last listing, and what changed between several.</summary>
    /// <returns>The exit code: success only when every extension of the last listing runs.</returns>
    public int Show(IReadOnlyList<string> files)
    {
        SystemExtensionList? last = null;
        for (int i = 0; i < files.Count; i++)
        {
            if (Read(files[i], SystemExtensionList.MaximumBytes) is not { } bytes)
                return ExitCodes.Nothing;
            if (!SystemExtensionList.TryParse(bytes, out SystemExtensionList? list, out SystemExtensionException? failure))
            {
                output.WriteFailure(files[i], failure.Cause, failure.Remedy);
                return ExitCodes.Nothing;
            }

            if (last is not null)
                WriteAll(list.ChangesSince(last));
            last = list;
            if (i == files.Count - 1)
                output.Write(files[i], list);
        }

        return last?.IsEveryExtensionRunning == true ? ExitCodes.Success : ExitCodes.Nothing;
    }

    /// <summary>Follows listings in a row until they end.</summary>
    /// <returns>The exit code: success only when every extension of the last listing runs.</returns>
    public async Task<int> WatchAsync(string file, TextReader input, CancellationToken cancellationToken)
    {
        SystemExtensionWatch watch = new();
        try
        {
            using StreamReader? opened = file == InputFile.FromInput ? null : new StreamReader(InputFile.Open(file, openInput));
            await foreach (string line in BoundedText.ReadLinesAsync(opened ?? input, MaximumLine, cancellationToken))
                WriteAll(watch.AddLine(line));
            WriteAll(watch.End());
        }
        catch (SystemExtensionException failure)
        {
            output.WriteFailure(file, failure.Cause, failure.Remedy);
            return ExitCodes.Nothing;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            output.WriteFailure(file, failure.Message.TrimEnd('.'), "Check the path");
            return ExitCodes.Nothing;
        }

        if (watch.Last is null)
        {
            output.WriteFailure(file, "there is no listing in it", "Write the outputs of 'systemextensionsctl list' one after the other");
            return ExitCodes.Nothing;
        }

        output.Write(file, watch.Last);
        return watch.Last.IsEveryExtensionRunning ? ExitCodes.Success : ExitCodes.Nothing;
    }

    /// <summary>Makes a profile.</summary>
    /// <returns>The exit code.</returns>
    public int MakeProfile(SystemExtensionProfileOptions options)
    {
        try
        {
            output.Write(SystemExtensionProfile.Create(options));
            return ExitCodes.Success;
        }
        catch (Exception failure) when (failure is ArgumentException or PropertyListException)
        {
            output.WriteFailure("profile", failure.Message.Split(" (Parameter", 2)[0].TrimEnd('.'), "Give other options");
            return ExitCodes.Nothing;
        }
    }

    /// <summary>Checks a profile.</summary>
    /// <returns>The exit code: success only when nothing is wrong.</returns>
    public int CheckProfile(string file)
    {
        if (Read(file, PropertyList.MaximumBytes) is not { } bytes)
            return ExitCodes.Nothing;
        if (!PropertyList.TryRead(bytes, out PropertyListValue? profile, out PropertyListException? failure))
        {
            output.WriteFailure(file, failure.Cause, "Give the .mobileconfig file; of a signed one the content, by 'openssl cms -verify -noverify -inform der'");
            return ExitCodes.Nothing;
        }

        IReadOnlyList<SystemExtensionProfileFinding> findings = SystemExtensionProfile.Check(profile);
        output.Write(file, findings);
        return findings.Any(static finding => finding.IsError) ? ExitCodes.Nothing : ExitCodes.Success;
    }

    private void WriteAll(IReadOnlyList<SystemExtensionChange> changes)
    {
        foreach (SystemExtensionChange change in changes)
            output.Write(change);
    }

    private byte[]? Read(string file, int maximumBytes)
    {
        try
        {
            return InputFile.Read(file, openInput, maximumBytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            output.WriteFailure(file, failure.Message.TrimEnd('.'), "Check the path, and that this user may read there");
            return null;
        }
    }
}
