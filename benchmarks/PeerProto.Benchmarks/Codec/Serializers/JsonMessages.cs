using System.Text.Json.Serialization;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Codec.Serializers;

[JsonSerializable(typeof(SmallMessage))]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(LargeMessage))]
internal sealed partial class JsonMessages : JsonSerializerContext;
