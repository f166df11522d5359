using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>A way of showing Thread data sets and border agents.</summary>
internal interface IThreadOutput
{
    /// <summary>What is in a data set and what is wrong with it; the redacted one where it is asked for.</summary>
    void WriteContent(ThreadDatasetReport report, ThreadRedaction? redaction);

    /// <summary>What is wrong with a data set only.</summary>
    void WriteFindings(ThreadDatasetReport report);

    /// <summary>In what two differ.</summary>
    void WriteDifferences(IReadOnlyList<ThreadDifference> differences);

    /// <summary>A data set that was made.</summary>
    void WriteNew(ThreadDataset dataset);

    /// <summary>One text that is the answer: a key, a command.</summary>
    void WriteAnswer(string name, string answer);

    /// <summary>A border agent that was found.</summary>
    void Write(BorderAgent agent);

    /// <summary>Why there is no answer.</summary>
    void WriteFailure(string cause, string remedy);
}
