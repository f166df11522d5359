using System.Runtime.CompilerServices;

namespace PeerProto.Generators.Tests.Harness;

/// <summary>
/// Compares text with the file <c>{test class}.{test method}.verified.cs</c> beside the test. Where they differ, the text is left in
/// <c>….received.cs</c>; to accept it, rename it.
/// </summary>
internal static class Snapshot
{
    public static void Match(IReadOnlyDictionary<string, string> files, [CallerFilePath] string testFile = "", [CallerMemberName] string method = "")
    {
        string received = string.Join("\n", files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"//// {file.Key}\n{file.Value}"));
        string stem = Path.Combine(Path.GetDirectoryName(testFile)!, $"{Path.GetFileNameWithoutExtension(testFile)}.{method}");
        string verifiedFile = stem + ".verified.cs";
        string receivedFile = stem + ".received.cs";
        string verified = File.Exists(verifiedFile) ? File.ReadAllText(verifiedFile).ReplaceLineEndings("\n") : "";
        if (received == verified)
        {
            File.Delete(receivedFile);
            return;
        }

        File.WriteAllText(receivedFile, received);
        Assert.Fail($"The generated code differs from {verifiedFile}. Compare it with {receivedFile}, and rename that if it is right.");
    }
}
