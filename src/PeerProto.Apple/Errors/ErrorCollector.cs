using System.Globalization;

namespace PeerProto.Apple;

/// <summary>
/// Reads a text in blocks and keeps the codes that came last. Each block is read with what stands before and behind it as far as a mention reaches, so that none is lost or counted twice at a border.
/// </summary>
internal sealed class ErrorCollector
{
    /// <summary>How many characters are taken at a time.</summary>
    public const int BlockLength = 64 * 1024;

    private const int FirstLength = 4 * 1024;
    private const int FullLength = ErrorScanner.Reach + BlockLength + ErrorScanner.Reach;

    /// <summary>A name that so few characters part from its code says the same once more: <c>Code=65 "No route to host"</c>.</summary>
    private const int NameBehindCode = 3;

    /// <summary>Sections in which a number is looked for that is the whole text.</summary>
    private static readonly string[] OfNumberAlone = ["url", "posix", "cocoa"];

    private readonly Dictionary<(string Domain, long Code, string? Context), LinkedListNode<Kept>> _places = [];
    private readonly LinkedList<Kept> _kept = [];
    private AppleError? _lastError;
    private long _end;
    private long _mentions;
    private long _leftOut;

    private sealed class Kept((string, long, string?) key, AppleErrorExplanation explanation)
    {
        public (string Domain, long Code, string? Context) Key { get; } = key;

        public AppleErrorExplanation Explanation { get; set; } = explanation;
    }

    public AppleErrorReport Read(TextReader reader, CancellationToken cancellationToken)
    {
        char[] buffer = new char[FirstLength];
        long position = 0; // of the buffer in the text
        int taken = 0;
        int filled = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            filled += reader.ReadBlock(buffer, filled, buffer.Length - filled);
            if (filled == buffer.Length && buffer.Length < FullLength)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 4, FullLength));
                continue;
            }

            bool isEnd = filled < buffer.Length;
            int until = isEnd ? filled : filled - ErrorScanner.Reach;
            string text = new(buffer, 0, filled);
            Take(text, position, taken, until);
            if (isEnd)
            {
                if (position == 0 && _mentions == 0)
                    TakeNumberAlone(text);
                return new AppleErrorReport([.. _kept.Select(kept => kept.Explanation).OrderBy(explanation => explanation.Position)], position + filled, _mentions, _leftOut);
            }

            taken = Math.Min(until, ErrorScanner.Reach);
            int passed = until - taken;
            buffer.AsSpan(passed, filled - passed).CopyTo(buffer);
            filled -= passed;
            position += passed;
        }
    }

    private void Take(string text, long position, int from, int until)
    {
        foreach (ErrorMention mention in ErrorScanner.Scan(text))
        {
            long start = position + mention.Start;
            if (mention.Start < from || mention.Start >= until || start < _end)
                continue;
            bool isNameBehindCode = mention.Error is not null && mention.Error == _lastError && start - _end <= NameBehindCode;
            (_lastError, _end) = (mention.Error, position + mention.End);
            if (!isNameBehindCode)
                Keep(mention, text, start);
        }
    }

    private void Keep(ErrorMention mention, string text, long start)
    {
        _mentions++;
        (string, long, string?) key = mention.Error is { } error ? (error.Domain, error.Code, error.Context) : (mention.Domain, mention.Code, null);
        if (_places.TryGetValue(key, out LinkedListNode<Kept>? node))
        {
            node.Value.Explanation = node.Value.Explanation with { Count = node.Value.Explanation.Count + 1 };
            _kept.Remove(node);
            _kept.AddLast(node);
            return;
        }

        if (_kept.Count == AppleErrors.MaximumExplanations)
        {
            _places.Remove(_kept.First!.Value.Key);
            _kept.RemoveFirst();
            _leftOut++;
        }

        AppleErrorExplanation explanation = new(
            text.Substring(mention.Start, mention.Length), start, 1, mention.Domain, mention.Code, mention.Error, IoReturnCode.TryCreate(mention.Code, out IoReturnCode value) ? value : null);
        _places.Add(key, _kept.AddLast(new Kept(key, explanation)));
    }

    /// <summary>Somebody who gives nothing but a number asks what it means.</summary>
    private void TakeNumberAlone(string text)
    {
        ReadOnlySpan<char> digits = text.AsSpan().Trim();
        if (digits.Length > 12 || !long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long code))
            return;
        foreach (string key in OfNumberAlone)
        {
            if (ErrorCatalogue.Instance.Section(key).Find(code, "") is { } error)
            {
                int start = text.Length - text.AsSpan().TrimStart().Length;
                Keep(new ErrorMention(start, digits.Length, error.Domain, code, error), text, start);
                return;
            }
        }
    }
}
