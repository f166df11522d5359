namespace PeerProto.Apple;

/// <summary>Reads <c>/Library/SystemExtensions/db.plist</c>.</summary>
internal static class SystemExtensionDatabase
{
    private const string CategoryPrefix = "com.apple.system_extension.";

    public static SystemExtensionList Read(PropertyListValue database)
    {
        if (database["extensions"] is not { Kind: PropertyListKind.Array } rows)
            throw new SystemExtensionException("the property list has no array of extensions", "Give /Library/SystemExtensions/db.plist");
        List<SystemExtension> extensions = [];
        List<string> remarks = [];
        int odd = 0;
        foreach (PropertyListValue row in rows.Items.Take(SystemExtensionList.MaximumExtensions))
        {
            if (ReadRow(row) is { } extension)
                extensions.Add(extension);
            else
                odd++;
        }

        if (rows.Items.Count > SystemExtensionList.MaximumExtensions)
            remarks.Add($"{rows.Items.Count - SystemExtensionList.MaximumExtensions} extensions are left out: {SystemExtensionList.MaximumExtensions} are the most that are kept");
        if (odd > 0)
            remarks.Add($"{odd} entries have no identifier, team or state");
        return new SystemExtensionList(extensions, remarks);
    }

    private static SystemExtension? ReadRow(PropertyListValue row)
    {
        if (row["identifier"]?.Text is not { } bundle || row["state"]?.Text is not { } written)
            return null;
        string state = SystemExtensionStates.Normalize(written);
        PropertyListValue? version = row["bundleVersion"];
        return new SystemExtension(
            row["teamID"]?.Text ?? "",
            bundle,
            version?["CFBundleShortVersionString"]?.Text,
            version?["CFBundleVersion"]?.Text,
            row["name"]?.Text ?? "",
            [.. (row["categories"]?.Items ?? []).Select(static category => category.Text).OfType<string>().Select(static category => category.StartsWith(CategoryPrefix, StringComparison.Ordinal) ? category[CategoryPrefix.Length..] : category)],
            SystemExtensionStates.Parse(state),
            state,
            ContainerPath: row["container"]?["bundlePath"]?.Text ?? row["originPath"]?.Text);
    }
}
