using System.Text;

namespace PeerProto.Apple;

/// <summary>Finds eapolcfg commands in pasted text: lines of a shell, or sentences with commands in them, with the quotes and hyphens that word processors make.</summary>
internal sealed class EapolCommandReader
{
    public const int MaximumTextLength = 256 * 1024;
    public const int MaximumCommands = 100;

    private const int MaximumOptions = 200;
    private const int MaximumValue = 1024;
    private const string Program = "eapolcfg";

    private readonly List<(string Word, bool BeginsLine)> _words = [];
    private readonly List<EapolCommand> _commands = [];
    private readonly FindingList<EapolCommandFinding> _findings = EapolCommandRules.NewList();
    private int _next;

    private EapolCommandReader(string text) => Split(text.Length <= MaximumTextLength ? text : text[..MaximumTextLength]);

    public IReadOnlyList<EapolCommand> Commands => _commands;

    public IReadOnlyList<EapolCommandFinding> Findings => _findings.All;

    public static EapolCommandReader Read(string text)
    {
        EapolCommandReader reader = new(text);
        while (reader._next < reader._words.Count && reader._commands.Count < MaximumCommands)
            reader.ReadOne();
        return reader;
    }

    private static bool IsProgram(string word) => word == Program || word.EndsWith('/' + Program, StringComparison.Ordinal);

    private static bool IsOption(string command, string word) => word.StartsWith("--", StringComparison.Ordinal) && EapolCommandGrammar.FindOption(command, word[2..].Split('=', 2)[0], out _) is not null;

    private void ReadOne()
    {
        string program = _words[_next++].Word;
        if (!IsProgram(program) || _next == _words.Count || _words[_next].BeginsLine)
            return;
        string name = _words[_next].Word;
        if (!EapolCommandGrammar.IsCommand(name))
        {
            // a sentence may speak of eapolcfg; only what is called like a program, or written like a command, is taken for one
            string? meant = EapolCommandGrammar.Names.FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
            if (meant is not null || (program.Contains('/', StringComparison.Ordinal) && name.All(char.IsAsciiLetter) && name.Any(char.IsAsciiLetterUpper)))
            {
                _findings.Add(new(ProfileFindingSeverity.Error, EapolCommandFindingCode.UnknownCommand, Cut(name), "eapolcfg has no such command", meant is null ? "Call eapolcfg without arguments for its list" : $"Write {meant}"));
                _next++;
            }

            return;
        }

        _next++;
        ReadOptions(name, program);
    }

    private void ReadOptions(string name, string program)
    {
        List<(string, string?)> options = [];
        for (int read = 0; read < MaximumOptions && _next < _words.Count && !_words[_next].BeginsLine && _words[_next].Word is ['-', _, ..] word; read++)
        {
            _next++;
            string[] parts = word.TrimStart('-').Split('=', 2);
            if (EapolCommandGrammar.FindOption(name, parts[0], out bool takesValue) is not { } option)
            {
                // a password may be glued to one hyphen and a letter, and may stand behind the option whatever it looks like
                string shown = word.StartsWith("--", StringComparison.Ordinal) ? $"--{parts[0]}" : $"-{parts[0].AsSpan(0, Math.Min(parts[0].Length, 1))}";
                _findings.Add(new(ProfileFindingSeverity.Error, EapolCommandFindingCode.UnknownOption, name, $"it has no option {Cut(shown)}", $"Call 'eapolcfg {name}' without arguments for its options"));
                if (parts.Length == 1 && _next < _words.Count && !_words[_next].BeginsLine && !IsOption(name, _words[_next].Word) && !IsProgram(_words[_next].Word))
                    _next++; // its value, as it seems
                continue;
            }

            string? value = parts.Length == 2 ? parts[1] : null;
            if (takesValue && value is null)
            {
                // getopt takes whatever follows; a known option there shows that the value was forgotten, but a password may look like anything
                if (_next < _words.Count && !_words[_next].BeginsLine && (option == "password" || !IsOption(name, _words[_next].Word)))
                    value = _words[_next++].Word;
                else
                    _findings.Add(new(ProfileFindingSeverity.Error, EapolCommandFindingCode.WrongValue, name, $"--{option} has no value", "Write it behind the option"));
            }

            if (option == "password" && value is not (null or "-"))
            {
                _findings.Add(new(ProfileFindingSeverity.Note, EapolCommandFindingCode.VisiblePassword, name, "the password stands in the command line, where others on the machine can see it, and the shell keeps it", "Write '--password -', and type it or pipe it in"));
                value = null;
            }

            options.Add((option, value is null ? null : Cut(value)));
        }

        _commands.Add(new(name, Cut(program), options));
    }

    // words as a shell takes them apart; a line that ends in a backslash goes on
    private void Split(string text)
    {
        StringBuilder word = new();
        char quote = '\0';
        bool isWord = false;
        bool beginsLine = true;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i] switch { '\u201C' or '\u201D' => '"', '\u2018' or '\u2019' => '\'', '\u2014' or '\u2013' or '\u2212' => '\u2014', '\u00A0' => ' ', var other => other };
            if (quote != '\0')
            {
                if (c == quote)
                    quote = '\0';
                else if (c == '\n')
                    (quote, i) = ('\0', i - 1); // an apostrophe, no quote
                else if (c == '\\' && quote == '"' && i + 1 < text.Length && text[i + 1] is '"' or '\\' or '$')
                    word.Append(text[++i]);
                else
                    word.Append(c);
            }
            else if (c is '"' or '\'' && (!isWord || c == '"' || word[^1] is '='))
                (quote, isWord) = (c, true);
            else if (c == '\\' && i + 1 < text.Length)
            {
                i += text[i + 1] == '\r' ? 1 : 0;
                if (i + 1 < text.Length && text[i + 1] != '\n')
                    (isWord, word) = (true, word.Append(text[i + 1]));
                i++;
            }
            else if (char.IsWhiteSpace(c) || c is ';' or '|' or '&' or '`' or '$' or '(' or ')')
            {
                if (isWord)
                {
                    _words.Add((word.ToString(), beginsLine));
                    beginsLine = false;
                    word.Clear();
                    isWord = false;
                }

                beginsLine |= c is '\n' or ';' or '|' or '&';
            }
            else
            {
                word.Append(c == '\u2014' ? (isWord ? "-" : "--") : c.ToString());
                isWord = true;
            }
        }

        if (isWord)
            _words.Add((word.ToString(), beginsLine));
    }

    private static string Cut(string text) => ProfileWords.Visible(text, MaximumValue);
}
