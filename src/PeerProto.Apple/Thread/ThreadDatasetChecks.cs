using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace PeerProto.Apple;

/// <summary>The rules that a data set is checked by: what OpenThread refuses, what Matter needs, and what is suspicious.</summary>
internal static class ThreadDatasetChecks
{
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(72);

    /// <summary>The key of OpenThread's examples, which many a network was formed with.</summary>
    private static ReadOnlySpan<byte> PublishedKey => [0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF];

    public static List<ThreadFinding> Check(int length, ThreadTlvWalk walk)
    {
        List<ThreadFinding> findings = [];
        if (length > ThreadDataset.MaximumLength)
        {
            findings.Add(new ThreadFinding(
                ThreadFindingKind.TooLong, ThreadFindingSeverity.Error, null, null,
                $"The data set has {length} bytes, more than {ThreadDataset.MaximumLength}", "Get it again: no network can hold one of this size"));
        }

        if (walk.Break is { } broken)
        {
            findings.Add(new ThreadFinding(
                ThreadFindingKind.Broken, ThreadFindingSeverity.Error, null, broken.Offset, broken.ToString(),
                "Get the data set again: something was cut out or lost, for example when it was redacted or copied"));
        }

        HashSet<ThreadTlvType> seen = [];
        foreach (ThreadTlv tlv in walk.Tlvs)
        {
            if (!seen.Add(tlv.Type))
                findings.Add(Error(ThreadFindingKind.Duplicate, tlv, $"{Name(tlv)} stands there twice, the second time at byte {tlv.Offset}", "Keep one of them, or get the data set again"));
            CheckValue(tlv, findings);
        }

        CheckTogether(walk.Tlvs, findings);
        bool isPending = Array.Exists(ThreadTlvRules.Pending, seen.Contains);
        foreach (ThreadTlvType missing in isPending ? [.. ThreadTlvRules.Complete, .. ThreadTlvRules.Pending] : ThreadTlvRules.Complete)
        {
            if (!seen.Contains(missing))
            {
                findings.Add(new ThreadFinding(
                    ThreadFindingKind.Missing, ThreadFindingSeverity.Error, missing, null, $"{ThreadTlvRules.NameOf(missing)} is missing",
                    missing == ThreadTlvType.NetworkKey ? "Get the whole data set: without the network key nobody can join" : "Get the whole data set from a border router or its app"));
            }
        }

        return findings;
    }

    private static void CheckValue(ThreadTlv tlv, List<ThreadFinding> findings)
    {
        if (!tlv.IsKnown)
        {
            findings.Add(Warning(ThreadFindingKind.UnknownType, tlv, $"{Name(tlv)} at byte {tlv.Offset} has no name; it is kept as it is", "Nothing, when a newer Thread wrote it; otherwise get the data set again"));
            return;
        }

        if (ThreadTlvRules.LengthOf(tlv.Type) is not { } length)
        {
            findings.Add(Warning(ThreadFindingKind.NotOfADataset, tlv, $"{Name(tlv)} at byte {tlv.Offset} does not belong into a data set", "Get the data set again if a device refuses it"));
            return;
        }

        if (!ThreadTlvRules.Fits(tlv))
        {
            string expected = length.Minimum == length.Maximum ? $"{length.Minimum}" : $"{length.Minimum} to {length.Maximum}";
            findings.Add(Error(ThreadFindingKind.WrongLength, tlv, $"{Name(tlv)} has {tlv.Value.Length} bytes and not {expected}", "Get the data set again"));
            return;
        }

        ReadOnlySpan<byte> value = tlv.Value.Span;
        switch (tlv.Type)
        {
            case ThreadTlvType.Channel or ThreadTlvType.WakeupChannel when ThreadChannel.TryRead(value, out ThreadChannel channel) && !channel.IsUsable:
                findings.Add(Error(ThreadFindingKind.ChannelOutOfRange, tlv, $"{Name(tlv)} is {channel}", $"Thread uses channels {ThreadChannel.First} to {ThreadChannel.Last} of page 0"));
                break;
            case ThreadTlvType.PanId when BinaryPrimitives.ReadUInt16BigEndian(value) == 0xFFFF:
                findings.Add(Error(ThreadFindingKind.PanIdIsBroadcast, tlv, "The PAN ID is FFFF, which addresses every network", "Choose another"));
                break;
            case ThreadTlvType.ExtendedPanId when !value.ContainsAnyExcept((byte)0) || !value.ContainsAnyExcept((byte)0xFF):
                findings.Add(Error(ThreadFindingKind.ExtendedPanIdUnusable, tlv, "The Extended PAN ID is all zeros or all ones", "Choose another"));
                break;
            case ThreadTlvType.NetworkName when !Utf8.IsValid(value) || Encoding.UTF8.GetString(value).Any(char.IsControl):
                findings.Add(Error(ThreadFindingKind.NameMalformed, tlv, "The Network Name is not UTF-8 without control characters", "Choose another, or get the data set again"));
                break;
            case ThreadTlvType.MeshLocalPrefix when value[0] != 0xFD:
                findings.Add(Error(ThreadFindingKind.PrefixNotLocal, tlv, "The Mesh-Local Prefix does not begin with fd", "Choose a random one of fd00::/8 (RFC 4193)"));
                break;
            case ThreadTlvType.ActiveTimestamp or ThreadTlvType.PendingTimestamp when !value.ContainsAnyExcept((byte)0):
                findings.Add(Warning(ThreadFindingKind.TimestampIsZero, tlv, $"{Name(tlv)} is zero, and a network that was formed has at least 1", "Ask the border router for the data set of the running network"));
                break;
            case ThreadTlvType.SecurityPolicy when ThreadSecurityPolicy.TryRead(value, out ThreadSecurityPolicy policy) && policy.RotationHours < ThreadSecurityPolicy.MinimumRotationHours:
                findings.Add(Error(
                    ThreadFindingKind.RotationTooShort, tlv, $"The key would change every {policy.RotationHours} hours", $"Take at least {ThreadSecurityPolicy.MinimumRotationHours}; {ThreadSecurityPolicy.Default.RotationHours} is usual"));
                break;
            case ThreadTlvType.DelayTimer when ThreadTlvRules.TryReadDelay(value, out TimeSpan delay) && (delay < ShortestDelay || delay > LongestDelay):
                findings.Add(Warning(ThreadFindingKind.DelayOutOfRange, tlv, $"The Delay Timer is {delay.TotalMilliseconds:0} ms", "Leaders take 30 s to 72 h; a running countdown passes through less"));
                break;
            case ThreadTlvType.ChannelMask when !ThreadChannelMask.TryRead(value, out _):
                findings.Add(Error(ThreadFindingKind.ChannelMaskMalformed, tlv, "The Channel Mask is not made of a page, the length 4 and four bytes", "Get the data set again"));
                break;
            case ThreadTlvType.NetworkKey or ThreadTlvType.Pskc when !value.ContainsAnyExcept((byte)0):
                findings.Add(Error(ThreadFindingKind.KeyIsZero, tlv, $"{Name(tlv)} is all zeros: it was redacted, or never set", "Use the data set before its redaction"));
                break;
            case ThreadTlvType.NetworkKey when value.SequenceEqual(PublishedKey):
                findings.Add(Warning(
                    ThreadFindingKind.KeyIsPublished, tlv, "The Network Key is the one of OpenThread's examples: everybody can read and join this network", "Form a network with a random key, outside a laboratory"));
                break;
        }
    }

    private static void CheckTogether(ThreadTlv[] tlvs, List<ThreadFinding> findings)
    {
        ThreadTlv channelTlv = Array.Find(tlvs, tlv => tlv.Type == ThreadTlvType.Channel);
        ThreadTlv maskTlv = Array.Find(tlvs, tlv => tlv.Type == ThreadTlvType.ChannelMask);
        if (ThreadChannel.TryRead(channelTlv.Value.Span, out ThreadChannel channel) && channel.IsUsable
            && maskTlv.Value.Length > 0 && ThreadChannelMask.TryRead(maskTlv.Value.Span, out ThreadChannelMask[]? masks)
            && !Array.Exists(masks, mask => mask.Contains(channel)))
        {
            findings.Add(Warning(ThreadFindingKind.ChannelNotInMask, channelTlv, $"Channel {channel} is not in the Channel Mask ({maskTlv.Describe()})", "Check which of the two is meant"));
        }
    }

    private static string Name(ThreadTlv tlv) => ThreadTlvRules.NameOf(tlv.Type) is var name && char.IsLower(name[0]) ? char.ToUpperInvariant(name[0]) + name[1..] : name;

    private static ThreadFinding Error(ThreadFindingKind kind, ThreadTlv tlv, string cause, string remedy) =>
        new(kind, ThreadFindingSeverity.Error, tlv.Type, tlv.Offset, cause, remedy);

    private static ThreadFinding Warning(ThreadFindingKind kind, ThreadTlv tlv, string cause, string remedy) =>
        new(kind, ThreadFindingSeverity.Warning, tlv.Type, tlv.Offset, cause, remedy);
}
