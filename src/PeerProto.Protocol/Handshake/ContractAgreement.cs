using PeerProto.CompilerServices;
using PeerProto.Protocol.Handshake.Shapes;

namespace PeerProto.Protocol.Handshake;

/// <summary>What two peers of one contract have in common.</summary>
public sealed class ContractAgreement
{
    private readonly HashSet<int> _common;

    private ContractAgreement(IEnumerable<int> common, ShapeComparison? comparison)
    {
        _common = [.. common];
        Comparison = comparison;
    }

    /// <summary>How the two contracts compare, or null where their shapes are the same.</summary>
    public ShapeComparison? Comparison { get; }

    /// <summary>Whether both have a channel or call.</summary>
    /// <param name="id">Its number.</param>
    public bool Supports(int id) => _common.Contains(id);

    /// <summary>The agreement of peers whose contracts have the same shape: everything.</summary>
    /// <param name="contract">The contract.</param>
    internal static ContractAgreement OfAll(PeerContractDescriptor contract) =>
        new(contract.Channels.Select(channel => channel.Id).Concat(contract.Calls.Select(call => call.Id)), null);

    /// <summary>The agreement of peers whose contracts differ and can talk.</summary>
    /// <param name="comparison">How they compare.</param>
    internal static ContractAgreement OfCommon(ShapeComparison comparison) => new(comparison.Common, comparison);
}
