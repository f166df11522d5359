using System.Text.Json;
using System.Text.Json.Serialization;

namespace PeerProto.Security.Stores;

/// <summary>Strict: what is not known or comes twice is refused, so that nothing a newer version wrote is lost in silence.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(TrustFile))]
internal sealed partial class TrustFileContext : JsonSerializerContext;
