using System.Composition;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using PeerProto.Generators.CodeFixes.Applying;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.CodeFixes.Contracts;

/// <summary>Turns a contract's name into a service name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ServiceNameFix() : SyntaxCodeFix("Make it a service name", "PEER0004")
{
    internal override bool CanFix(FixTarget target) => ServiceName(target) is not null;

    internal override async Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken)
    {
        SyntaxEditor file = (await editor.EditorOfAsync(target.Node, cancellationToken).ConfigureAwait(false))!;
        ExpressionSyntax name = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(ServiceName(target)!));
        file.ReplaceNode(target.Attribute!, (current, _) => SyntaxEdits.WithFirstArgument((AttributeSyntax)current, name));
    }

    private static string? ServiceName(FixTarget target)
    {
        if (target.Attribute?.ArgumentList?.Arguments.FirstOrDefault()?.Expression is not { } argument || target.Model.GetConstantValue(argument).Value is not string name)
            return null;
        var words = new StringBuilder();
        for (int index = 0; index < name.Length; index++)
        {
            bool isWordStart = char.IsUpper(name[index]) && index > 0 && char.IsLower(name[index - 1]);
            bool isUsable = name[index] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
            if ((isWordStart || !isUsable) && words.Length > 0 && words[words.Length - 1] != '-')
                words.Append('-');
            if (isUsable)
                words.Append(char.ToLowerInvariant(name[index]));
        }

        string candidate = words.ToString();
        if (candidate.Length > ProtocolLimits.MaxContractNameLength)
            candidate = candidate.Substring(0, ProtocolLimits.MaxContractNameLength);
        candidate = candidate.Trim('-');
        return ContractNames.IsServiceName(candidate) ? candidate : null;
    }
}
