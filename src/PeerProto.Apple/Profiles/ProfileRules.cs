namespace PeerProto.Apple;

/// <summary>Rules that hold for every profile and payload.</summary>
internal static class ProfileRules
{
    public static void Check(ProfileInspection inspection)
    {
        ConfigurationProfile profile = inspection.Profile;
        CheckIdentity(inspection, null, profile.Identifier, profile.Uuid);
        CheckKinds(inspection, null, profile.KnownKeys, profile.Other);
        if (profile.Payloads.Count == 0)
            inspection.Error(ProfileFindingCode.NoPayload, null, "the profile has no payload", "Add what it shall configure");
        foreach (ProfilePayload payload in profile.Payloads)
        {
            if (payload.PayloadType.Length == 0)
                inspection.Error(ProfileFindingCode.MissingKey, payload, "PayloadType is missing", "Add it");
            CheckIdentity(inspection, payload, payload.Identifier, payload.Uuid);
            CheckKinds(inspection, payload, payload.KnownKeys, payload.Other);
            if (payload.HoldsSecret && inspection.Options.Signature is null)
                inspection.Warn(ProfileFindingCode.PlainPassword, payload, "a password stands in it in the clear, and the profile is not signed", "Hand it out by device management or for one user only, and sign it; signing hides nothing, but nobody can change it unseen");
        }

        CheckUnique(inspection, "PayloadUUID", [profile.Uuid, .. profile.Payloads.Select(static payload => payload.Uuid)]);
        CheckUnique(inspection, "PayloadIdentifier", [profile.Identifier, .. profile.Payloads.Select(static payload => payload.Identifier)]);
    }

    private static void CheckIdentity(ProfileInspection inspection, ProfilePayload? payload, string identifier, string uuid)
    {
        if (identifier.Length == 0)
            inspection.Error(ProfileFindingCode.MissingKey, payload, "PayloadIdentifier is missing", "Add a name in reverse DNS order");
        if (uuid.Length == 0)
            inspection.Error(ProfileFindingCode.MissingKey, payload, "PayloadUUID is missing", "Add one, by uuidgen for example");
        else if (!Guid.TryParseExact(uuid, "D", out _))
            inspection.Error(ProfileFindingCode.WrongValue, payload, "PayloadUUID is no UUID", "Use the output of uuidgen");
    }

    // what a type knows is left over only where its value could not be used
    internal static void CheckKinds(ProfileInspection inspection, ProfilePayload? payload, IEnumerable<string> known, IReadOnlyDictionary<string, PropertyListValue> other)
    {
        foreach (string key in known.Where(other.ContainsKey))
            inspection.Error(ProfileFindingCode.WrongValue, payload, $"{key} has a value of a wrong kind, or none of those that are allowed", "Write it as Apple's schema of the payload tells");
    }

    private static void CheckUnique(ProfileInspection inspection, string key, IEnumerable<string> values)
    {
        foreach (string twice in values.Where(static value => value.Length > 0).GroupBy(static value => value, StringComparer.OrdinalIgnoreCase).Where(static group => group.Count() > 1).Select(static group => group.Key))
            inspection.Error(ProfileFindingCode.DuplicateIdentity, null, $"{key} {twice} is there more than once", "Give each payload its own");
    }
}
