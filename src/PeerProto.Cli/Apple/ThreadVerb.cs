using System.Diagnostics.CodeAnalysis;
using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>The verbs of <c>peerproto thread</c>, without console. Each returns an exit code: success only where the answer is good.</summary>
internal sealed class ThreadVerb(IThreadOutput output, InputText input)
{
    /// <summary>Tells what is in a data set.</summary>
    public int Decode(string text, bool redacts) => Attempt(() =>
    {
        ThreadDatasetReport report = Inspect(text);
        output.WriteContent(report, redacts ? report.Redact() : null);
        return report.IsGood;
    });

    /// <summary>Checks a data set.</summary>
    public int Validate(string text) => Attempt(() =>
    {
        ThreadDatasetReport report = Inspect(text);
        output.WriteFindings(report);
        return report.IsGood;
    });

    /// <summary>Compares two data sets.</summary>
    public int Compare(string before, string after) => Attempt(() =>
    {
        if (before == InputText.FromInput && after == InputText.FromInput)
            throw new IOException("Only one of the two can come from the standard input.");
        IReadOnlyList<ThreadDifference> differences = Get(before).Compare(Get(after));
        output.WriteDifferences(differences);
        return differences.Count == 0;
    });

    /// <summary>Makes a data set.</summary>
    public int New(string? name, ushort? channel, Func<bool, string>? readPassphrase) => Attempt(() =>
    {
        output.WriteNew(ThreadDataset.Create(new ThreadDatasetOptions { NetworkName = name, Channel = channel, Passphrase = readPassphrase?.Invoke(true) }));
        return true;
    });

    /// <summary>Makes the key of commissioners.</summary>
    public int Derive(string name, ulong extendedPanId, Func<bool, string> readPassphrase) => Attempt(() =>
    {
        byte[] id = BitConverter.GetBytes(BitConverter.IsLittleEndian ? System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(extendedPanId) : extendedPanId);
        output.WriteAnswer("pskc", Convert.ToHexStringLower(ThreadPskc.Derive(readPassphrase(false), name, id)));
        return true;
    });

    /// <summary>Writes the command of chip-tool.</summary>
    public int ChipTool(string text, ulong nodeId, int pin, int discriminator, string? payload) => Attempt(() =>
    {
        ThreadDataset dataset = Get(text);
        output.WriteAnswer("command", payload is null ? dataset.ToChipTool(nodeId, pin, discriminator) : dataset.ToChipTool(nodeId, payload));
        return true;
    });

    /// <summary>Gets the data set whose border agents are looked for, or tells why it cannot be used for that.</summary>
    public bool TryGetNetwork(string text, [NotNullWhen(true)] out ThreadDataset? dataset)
    {
        ThreadDataset? read = null;
        Attempt(() =>
        {
            read = Get(text);
            return read.ExtendedPanId is not null ? true : throw new IOException("The data set has no Extended PAN ID, by which a border agent is recognised.");
        });
        dataset = read?.ExtendedPanId is null ? null : read;
        return dataset is not null;
    }

    /// <summary>
    /// Lists border agents; with a data set, ends at the first that serves its network and tells what to store credentials under. Returns whether one was found, and tells why not.
    /// </summary>
    public async Task<bool> ListBorderAgentsAsync(BorderAgentBrowser browser, ThreadDataset? dataset, CancellationToken cancellationToken)
    {
        bool isFound = false;
        BorderAgent? nameless = null;
        try
        {
            await foreach (BorderAgent agent in browser.BrowseAsync(cancellationToken))
            {
                if (dataset is not null && !agent.Serves(dataset))
                    continue;
                if (dataset is not null && agent.StorageId is null)
                {
                    nameless = agent;
                    continue;
                }

                isFound = true;
                output.Write(agent);
                if (dataset is not null)
                    return true;
            }
        }
        catch (OperationCanceledException)
        {
            // The time is up, or the user has waited enough.
        }

        if (nameless is not null)
        {
            output.Write(nameless);
            output.WriteFailure(
                "A border router of this network shows itself, and tells neither id nor xa, under which credentials are stored",
                "Update its software, or ask its maker: a border agent of Thread 1.3 tells at least one of them");
        }
        else if (!isFound)
        {
            output.WriteFailure(
                dataset is null ? "No border router shows itself on this network" : "No border router of this network shows itself here",
                "Check that it is on, and that this machine is in the same network without client isolation; --for waits longer");
        }

        return isFound;
    }

    private ThreadDatasetReport Inspect(string text) =>
        ThreadDataset.TryDecodeHex(input.ReadSecret(text), out byte[]? bytes, out ThreadDatasetException? failure) ? ThreadDataset.Inspect(bytes) : throw failure;

    private ThreadDataset Get(string text) => ThreadDataset.ParseHex(input.ReadSecret(text));

    private int Attempt(Func<bool> work)
    {
        try
        {
            return work() ? ExitCodes.Success : ExitCodes.Nothing;
        }
        catch (ThreadDatasetException failure)
        {
            output.WriteFailure(failure.Cause, failure.Remedy);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            output.WriteFailure(Sentence(failure), "Give it again as 'peerproto thread --help' tells");
        }

        return ExitCodes.Nothing;
    }

    /// <summary>The message without the name of a parameter, which says nothing at a command line.</summary>
    private static string Sentence(Exception failure) => failure.Message.Split(" (Parameter", 2)[0].TrimEnd('.');
}
