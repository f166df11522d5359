using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Handshake.Shapes;

namespace PeerProto.Protocol.Handshake;

/// <summary>
/// Whether two peers can talk, and over what. Their hellos may settle it; where only the fingerprints differ, each tells the other the shape of its contract, and both come to
/// the same verdict.
/// </summary>
internal static class ContractNegotiation
{
    private const int DifferencesInReason = 8;
    private const int FingerprintDigits = 8;

    /// <summary>Looks for what the hellos themselves rule out.</summary>
    /// <returns>Null when nothing is.</returns>
    public static ContractRefusal? Check(Hello local, Hello remote)
    {
        if (local.WireVersion != remote.WireVersion)
            return new ContractRefusal(CloseCode.WireVersionMismatch, $"the peer speaks wire version {remote.WireVersion}, this app {local.WireVersion}");
        if (local.Contract != remote.Contract)
            return new ContractRefusal(CloseCode.ContractMismatch, $"the peer speaks contract '{remote.Contract}', this app '{local.Contract}'");
        return null;
    }

    /// <summary>Whether the hellos name the same shape, so that nothing has to be compared.</summary>
    public static bool HasSameShape(Hello local, Hello remote) => local.Fingerprint.Span.SequenceEqual(remote.Fingerprint.Span);

    /// <summary>The shape of this side's contract as it travels.</summary>
    /// <param name="contract">This side's contract.</param>
    /// <param name="remote">What the other side said.</param>
    /// <param name="refusal">Why there is nothing to tell, else null.</param>
    public static byte[] Describe(PeerContractDescriptor contract, Hello remote, out ContractRefusal? refusal)
    {
        byte[] text = Encoding.UTF8.GetBytes(contract.Shape);
        string? obstacle = text.Length switch
        {
            0 => "is not known",
            > ProtocolLimits.MaximumShapeBytes => $"has {text.Length} bytes, and at most {ProtocolLimits.MaximumShapeBytes} can be compared",
            _ => null,
        };
        refusal = obstacle is null ? null : new ContractRefusal(
            CloseCode.ContractMismatch,
            $"the peer speaks contract '{contract.Name}' version {remote.ContractVersion}, this app version {contract.Version}, whose shape {obstacle}",
            $"contract '{contract.Name}': the shape of version {contract.Version} {obstacle}");
        return text;
    }

    /// <summary>Compares this side's contract with the shape that the other side told.</summary>
    /// <param name="contract">This side's contract.</param>
    /// <param name="remote">What the other side said.</param>
    /// <param name="shape">The other side's shape as it travelled.</param>
    /// <param name="refusal">Why the two cannot talk, else null.</param>
    /// <returns>Null when the two cannot talk.</returns>
    public static ContractAgreement? Agree(PeerContractDescriptor contract, Hello remote, in ReadOnlySequence<byte> shape, out ContractRefusal? refusal)
    {
        byte[] text = shape.ToArray();
        if (!SHA256.HashData(text).AsSpan(0, PeerContractDescriptor.FingerprintLength).SequenceEqual(remote.Fingerprint.Span))
        {
            refusal = new ContractRefusal(CloseCode.ProtocolViolation, "the shape of the peer's contract is not that of its fingerprint");
            return null;
        }

        if (!ContractShape.TryParse(Encoding.UTF8.GetString(text), out ContractShape? theirs, out string error))
        {
            refusal = new ContractRefusal(CloseCode.ContractMismatch, $"the shape of the peer's contract cannot be read: {error}", $"the shape of the contract cannot be read: {error}");
            return null;
        }

        if (!ContractShape.TryParse(contract.Shape, out ContractShape? mine, out error))
        {
            refusal = new ContractRefusal(CloseCode.InternalError, $"the shape of this app's contract cannot be read: {error}");
            return null;
        }

        ShapeComparison comparison = ShapeComparison.Compare(mine!, theirs!);
        refusal = comparison.IsCompatible ? null : Refuse(contract, remote, comparison);
        return comparison.IsCompatible ? ContractAgreement.OfCommon(comparison) : null;
    }

    /// <summary>Names of channels and calls are told to this side's developer only: they do not travel.</summary>
    private static ContractRefusal Refuse(PeerContractDescriptor contract, Hello remote, ShapeComparison comparison)
    {
        (string mine, string theirs) = Labels(contract, remote);
        ShapeDifference[] breaking = [.. comparison.Differences.Where(difference => difference.IsBreaking)];
        string here = List(breaking, int.MaxValue, difference => difference.Describe("here", "there", contract.NameOf(difference.Id)));
        string start = $"contract '{contract.Name}': ";
        string told = List(breaking, ProtocolLimits.MaximumReasonBytes - start.Length, difference => difference.Describe(mine, theirs));
        return new ContractRefusal(
            CloseCode.ContractMismatch,
            $"the peer speaks contract '{contract.Name}' version {remote.ContractVersion}, this app version {contract.Version}: {here}",
            start + told);
    }

    /// <summary>What each side is called in a text that both read.</summary>
    private static (string Mine, string Theirs) Labels(PeerContractDescriptor contract, Hello remote) =>
        contract.Version != remote.ContractVersion
            ? ($"in version {contract.Version}", $"in version {remote.ContractVersion}")
            : ($"in {Digits(contract.Fingerprint)}", $"in {Digits(remote.Fingerprint)}");

    private static string Digits(ReadOnlyMemory<byte> fingerprint) => Convert.ToHexStringLower(fingerprint.Span)[..FingerprintDigits];

    /// <summary>As many differences as fit, and how many more there are. The first is always there, cut later if need be.</summary>
    private static string List(ShapeDifference[] differences, int maximumBytes, Func<ShapeDifference, string> describe)
    {
        StringBuilder text = new();
        for (int i = 0; i < differences.Length; i++)
        {
            string next = describe(differences[i]);
            string more = $"; and {differences.Length - i} more";
            if (i > 0 && (i == DifferencesInReason || Encoding.UTF8.GetByteCount($"{text}; {next}{more}") > maximumBytes))
                return text.Append(more).ToString();
            text.Append(i > 0 ? "; " : "").Append(next);
        }

        return text.ToString();
    }
}
