namespace PeerProto.Apple;

/// <summary>The one place that words what is wrong with stored credentials.</summary>
internal static class ThreadCredentialFailure
{
    public static ThreadCredentialException Unavailable(Exception? failure = null) => new(
        ThreadCredentialProblem.ServiceUnavailable,
        "The connection to com.apple.ThreadNetwork.xpc was interrupted (NSCocoaErrorDomain 4097): nothing answers there",
        "Run the app on an iPhone or iPad: ThreadNetwork does not work on a Mac. To test elsewhere, give the app FakeThreadService or FileThreadCredentialStore in the place of the framework",
        failure);

    public static ThreadCredentialException Refused(Exception? failure = null) => new(
        ThreadCredentialProblem.ServiceRefused,
        "com.apple.ThreadNetwork.xpc ended the connection (NSCocoaErrorDomain 4099): it does not take this app",
        "Check that the signed app has com.apple.developer.networking.manage-thread-network-credentials ('codesign -d --entitlements - App.app'); for distribution Apple grants it on request",
        failure);

    public static ThreadCredentialException Denied() => new(
        ThreadCredentialProblem.PermissionDenied, "The user did not allow access to the credentials", "Say what they are for, and ask again when the user asks for it");

    public static ThreadCredentialException OtherTeam() => new(
        ThreadCredentialProblem.OtherTeam, "Another team stored credentials for this border agent", "Only the app that stored them can change or remove them: store your own under your border router's identifier");

    public static ThreadCredentialException InvalidDataset(string finding) => new(
        ThreadCredentialProblem.InvalidDataset, $"The data set cannot be stored: {finding}", "Store a complete active data set, as the border router gives it");

    public static ThreadCredentialException NotFound(BorderAgentId id) => new(
        ThreadCredentialProblem.BorderAgentNotFound, $"No border agent advertises the identifier {id} on this network", "Browse for _meshcop._udp, take 'id' from the TXT record, and store on the same network");

    public static ThreadCredentialException Unusable(string path, string what, Exception? failure = null) => new(
        ThreadCredentialProblem.FileUnusable, $"The file '{path}' cannot be used ({what})", "Check that it is this user's alone (mode 0600) and was written by this store, or move it away", failure);

    public static ThreadCredentialException Full(int maximum) => new(
        ThreadCredentialProblem.Full, $"The store has credentials of {maximum} border agents already", "Delete those of border agents that are gone");

    /// <summary>Refuses what is not a complete active data set without errors.</summary>
    public static void RefuseUnlessStorable(ThreadDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.IsPending)
            throw InvalidDataset("it is a pending one");
        if (dataset.Validate().FirstOrDefault(finding => finding.Severity == ThreadFindingSeverity.Error) is { } error)
            throw InvalidDataset(error.Cause);
    }
}
