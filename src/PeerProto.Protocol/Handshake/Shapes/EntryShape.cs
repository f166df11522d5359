using System.Collections.Generic;

namespace PeerProto.Protocol.Handshake.Shapes;

/// <summary>The shape of a channel or call.</summary>
public sealed class EntryShape
{
    /// <summary>The <see cref="Word"/> of channels.</summary>
    public const string Channel = "channel";

    /// <summary>The <see cref="Word"/> of calls.</summary>
    public const string Call = "call";

    internal EntryShape(string word, int id, string mode, IReadOnlyList<TypeShape?> fields, IReadOnlyDictionary<string, TypeShape> labels)
    {
        Word = word;
        Id = id;
        Mode = mode;
        Fields = fields;
        Labels = labels;
    }

    /// <summary>What it is: <see cref="Channel"/>, <see cref="Call"/>, or a word of a later version.</summary>
    public string Word { get; }

    /// <summary>The number that peers know it by.</summary>
    public int Id { get; }

    /// <summary>The delivery of a channel or the kind of a call, as written.</summary>
    public string Mode { get; }

    /// <summary>The types that travel, by their place in the line; null for <c>-</c>.</summary>
    public IReadOnlyList<TypeShape?> Fields { get; }

    /// <summary>The types that the line names, such as <c>throws=&lt;1:str&gt;</c>.</summary>
    public IReadOnlyDictionary<string, TypeShape> Labels { get; }

    /// <summary>What people call the field at a place.</summary>
    internal string NameOf(int field) => (Word, field) switch
    {
        (Channel, 0) => "the message",
        (Call, 0) => "the arguments",
        (Call, 1) => "the item",
        (Call, 2) when Mode == "duplex" => "the returned item",
        (Call, 2) => "the result",
        _ => "part " + (field + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
