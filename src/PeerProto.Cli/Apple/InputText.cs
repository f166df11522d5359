namespace PeerProto.Cli.Apple;

/// <summary>Text that is an argument, or comes from the standard input where the argument is <c>-</c>.</summary>
/// <param name="input">The standard input.</param>
/// <param name="notes">Where people are told what an argument gives away.</param>
internal sealed class InputText(TextReader input, TextWriter notes)
{
    /// <summary>The argument that stands for the standard input.</summary>
    public const string FromInput = "-";

    /// <summary>The most characters that are read.</summary>
    public const int MaximumLength = 4 * 1024 * 1024;

    /// <summary>Gets the text piece by piece, however long it is.</summary>
    public TextReader Open(string argument) => argument == FromInput ? input : new StringReader(argument);

    /// <summary>Gets the text.</summary>
    /// <exception cref="IOException">The input is longer than <see cref="MaximumLength"/>.</exception>
    public string Read(string argument)
    {
        if (argument != FromInput)
            return argument;
        string text = BoundedText.Read(input, MaximumLength);
        return text.Length <= MaximumLength ? text : throw new IOException($"The input has more than {MaximumLength} characters.");
    }

    /// <summary>Gets a text that holds a secret, and says so where it came by the command line.</summary>
    /// <exception cref="IOException">The input is longer than <see cref="MaximumLength"/>.</exception>
    public string ReadSecret(string argument)
    {
        if (argument != FromInput)
            notes.WriteLine("Note: others on this machine can see the data set in the list of processes while this runs, and the shell may keep it. Give - and pipe it in.");
        return Read(argument);
    }
}
