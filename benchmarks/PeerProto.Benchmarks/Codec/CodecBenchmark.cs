namespace PeerProto.Benchmarks.Codec;

/// <summary>
/// Measures codecs on one thread. All rows are warmed up first; then they take turns, so that what else the machine does falls on all of them.
/// </summary>
internal static class CodecBenchmark
{
    public const string Command = "codec";

    private const string Quick = "--quick";

    public static int Run(string[] options)
    {
        bool isQuick = options.Contains(Quick);
        string[] names = [.. options.Where(option => option != Quick)];
        CodecSubject[] all = [.. CodecSubjects.All()];
        CodecSubject[] subjects = [.. all.Where(subject => names.Length == 0 || names.Contains(subject.Name))];
        if (subjects.Length == 0)
        {
            Console.Error.WriteLine($"No message is called {string.Join(" or ", names)}. Messages: {string.Join(", ", all.Select(subject => subject.Name))}.");
            return 1;
        }

        (TimeSpan warmUp, int rounds) = isQuick ? (TimeSpan.FromSeconds(0.7), 5) : (TimeSpan.FromSeconds(3), 25);
        CodecRow[] rows = [.. subjects.SelectMany(subject => subject.Writes.Concat(subject.Reads))];
        foreach (CodecRow row in rows)
            row.WarmUp(warmUp);
        for (int round = 0; round < rounds; round++)
        {
            foreach (CodecRow row in rows)
                row.Measure();
        }

        foreach (CodecSubject subject in subjects)
        {
            CodecTable.Print($"{subject.Name}, write", subject.Writes, [.. subject.Goals.Where(goal => goal.Writing)]);
            CodecTable.Print($"{subject.Name}, read", subject.Reads, subject.Goals);
        }

        return 0;
    }
}
