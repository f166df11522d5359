namespace PeerProto.Generators.Parsing;

/// <summary>The names of types that the generator looks for or names in its code.</summary>
internal static class KnownNames
{
    public const string PeerMessageAttribute = "PeerProto.PeerMessageAttribute";
    public const string PeerContractAttribute = "PeerProto.PeerContractAttribute";
    public const string PeerTxtRecordAttribute = "PeerProto.PeerTxtRecordAttribute";
    public const string TxtKeyAttribute = "PeerProto.TxtKeyAttribute";
    public const string AdvertisesAttribute = "PeerProto.AdvertisesAttribute";
    public const string MemberAttribute = "PeerProto.MemberAttribute";
    public const string UnionCaseAttribute = "PeerProto.UnionCaseAttribute";
    public const string UnknownCaseAttribute = "PeerProto.UnknownCaseAttribute";
    public const string SurrogateAttribute = "PeerProto.PeerSurrogateAttribute";
    public const string MemberCodecAttribute = "PeerProto.PeerCodecAttribute";
    public const string WireShapeAttribute = "PeerProto.WireShapeAttribute";
    public const string ReservedAttribute = "PeerProto.ReservedAttribute";
    public const string UnknownMembers = "PeerProto.UnknownMembers";
    public const string UnionAttribute = "MessagePack.UnionAttribute";
    public const string MessagePackObjectAttribute = "MessagePack.MessagePackObjectAttribute";
    public const string MessagePackFormatterAttribute = "MessagePack.MessagePackFormatterAttribute";
    public const string MessagePackCallbacks = "MessagePack.IMessagePackSerializationCallbackReceiver";
    public const string SerializationConstructorAttribute = "MessagePack.SerializationConstructorAttribute";
    public const string IgnoreMemberAttribute = "MessagePack.IgnoreMemberAttribute";
    public const string IgnoreDataMemberAttribute = "System.Runtime.Serialization.IgnoreDataMemberAttribute";
    public const string KeyAttribute = "MessagePack.KeyAttribute";
    public const string MaxLengthAttribute = "System.ComponentModel.DataAnnotations.MaxLengthAttribute";
    public const string ChannelAttribute = "PeerProto.ChannelAttribute";
    public const string CallAttribute = "PeerProto.CallAttribute";
    public const string StreamAttribute = "PeerProto.StreamAttribute";
    public const string RequiresAttribute = "PeerProto.RequiresAttribute";
    public const string ThrowsAttribute = "PeerProto.ThrowsAttribute";
    public const string BorrowedChannelAttribute = "PeerProto.CompilerServices.BorrowedChannelAttribute";
    public const string RequiredMembersAttribute = "PeerProto.CompilerServices.RequiredMembersAttribute";
    public const string MessageChannel = "PeerProto.IMessageChannel";
    public const string PeerCodecInterface = "PeerProto.CompilerServices.IPeerCodec`1";
    public const string PeerCodecInterfaceName = "PeerProto.CompilerServices.IPeerCodec";
    public const string PeerContractInterface = "PeerProto.CompilerServices.IPeerContract`1";

    public const string TxtRecordInterface = "PeerProto.ITxtRecord`1";
    public const string TxtRecordInterfaceName = "PeerProto.ITxtRecord";

    /// <summary>The name of the struct that the generator adds to a message.</summary>
    public const string PeerCodec = "PeerCodec";

    /// <summary>The name of the ref struct that the generator adds to a message, and of the attribute's property that asks for it.</summary>
    public const string View = "View";

    /// <summary>Where everything that generated code calls stands.</summary>
    public const string CompilerServices = "global::PeerProto.CompilerServices";
}
