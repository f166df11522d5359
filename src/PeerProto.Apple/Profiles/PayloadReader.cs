namespace PeerProto.Apple;

/// <summary>
/// Takes the members of a dictionary by name. A member of another kind than asked for is left where it is, so that nothing that was read is lost: <see cref="Rest"/> has it, and it is written again.
/// </summary>
internal sealed class PayloadReader(PropertyListValue dictionary)
{
    private readonly OrderedDictionary<string, PropertyListValue> _left = new(dictionary.Members, StringComparer.Ordinal);

    public string? Text(string name) => Take(name, static value => value.Text);

    public bool? Truth(string name) => TakeValue(name, static value => value.Truth);

    public int? Number(string name) => TakeValue(name, static value => value.Number is >= int.MinValue and <= int.MaxValue and { } number ? (int)number : (int?)null);

    public ReadOnlyMemory<byte>? Data(string name) => TakeValue(name, static value => value.Data);

    /// <summary>An array of texts.</summary>
    public IReadOnlyList<string>? Texts(string name, int maximum = int.MaxValue) => Take(name, value =>
        value.Kind == PropertyListKind.Array && value.Items.Count <= maximum && value.Items.All(static item => item.Text is not null) ? (string[])[.. value.Items.Select(static item => item.Text!)] : null);

    public IReadOnlyList<int>? Numbers(string name, int maximum = int.MaxValue) => Take(name, value =>
        value.Kind == PropertyListKind.Array && value.Items.Count <= maximum && value.Items.All(static item => item.Number is >= int.MinValue and <= int.MaxValue)
            ? (int[])[.. value.Items.Select(static item => (int)item.Number!.Value)]
            : null);

    public PropertyListValue? Dictionary(string name) => Take(name, static value => value.Kind == PropertyListKind.Dictionary ? value : null);

    /// <summary>An array of dictionaries.</summary>
    public IReadOnlyList<PropertyListValue>? Dictionaries(string name) => Take(name, static value =>
        value.Kind == PropertyListKind.Array && value.Items.All(static item => item.Kind == PropertyListKind.Dictionary) ? value.Items : null);

    /// <summary>A text that is one of few, as what it stands for.</summary>
    public T? Word<T>(string name, IReadOnlyList<(T Value, string Word)> words)
        where T : struct => TakeValue(name, value => words.Where(pair => pair.Word == value.Text).Select(static pair => (T?)pair.Value).FirstOrDefault());

    /// <summary>An array of such texts; also one alone, which some keys allow.</summary>
    public IReadOnlyList<T>? Words<T>(string name, IReadOnlyList<(T Value, string Word)> words, bool allowsOne)
        where T : struct => Take(name, value =>
        {
            IReadOnlyList<PropertyListValue> items = value.Text is not null && allowsOne ? [value] : value.Items;
            T[] found = [.. items.SelectMany(item => words.Where(pair => pair.Word == item.Text).Select(static pair => pair.Value))];
            return found.Length == items.Count && (items.Count > 0 || value.Kind == PropertyListKind.Array) ? found : null;
        });

    /// <summary>What nobody took.</summary>
    public IReadOnlyDictionary<string, PropertyListValue> Rest() => _left;

    private T? Take<T>(string name, Func<PropertyListValue, T?> read)
        where T : class
    {
        if (!_left.TryGetValue(name, out PropertyListValue? value) || read(value) is not { } taken)
            return null;
        _left.Remove(name);
        return taken;
    }

    private T? TakeValue<T>(string name, Func<PropertyListValue, T?> read)
        where T : struct
    {
        if (!_left.TryGetValue(name, out PropertyListValue? value) || read(value) is not { } taken)
            return null;
        _left.Remove(name);
        return taken;
    }
}
