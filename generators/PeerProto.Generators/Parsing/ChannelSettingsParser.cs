using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Reads what a channel says of its messages' way, and refuses what contradicts its delivery. The table stands in <c>docs/delivery.md</c>.</summary>
internal static class ChannelSettingsParser
{
    /// <summary>The deliveries, by value.</summary>
    public static readonly string[] Deliveries = ["ReliableOrdered", "BestEffort", "LatestOnly", "ReliableUnordered", "Sequenced"];

    private const int LowestPriority = -1;

    private static readonly string[] Overflows = ["Wait", "DropOldest", "DropNewest", "KeepLatest", "Fail"];
    private static readonly string[] Priorities = ["Low", "Normal", "High"];

    private static readonly string[][] OverflowsOfDeliveries =
    [
        ["Wait", "Fail"],
        ["DropOldest", "DropNewest", "KeepLatest", "Wait", "Fail"],
        ["KeepLatest"],
        ["Wait", "Fail"],
        ["DropOldest", "DropNewest", "KeepLatest", "Wait", "Fail"],
    ];

    /// <summary>Reads them.</summary>
    /// <param name="mark">The channel's attribute.</param>
    /// <param name="channel">The channel's name.</param>
    /// <param name="delivery">The value of its delivery.</param>
    /// <param name="findings">Where errors go.</param>
    public static ChannelSettings Parse(AttributeData mark, string channel, int delivery, Findings findings)
    {
        string[] allowed = OverflowsOfDeliveries[delivery];
        int? wanted = Settings.Read(mark, "Overflow", channel, 0, Overflows.Length - 1, findings);
        int? priority = Settings.Read(mark, "Priority", channel, LowestPriority, LowestPriority + Priorities.Length - 1, findings);
        var settings = new ChannelSettings(
            wanted is { } value && value >= 0 && value < Overflows.Length ? Overflows[value] : allowed[0],
            Priorities[findings.HasErrors ? 1 : (priority ?? 0) - LowestPriority],
            Settings.Read(mark, "MaximumWaiting", channel, 1, ProtocolLimits.MostMaximumWaiting, findings),
            Settings.Read(mark, "TimeToLiveMilliseconds", channel, 1, int.MaxValue, findings),
            Settings.Read(mark, "MaxSize", channel, 1, int.MaxValue, findings),
            Settings.Read(mark, "Concurrency", channel, 1, ProtocolLimits.MostConcurrency, findings));
        if (!allowed.Contains(settings.Overflow))
            findings.Report(DiagnosticCatalogue.OverflowContradictsDelivery, mark, channel, settings.Overflow, Deliveries[delivery], string.Join(", ", allowed));
        if (settings.TimeToLiveMilliseconds is not null && (Deliveries[delivery].StartsWith("Reliable", System.StringComparison.Ordinal) || settings.Overflow is "Wait" or "Fail"))
            findings.Report(DiagnosticCatalogue.TimeToLiveContradicts, mark, channel, Deliveries[delivery], settings.Overflow);
        if (settings is { MaximumWaiting: not null, Overflow: "Wait" or "KeepLatest" })
            findings.Report(DiagnosticCatalogue.MaximumWaitingHasNoEffect, mark, channel, settings.Overflow);
        return settings;
    }
}
