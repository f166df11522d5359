using System.Text;

namespace PeerProto.Cli.Identity;

/// <summary>Gets a password, or another secret, without the command line, which other users of a machine can see: from a file, from what is piped in, or from the keyboard.</summary>
/// <param name="file">A file whose first line it is, or null.</param>
/// <param name="fromInput">Whether it is the first line of the standard input.</param>
/// <param name="what">What it is called, for people and in options.</param>
internal sealed class PasswordReader(string? file, bool fromInput, string what = "password")
{
    public bool IsGiven => file is not null || fromInput;

    /// <summary>Gets it.</summary>
    /// <param name="isNew">Whether it is chosen now, and so asked for twice.</param>
    /// <exception cref="IOException">There is none.</exception>
    public string Read(bool isNew)
    {
        string? password;
        if (file is not null)
            password = File.ReadLines(file).FirstOrDefault();
        else if (fromInput)
            password = Console.In.ReadLine();
        else if (Console.IsInputRedirected)
            throw new IOException($"There is nobody to ask for a {what}: use --{what}-file or --{what}-stdin.");
        else
            password = Ask(isNew);
        return string.IsNullOrEmpty(password) ? throw new IOException($"The {what} is empty.") : password;
    }

    private string Ask(bool isNew)
    {
        string password = Prompt($"{char.ToUpperInvariant(what[0])}{what[1..]}: ");
        if (isNew && Prompt("Again: ") != password)
            throw new IOException($"The two {what}s differ.");
        return password;
    }

    private static string Prompt(string prompt)
    {
        Console.Error.Write(prompt);
        StringBuilder typed = new();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        string password = typed.ToString();
        typed.Clear();
        return password;
    }
}
