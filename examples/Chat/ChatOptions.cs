namespace Chat;

/// <summary>What the command line said.</summary>
internal sealed record ChatOptions(string Name, string Downloads, bool Verbose)
{
    public const string Usage = """
        Usage: Chat [--name <name>] [--downloads <folder>] [--verbose]
          --name       what others call you (default: the user's name)
          --downloads  where files of others go (default: a folder PeerProto Chat among the temporary files)
          --verbose    writes the log to the standard error
        """;

    /// <summary>Reads the command line; null when it makes no sense.</summary>
    public static ChatOptions? Parse(string[] args)
    {
        ChatOptions options = new(Environment.UserName, Path.Combine(Path.GetTempPath(), "PeerProto Chat"), Verbose: false);
        for (int i = 0; i < args.Length; i++)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--verbose":
                    options = options with { Verbose = true };
                    break;
                case "--name" when value is not null:
                    options = options with { Name = value };
                    i++;
                    break;
                case "--downloads" when value is not null:
                    options = options with { Downloads = value };
                    i++;
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
