namespace PeerProto.Generators.Model;

/// <summary>The TXT record that a contract's peers announce.</summary>
/// <param name="Type">The record, as generated code names it.</param>
/// <param name="Accessibility">The keyword that makes what takes it as visible as it is itself.</param>
internal sealed record AdvertisedTxtModel(string Type, string Accessibility);
