using System.Text;

namespace PeerProto.Tests.Security;

/// <summary>What must not be found in any output, in whatever form it could have got there.</summary>
internal sealed class Secrets
{
    private readonly List<(string Name, string Form)> _forms = [];

    public void Add(string name, ReadOnlySpan<byte> secret)
    {
        _forms.Add((name, Convert.ToHexStringLower(secret)));
        _forms.Add((name, Convert.ToHexString(secret)));
        _forms.Add((name, BitConverter.ToString(secret.ToArray())));
        _forms.Add((name, string.Join(", ", secret.ToArray())));
        _forms.Add((name, string.Join(",", secret.ToArray())));
        foreach (int shift in new[] { 0, 1, 2 }) // base64 of something that the secret is a part of
        {
            string coded = Convert.ToBase64String([.. new byte[shift], .. secret])[(shift + 1)..^4];
            _forms.Add((name, coded));
            _forms.Add((name, coded.Replace('+', '-').Replace('/', '_')));
        }
    }

    public void Add(string name, string secret)
    {
        _forms.Add((name, secret));
        Add(name, Encoding.UTF8.GetBytes(secret));
    }

    /// <summary>The names of those that a text holds.</summary>
    public IReadOnlyList<string> FindIn(string text) => [.. _forms.Where(secret => text.Contains(secret.Form, StringComparison.Ordinal)).Select(secret => secret.Name).Distinct()];
}
