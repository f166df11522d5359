using System;
using System.Collections.Generic;
using System.Linq;

namespace PeerProto.Generators.Locking;

/// <summary>Reads a lock file line by line, and tells for each line that makes no sense why.</summary>
internal sealed class LockFileReader
{
    private const int MaximumErrors = 20;
    private const string Released = "[released ";
    private const string Unreleased = "[unreleased]";

    private static readonly string[] MergeMarkers = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

    private readonly List<LockError> _errors = [];
    private readonly List<(string? Version, List<(LockEntry Entry, int Line)> Entries)> _sections = [];

    /// <summary>Reads a line.</summary>
    public void Read(int number, string line)
    {
        if (line.Length == 0 || line[0] == '#')
            return;
        if (MergeMarkers.Any(marker => line.StartsWith(marker, StringComparison.Ordinal)))
            Report(number, "a merge left its marker: keep the lines of both sides, delete the markers, then run 'peerproto lock update'");
        else if (line[0] == '[')
            ReadHead(number, line);
        else if (_sections.Count == 0)
            Report(number, $"a section comes first: '{Unreleased}' or '{Released}1.0.0]'");
        else if (LockLineReader.Read(line, out string error) is { } entry)
            Add(number, entry);
        else
            Report(number, error);
    }

    /// <summary>The file.</summary>
    public LockFile Finish(out IReadOnlyList<LockError> errors)
    {
        if (_errors.Count == 0)
            CheckReferences();
        errors = _errors;
        List<LockSection> sections = [.. _sections.Select(section => new LockSection(section.Version, [.. section.Entries.Select(each => each.Entry)]))];
        if (sections.Count == 0 || sections[sections.Count - 1].Version is not null)
            sections.Add(new LockSection(null, []));
        return new LockFile(sections);
    }

    private void ReadHead(int number, string line)
    {
        string? version = null;
        if (line.StartsWith(Released, StringComparison.Ordinal) && line[line.Length - 1] == ']')
            version = line.Substring(Released.Length, line.Length - Released.Length - 1);
        if (line != Unreleased && (version is null || !LockFile.IsVersion(version)))
            Report(number, $"the head of a section reads '{Unreleased}' or '{Released}1.0.0]'");
        else if (_sections.Any(section => section.Version == version))
            Report(number, $"there is a section '{line}' above: move these lines there");
        else if (_sections.Count > 0 && _sections[_sections.Count - 1].Version is null)
            Report(number, $"'{Unreleased}' comes last");
        _sections.Add((version, []));
    }

    private void Add(int number, LockEntry entry)
    {
        List<(LockEntry Entry, int Line)> entries = _sections[_sections.Count - 1].Entries;
        (LockEntry? twin, int line) = entries.FirstOrDefault(each => each.Entry.Key == entry.Key);
        if (twin is null)
            entries.Add((entry, number));
        else if (!twin.SaysTheSameAs(entry))
            Report(number, $"line {line} says something else about the same: '{twin}'");
    }

    /// <summary>Every type that a line names must be known when its section ends, and every id must belong to a type of its kind.</summary>
    private void CheckReferences()
    {
        var state = new LockState();
        foreach ((string? _, List<(LockEntry Entry, int Line)> entries) in _sections)
        {
            state = state.With(entries.Select(each => each.Entry));
            foreach ((LockEntry entry, int line) in entries)
            {
                if (!entry.IsHeader && state.Find(entry.Type) is null)
                    Report(line, $"no line above tells what '{entry.Type}' is");
                else if (LockShapes.Names(entry.Shape).FirstOrDefault(name => state.Find(name) is null) is { } missing)
                    Report(line, $"no line tells what '{missing}' is");
            }
        }
    }

    private void Report(int line, string text)
    {
        if (_errors.Count < MaximumErrors)
            _errors.Add(new LockError(line, text));
    }
}
