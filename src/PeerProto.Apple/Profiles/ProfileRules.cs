namespace PeerProto.Apple;

/// <summary>Rules that hold for every profile and payload.</summary>
internal static class ProfileRules
{
    public static void Check(ProfileInspection inspection)
    {
        ConfigurationProfile profile = inspection.Profile;
        CheckIdentity(inspection, null, profile.Identifier, profile.Uuid);
        CheckKinds(inspection, null, profile.KnownKeys, profile.Other);
        CheckKinds(inspection, null, KeyKinds.Profile, profile.Other);
        CheckMissing(inspection, null, profile.MissingKeys);
        CheckSignature(inspection);
        if (profile.Payloads.Count == 0)
            inspection.Error(ProfileFindingCode.NoPayload, null, "the profile has no payload", "Add what it shall configure");
        foreach (ProfilePayload payload in profile.Payloads)
        {
            if (payload.PayloadType.Length == 0)
                inspection.Error(ProfileFindingCode.MissingKey, payload, "PayloadType is missing", "Add it");
            CheckIdentity(inspection, payload, payload.Identifier, payload.Uuid);
            CheckKinds(inspection, payload, payload.KnownKeys, payload.Other);
            CheckMissing(inspection, payload, payload.MissingKeys);
            if (payload.HoldsSecret || HoldsSecret(payload.Other) || (payload is InterfacePayload { Eap: { } eap } && HoldsSecret(eap.Other)))
                TellSecret(inspection, payload);
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

    internal static void CheckKinds(ProfileInspection inspection, ProfilePayload? payload, IEnumerable<(string Key, PropertyListKind Kind)> kinds, IReadOnlyDictionary<string, PropertyListValue> other)
    {
        foreach ((string key, PropertyListKind kind) in kinds.Where(entry => other.TryGetValue(entry.Key, out PropertyListValue? value) && value.Kind != entry.Kind))
            inspection.Error(ProfileFindingCode.WrongValue, payload, $"{key} has a value of a wrong kind", $"Write it as {kind}");
    }

    private static void CheckMissing(ProfileInspection inspection, ProfilePayload? payload, IReadOnlyList<string> keys)
    {
        foreach (string key in keys)
        {
            const string Remedy = "Add it, or write the profile anew here";
            if (key.StartsWith("Payload", StringComparison.Ordinal))
                inspection.Error(ProfileFindingCode.MissingKey, payload, $"{key} is missing", Remedy);
            else
                inspection.Warn(ProfileFindingCode.MissingKey, payload, $"{key} is missing", Remedy); // the type says the same
        }
    }

    // signed is not encrypted: who can read the file can read the password, whoever signed it
    private static void TellSecret(ProfileInspection inspection, ProfilePayload payload)
    {
        const string Remedy = "Hand it out by device management or for one user only; signing hides nothing";
        if (inspection.Options.Signature is not { } signature)
            inspection.Warn(ProfileFindingCode.PlainPassword, payload, "a password stands in it in the clear, and the profile is not signed", Remedy);
        else if (signature.IsSelfIssued)
            inspection.Warn(ProfileFindingCode.PlainPassword, payload, "a password stands in it in the clear, and the signer vouches only for itself", Remedy);
        else
            inspection.Note(ProfileFindingCode.PlainPassword, payload, "a password stands in it in the clear, although it is signed", Remedy);
    }

    private static void CheckSignature(ProfileInspection inspection)
    {
        if (inspection.Options.Signature is not { } signature)
            return;
        DateTimeOffset now = inspection.Options.TimeProvider.GetUtcNow();
        string others = signature.SignerCount > 1 ? $" and {signature.SignerCount - 1} more" : "";
        if (signature.IsSelfIssued)
            inspection.Warn(ProfileFindingCode.Signature, null, $"it is signed by {signature.Signer}{others}, who vouches for itself: anybody can sign so, and can sign a changed profile again", "Sign it with a certificate of an authority that the devices trust");
        else
            inspection.Note(ProfileFindingCode.Signature, null, $"it is signed by {signature.Signer}{others}, by the word of {signature.Issuer}; whether a root stands behind that was not checked", "See what the device says when it is installed");
        if (now > signature.NotAfter)
            inspection.Warn(ProfileFindingCode.Signature, null, $"the signer's certificate ended on {signature.NotAfter:yyyy-MM-dd}", "Sign it again");
        else if (now < signature.NotBefore)
            inspection.Warn(ProfileFindingCode.Signature, null, $"the signer's certificate holds only from {signature.NotBefore:yyyy-MM-dd}", "Wait until then, or look at the clock");
        if (signature.IsByWeakDigest)
            inspection.Warn(ProfileFindingCode.Signature, null, "it is signed by way of MD5 or SHA-1, for which another profile with the same signature can be made", "Sign it again");
    }

    private static bool HoldsSecret(IReadOnlyDictionary<string, PropertyListValue> members) => members.Any(static pair => HoldsSecret(pair.Key, pair.Value));

    private static bool HoldsSecret(string name, PropertyListValue value) => value.Kind switch
    {
        PropertyListKind.Text => IsSecret(name) && value.Text!.Length > 0,
        PropertyListKind.Data => IsSecret(name) && value.Data is { Length: > 0 },
        PropertyListKind.Array => value.Items.Any(item => HoldsSecret(name, item)),
        PropertyListKind.Dictionary => HoldsSecret(value.Members),
        _ => false,
    };

    private static bool IsSecret(string name) => name.EndsWith("Password", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Secret", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("Passphrase", StringComparison.OrdinalIgnoreCase) || name is "Challenge";

    private static void CheckUnique(ProfileInspection inspection, string key, IEnumerable<string> values)
    {
        foreach (string twice in values.Where(static value => value.Length > 0).GroupBy(static value => value, StringComparer.OrdinalIgnoreCase).Where(static group => group.Count() > 1).Select(static group => group.Key))
            inspection.Error(ProfileFindingCode.DuplicateIdentity, null, $"{key} {twice} is there more than once", "Give each payload its own");
    }
}
