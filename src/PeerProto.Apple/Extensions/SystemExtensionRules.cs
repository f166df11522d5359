namespace PeerProto.Apple;

/// <summary>The rules for system extensions, among those of all profiles.</summary>
internal static class SystemExtensionRules
{
    public static void Check(ProfileInspection inspection)
    {
        ConfigurationProfile profile = inspection.Profile;
        if (!profile.Payloads.Any(static payload => payload.PayloadType is SystemExtensionProfile.PolicyType or SystemExtensionProfile.FilterType))
            return;
        foreach (SystemExtensionProfileFinding finding in SystemExtensionProfile.Check(profile.ToPropertyList()))
        {
            if (inspection.Findings.Any(known => known.Message == finding.Cause))
                continue; // a rule for every payload
            ProfilePayload? payload = profile.Payloads.FirstOrDefault(payload => payload.PayloadType == finding.Payload);
            if (finding.IsError)
                inspection.Error(ProfileFindingCode.SystemExtension, payload, finding.Cause, finding.Remedy);
            else
                inspection.Warn(ProfileFindingCode.SystemExtension, payload, finding.Cause, finding.Remedy);
        }
    }
}
