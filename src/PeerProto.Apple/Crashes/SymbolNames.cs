using System.Text;

namespace PeerProto.Apple;

/// <summary>Strips from a symbol what changes between builds of the same source: numbers of blocks and closures, template arguments, parts of a compiler.</summary>
internal static class SymbolNames
{
    private const string Block = "_block_invoke";

    private static readonly string[] Prefixes = ["partial apply for ", "specialized ", "@objc ", "reabstraction thunk helper for ", "merged ", "generic ", "thunk for ", "implicit closure ", "closure "];

    public static string Normalize(string symbol)
    {
        string name = symbol.Trim();
        if (name.IndexOf(Block, StringComparison.Ordinal) is var block and > 0)
            name = OwnerOfBlock(name[..block]);
        name = WithoutClosures(name);
        foreach (string mark in (ReadOnlySpan<string>)[".cold.", ".llvm.", " (.cold", " [inlined]"])
        {
            if (name.IndexOf(mark, StringComparison.Ordinal) is var at and > 0)
                name = name[..at];
        }

        return name.Contains('<', StringComparison.Ordinal) ? WithoutTemplates(name) : name;
    }

    // ___foo_block_invoke_2 is a block of foo, __44-[Foo bar]_block_invoke one of -[Foo bar]
    private static string OwnerOfBlock(string name)
    {
        string owner = name.TrimStart('_');
        string method = owner.TrimStart("0123456789".AsSpan()).ToString();
        return method.StartsWith("-[", StringComparison.Ordinal) || method.StartsWith("+[", StringComparison.Ordinal) ? method : owner;
    }

    // closure #1 (Int) -> () in closure #2 in Store.save()
    private static string WithoutClosures(string name)
    {
        for (int rounds = 0; rounds < 16; rounds++)
        {
            string before = name;
            foreach (string prefix in Prefixes)
            {
                if (!name.StartsWith(prefix, StringComparison.Ordinal))
                    continue;
                int within = prefix.EndsWith("closure ", StringComparison.Ordinal) ? name.IndexOf(" in ", StringComparison.Ordinal) : -1;
                name = within > 0 ? name[(within + " in ".Length)..] : prefix.EndsWith("closure ", StringComparison.Ordinal) ? name : name[prefix.Length..];
            }

            if (name == before)
                break;
        }

        return name;
    }

    private static string WithoutTemplates(string name)
    {
        StringBuilder kept = new(name.Length);
        int depth = 0;
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            bool isOfOperator = kept.Length >= 8 && kept.ToString(kept.Length - 8, 8) is "operator" || (kept.Length >= 9 && kept.ToString(kept.Length - 9, 9) is "operator<" or "operator>" or "operator-");
            if (c == '<' && i > 0 && !isOfOperator)
                depth++;
            else if (c == '>' && depth > 0 && !(i > 0 && name[i - 1] == '-'))
                depth--;
            else if (depth == 0)
                kept.Append(c);
        }

        return depth == 0 ? kept.ToString() : name; // unbalanced: not a template
    }
}
