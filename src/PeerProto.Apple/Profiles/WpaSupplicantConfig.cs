namespace PeerProto.Apple;

/// <summary>
/// A Wi-Fi or Ethernet payload as a configuration of wpa_supplicant (and of eapol_test, which is made from it), so that a profile can be tried on Linux before it is handed out. Certificates and
/// keys stand within it. What cannot be said there is refused; above all a profile that does not say whom to trust: wpa_supplicant would then send the password to any server.
/// </summary>
public sealed class WpaSupplicantConfig
{
    private WpaSupplicantConfig(string text, string? anchorsPem, IReadOnlyList<string> remarks)
    {
        Text = text;
        AnchorsPem = anchorsPem;
        Remarks = remarks;
    }

    /// <summary>The configuration file. It holds passwords and keys.</summary>
    public string Text { get; }

    /// <summary>The anchors as PEM, to be written to <see cref="WpaSupplicantOptions.AnchorsFile"/>; null where the configuration names no such file.</summary>
    public string? AnchorsPem { get; }

    /// <summary>What is not quite the same as on Apple's systems, each a sentence without its full stop. They stand in the file as comments as well.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Converts a payload.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="profile">The profile that it is from, for its certificates.</param>
    /// <param name="options">Where files lie; null takes the defaults.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ProfileException">It does not say whom to trust, it cannot work, or wpa_supplicant cannot do the same.</exception>
    public static WpaSupplicantConfig From(InterfacePayload payload, ConfigurationProfile profile, WpaSupplicantOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(payload);
        ArgumentNullException.ThrowIfNull(profile);
        WpaSupplicantWriter writer = new(payload, profile, options ?? new WpaSupplicantOptions());
        string text = writer.Write();
        return new(text, writer.AnchorsPem, writer.Remarks);
    }

    /// <summary>Says that it is a configuration, without its content.</summary>
    /// <returns>The words.</returns>
    public override string ToString() => $"wpa_supplicant configuration, {Text.Length} characters";
}
