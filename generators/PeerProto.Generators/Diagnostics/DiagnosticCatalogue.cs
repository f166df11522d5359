using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace PeerProto.Generators.Diagnostics;

/// <summary>
/// Every diagnostic of PeerProto. Each has a row in the release table, a page in <c>docs/diagnostics</c> and a test. A number is never
/// used again. 0001–0099: contracts and channels; 0100–0199: messages and member types; 0200–0299: calls and streams; 0300–0399: evolution; 0400–0499: TXT records.
/// </summary>
internal static class DiagnosticCatalogue
{
    private const string Category = "PeerProto";
    private const string Pages = "https://github.com/peerproto/peerproto/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor ContractNotPartial = Error(
        "PEER0001", "A contract is partial", "Declare '{0}' as partial, so that the generator can add its descriptor to it");

    public static readonly DiagnosticDescriptor ContractMisplaced = Error(
        "PEER0002", "A contract stands in a namespace", "Move '{0}' out of {1}: the types generated for a contract stand beside it in its namespace");

    public static readonly DiagnosticDescriptor ContractGeneric = Error(
        "PEER0003", "A contract is not generic", "Remove the type parameters of '{0}': peers agree on one shape for each contract");

    public static readonly DiagnosticDescriptor ContractNameInvalid = Error(
        "PEER0004",
        "A contract's name is a service name",
        "'{0}' is no service name: use 1 to 15 lower-case letters, digits and single inner hyphens, with at least one letter");

    public static readonly DiagnosticDescriptor ContractVersionInvalid = Error(
        "PEER0005", "A contract's version is 1 or more", "Version {0} is too low: versions of a contract start at 1");

    public static readonly DiagnosticDescriptor ContractMemberNotMarked = Error(
        "PEER0006",
        "Every member of a contract is a channel or a call",
        "Mark '{0}' with [Channel] if it is a property or with [Call] if it is a method, give it a body, or remove it from the contract");

    public static readonly DiagnosticDescriptor ChannelTypeInvalid = Error(
        "PEER0007", "A channel is a property that only gets an IMessageChannel", "Declare '{0}' as IMessageChannel<T> {{ get; }}");

    public static readonly DiagnosticDescriptor ContractIdOutOfRange = Error(
        "PEER0008", "A channel's or call's id lies in range", "The id {0} of '{1}' is out of range: use 1 to {2}");

    public static readonly DiagnosticDescriptor ContractIdDuplicate = Error(
        "PEER0009", "Channels and calls of a contract have different ids", "'{0}' has the id {1} of '{2}': channels and calls share one range of ids");

    public static readonly DiagnosticDescriptor BestEffortIsReliable = Info(
        "PEER0010",
        "Best-effort delivery rides the reliable link",
        "'{0}' asks for {1}; no transport of today has datagrams, so what leaves rides the reliable link, in order and without loss on the way");

    public static readonly DiagnosticDescriptor DeliveryUnknown = Error(
        "PEER0011", "A channel's delivery is one of the known ones", "{0} is no delivery: use a value of Delivery for '{1}'");

    public static readonly DiagnosticDescriptor ContractExtendsInterface = Error(
        "PEER0012", "A contract extends no other interface", "Declare the members of '{1}' in '{0}' itself: a contract cannot extend another interface");

    public static readonly DiagnosticDescriptor GeneratedTypeNameTaken = Error(
        "PEER0013", "The names of generated types are free", "The generator makes a type '{0}' for '{1}', but that name is taken: rename one of them");

    public static readonly DiagnosticDescriptor ContractMemberNameReserved = Error(
        "PEER0014", "A contract's member has a free name", "Rename '{0}': the generated service class has a member '{1}' of its own");

    public static readonly DiagnosticDescriptor ContractShapeTooLarge = Error(
        "PEER0015",
        "A contract's wire shape has a limit",
        "The wire shape of '{0}' passes {1} characters when all messages are expanded: flatten messages that hold other messages many times");

    public static readonly DiagnosticDescriptor LanguageVersionTooLow = Error(
        "PEER0016", "The language version suits generated code", "'{0}' needs C# {1} or later: raise LangVersion or leave it to the SDK");

    public static readonly DiagnosticDescriptor ReferenceMissing = Error(
        "PEER0017",
        "PeerProto.Abstractions is referenced",
        "The code generated for '{0}' needs '{1}', which no reference has: reference PeerProto or PeerProto.Abstractions in the generator's version");

    public static readonly DiagnosticDescriptor SettingOutOfRange = Error(
        "PEER0018", "A setting of a channel or call lies in range", "{0} = {1} at '{2}' is out of range: use {3} to {4}, or leave it out");

    public static readonly DiagnosticDescriptor OverflowContradictsDelivery = Error(
        "PEER0019", "A channel's overflow suits its delivery", "'{0}' says Overflow.{1} with Delivery.{2}, which allows {3}");

    public static readonly DiagnosticDescriptor TimeToLiveContradicts = Error(
        "PEER0020",
        "Only messages that may be lost grow too old",
        "'{0}' limits how long a message may wait, with Delivery.{1} and Overflow.{2}: use a delivery that may lose messages and an overflow that drops them");

    public static readonly DiagnosticDescriptor MaximumWaitingHasNoEffect = Error(
        "PEER0021", "A limited line needs an overflow that has one", "'{0}' says MaximumWaiting with Overflow.{1}, which has no line of limited length: remove it");

    public static readonly DiagnosticDescriptor BorrowedIsNotConcurrent = Error(
        "PEER0022", "Borrowed messages are handled one by one", "'{0}' is borrowed, so its handler is done when it returns and Concurrency = {1} has no effect: remove one of the two");

    public static readonly DiagnosticDescriptor PermissionInvalid = Error(
        "PEER0023", "A permission has a name", "[Requires] on '{0}' needs the name of a permission: 1 to {1} characters, no control characters");

    public static readonly DiagnosticDescriptor PermissionHasNoEffect = Error(
        "PEER0024",
        "Permissions are required by channels and calls",
        "[Requires] on '{0}' protects nothing: put it on a member of a contract that has [Channel], [Call] or [Stream]");

    public static readonly DiagnosticDescriptor MessageNotPartial = Error(
        "PEER0100", "A message is partial", "Declare '{0}' as partial, so that the generator can add the codec of '{1}'");

    public static readonly DiagnosticDescriptor MessageKindUnsupported = Error(
        "PEER0102", "A message can be made and named", "'{0}' cannot be a message: {1}");

    public static readonly DiagnosticDescriptor TypeUnsupported = Error(
        "PEER0103", "Only types with a wire form travel", "'{0}' has a type without a wire form, '{1}': {2}");

    public static readonly DiagnosticDescriptor MemberIdOutOfRange = Error(
        "PEER0104", "A member's id lies in range", "The id {0} of '{1}' is out of range: use 0 to {2}");

    public static readonly DiagnosticDescriptor MemberIdDuplicate = Error(
        "PEER0105", "Members of a message have different ids", "'{0}' has the id {1} of '{2}'");

    public static readonly DiagnosticDescriptor MemberNotSettable = Error(
        "PEER0106",
        "A received member can be set",
        "Nothing sets '{0}' when a message is received: give it a setter or init accessor, or a constructor parameter of its name and type");

    public static readonly DiagnosticDescriptor ConstructorUnusable = Error(
        "PEER0107", "A message can be constructed from its members", "The generator cannot make a '{0}': {1}");

    public static readonly DiagnosticDescriptor MessageRecursion = Error(
        "PEER0108",
        "A message ends",
        "'{0}' always holds another '{1}' through '{2}', without end: make one of the members on the way nullable or a collection");

    public static readonly DiagnosticDescriptor MessageEmpty = Info(
        "PEER0109", "A message has members", "'{0}' has no member with [Member], so only the fact that it was sent travels");

    public static readonly DiagnosticDescriptor MemberHidden = Error(
        "PEER0110", "A member is as visible as its message", "'{0}' travels, so make it as visible as its message");

    public static readonly DiagnosticDescriptor MessageMemberNameReserved = Error(
        "PEER0111", "The name PeerCodec is free in a message", "Rename '{0}': the generator adds a type 'PeerCodec' to the message");

    public static readonly DiagnosticDescriptor KeyNotInteger = Error(
        "PEER0112", "A MessagePack key is an integer", "Give '{0}' an integer key: PeerProto writes messages as arrays, not as maps");

    public static readonly DiagnosticDescriptor MemberUnreadable = Error(
        "PEER0113", "A sent member can be read", "'{0}' cannot travel: {1}");

    public static readonly DiagnosticDescriptor MemberOutsideMessage = Warning(
        "PEER0114", "Members belong to messages", "'{0}' has no effect: mark '{1}' with [PeerMessage]");

    public static readonly DiagnosticDescriptor KeyUnusable = Error(
        "PEER0115", "A key can be looked up", "'{0}' has '{1}' as a key or as the element of a set: {2}");

    public static readonly DiagnosticDescriptor LengthLimitUnusable = Error(
        "PEER0116", "A length limit stands on what has a length", "[MaxLength] on '{0}' cannot be kept: {1}");

    public static readonly DiagnosticDescriptor GenericMessageGrows = Error(
        "PEER0120",
        "A generic message does not grow inside itself",
        "'{0}' holds itself through '{1}' with larger type arguments, and these again, without end: let it hold itself with its own arguments");

    public static readonly DiagnosticDescriptor UnionCaseIdOutOfRange = Error(
        "PEER0121", "A case's id lies in range", "The id {0} of '{1}' is out of range: use 0 to {2}");

    public static readonly DiagnosticDescriptor UnionCaseDuplicate = Error(
        "PEER0122", "Cases of a union differ in id and type", "'{0}' cannot be this case: {1}");

    public static readonly DiagnosticDescriptor UnionCaseForeign = Error(
        "PEER0123", "A case belongs to its union", "'{0}' is no case of '{1}': a case derives from the union or implements it");

    public static readonly DiagnosticDescriptor UnknownCaseFails = Info(
        "PEER0124",
        "A union has a type for unknown cases",
        "A case that '{0}' does not know fails the message: to receive it, declare a type with [UnknownCase] inside or beside it");

    public static readonly DiagnosticDescriptor UnknownCaseUnusable = Error(
        "PEER0125", "A type for unknown cases can be made of one", "'{0}' cannot stand for unknown cases: {1}");

    public static readonly DiagnosticDescriptor UnionCaseAddedTooFar = Warning(
        "PEER0126",
        "An added case reaches those who use the union",
        "'{0}' holds a '{1}' inside '{2}', whose code does not know the cases that this assembly adds: use the union directly, or add the cases there");

    public static readonly DiagnosticDescriptor SurrogateUnusable = Error(
        "PEER0127", "A type has one surrogate, which is another type", "'{1}' cannot travel in the place of '{0}': {2}");

    public static readonly DiagnosticDescriptor MemberCodecUnfit = Error(
        "PEER0128", "A member's codec is for its type", "Name a struct that implements IPeerCodec<{1}> for '{0}'");

    public static readonly DiagnosticDescriptor UnionCaseMisplaced = Error(
        "PEER0129",
        "A case names its union on an assembly only",
        "Write [{0}]: a type's own case names no union, and a case on an assembly does");

    public static readonly DiagnosticDescriptor MessagePackTypeUnfit = Error(
        "PEER0130", "A MessagePack type travels as MessagePack-CSharp writes it", "'{0}' cannot travel as it is: {1}");

    public static readonly DiagnosticDescriptor ReservedIdUsed = Error(
        "PEER0131", "A reserved id stays unused", "'{0}' has the id {1}, which is reserved: older peers give it its former meaning, so take another");

    public static readonly DiagnosticDescriptor UnknownMembersTwice = Error(
        "PEER0132", "Unknown members are kept in one place", "'{0}' keeps unknown members too: leave one member of type UnknownMembers, without [Member]");

    public static readonly DiagnosticDescriptor ViewNameReserved = Error(
        "PEER0140", "The name View is free in a message with a view", "Rename '{0}': the generator adds a type 'View' to the message");

    public static readonly DiagnosticDescriptor BorrowedWithoutView = Error(
        "PEER0141",
        "A borrowed channel's message has a view",
        "'{0}' is borrowed, but '{1}' has no view: mark the message with [PeerMessage(View = true)], or remove Borrowed");

    public static readonly DiagnosticDescriptor BorrowedChannelRead = Error(
        "PEER0142",
        "A borrowed channel is handled, not read",
        "'{0}' is a borrowed channel, whose messages go to its handler as they come: handle them there, or remove Borrowed from the channel");

    public static readonly DiagnosticDescriptor BorrowedEscapes = Error(
        "PEER0143",
        "Borrowed bytes stay in their handler",
        "'{0}' lies in a buffer that is used again when the handler returns, and {1}: make a copy with ToArray before");

    public static readonly DiagnosticDescriptor CallReturnTypeInvalid = Error(
        "PEER0200",
        "A call returns a task or a stream",
        "'{0}' returns '{1}': use ValueTask, ValueTask<T>, Task, Task<T> or IAsyncEnumerable<T>");

    public static readonly DiagnosticDescriptor CallSeveralStreams = Error(
        "PEER0201", "A call takes one stream", "'{0}' takes several streams: leave it at one IAsyncEnumerable<T> parameter");

    public static readonly DiagnosticDescriptor CallParameterByReference = Error(
        "PEER0203", "A call takes its parameters by value", "Pass '{0}' by value: a reference does not reach another machine");

    public static readonly DiagnosticDescriptor CallGeneric = Error(
        "PEER0204", "A call is not generic", "Remove the type parameters of '{0}': peers agree on one shape for each call");

    public static readonly DiagnosticDescriptor CancellationTokenMisplaced = Error(
        "PEER0205", "A call takes one cancellation token, last", "Move '{0}' to the end: a call takes at most one CancellationToken, as its last parameter");

    public static readonly DiagnosticDescriptor FaultIdOutOfRange = Error(
        "PEER0206", "A declared error's id lies in range", "The id {0} of an error of '{1}' is out of range: use 1 to {2}");

    public static readonly DiagnosticDescriptor FaultDuplicate = Error(
        "PEER0207", "Declared errors of a call have different ids and types", "'{0}' declares two errors with {1}: give each an id and a type of its own");

    public static readonly DiagnosticDescriptor CallParameterRepeated = Error(
        "PEER0208", "A call reports to one progress and has one deadline", "'{0}' takes several parameters of type {1}: leave it at one");

    public static readonly DiagnosticDescriptor StreamReportsProgress = Error(
        "PEER0209", "A call that answers with items reports no progress", "'{0}' answers with items, which tell its progress: remove the IProgress<T>, or return a result");

    public static readonly DiagnosticDescriptor ByteStreamPipeCount = Error(
        "PEER0210", "A byte stream takes one pipe", "'{0}' takes {1}: give a [Stream] exactly one parameter of type IDuplexPipe, beside its arguments");

    public static readonly DiagnosticDescriptor CallTakesPipe = Error(
        "PEER0211", "A pipe belongs to a byte stream", "Mark '{0}' with [Stream] alone: a [Call] carries values, and a [Stream] the bytes of an IDuplexPipe");

    public static readonly DiagnosticDescriptor ByteStreamHasItems = Error(
        "PEER0212", "A byte stream has no items", "'{0}' carries bytes both ways: remove the IAsyncEnumerable<T>, or make a [Call] without a pipe of it");

    public static readonly DiagnosticDescriptor LockBroken = Error("PEER0300", "The wire lock can be read", "Line {0} of the wire lock: {1}");

    public static readonly DiagnosticDescriptor LockFormChanged = Error("PEER0301", "Released peers understand what travels", "{0}");

    public static readonly DiagnosticDescriptor LockNotReserved = Error("PEER0302", "The id of what is removed is reserved", "{0}");

    public static readonly DiagnosticDescriptor LockStillNeeded = Error("PEER0303", "What released peers need stays", "{0}");

    public static readonly DiagnosticDescriptor LockRequiredAdded = Error("PEER0304", "What released peers do not send can be absent", "{0}");

    public static readonly DiagnosticDescriptor LockReservedReused = Error("PEER0305", "What a release reserved stays unused", "{0}");

    public static readonly DiagnosticDescriptor LockContractRenamed = Error("PEER0306", "A released contract keeps its name", "{0}");

    public static readonly DiagnosticDescriptor LockVersionNotRaised = Warning("PEER0307", "A contract that differs from its released shape has a higher version", "{0}");

    public static readonly DiagnosticDescriptor LockNotRecorded = Warning("PEER0308", "What travels is in the wire lock", "{0}: run 'peerproto lock update'");

    public static readonly DiagnosticDescriptor LockValueChanged = Info("PEER0309", "Values of an enum keep their numbers", "{0}");

    public static readonly DiagnosticDescriptor TxtRecordNotPartial = Error(
        "PEER0400", "A TXT record is partial", "Declare '{0}' as partial, so that the generator can add the reading and writing of '{1}'");

    public static readonly DiagnosticDescriptor TxtRecordUnusable = Error("PEER0401", "A TXT record can be made and named", "'{0}' cannot be a TXT record: {1}");

    public static readonly DiagnosticDescriptor TxtKeyInvalid = Error("PEER0402", "A TXT key is printable ASCII", "'{0}' cannot be the key of '{1}': {2}");

    public static readonly DiagnosticDescriptor TxtKeyLong = Warning(
        "PEER0403", "A TXT key has at most nine characters", "The key '{0}' has {1} characters, and RFC 6763 advises at most {2}: every answer on the network carries it, so shorten it");

    public static readonly DiagnosticDescriptor TxtKeyDuplicate = Error(
        "PEER0404", "Keys of a TXT record differ in more than case", "'{0}' has the key '{1}' of '{2}': of equal keys only the first is read, and case does not count");

    public static readonly DiagnosticDescriptor TxtTypeUnsupported = Error("PEER0405", "A TXT value has a form as text or bytes", "'{0}' has a type that no TXT value has, '{1}': {2}");

    public static readonly DiagnosticDescriptor TxtMemberUnusable = Error("PEER0406", "A TXT member can be read and set", "'{0}' cannot be an entry of a TXT record: {1}");

    public static readonly DiagnosticDescriptor TxtEntryTooLong = Error(
        "PEER0407", "A TXT entry fits its length byte", "The entry of '{0}' takes up to {1} bytes with its key, and {2} fit: shorten the key");

    public static readonly DiagnosticDescriptor TxtKeyOutsideRecord = Warning(
        "PEER0408", "TXT keys belong to TXT records", "The key of '{0}' has no effect: mark '{1}' with [PeerTxtRecord]");

    public static readonly DiagnosticDescriptor TxtRecordEmpty = Info(
        "PEER0409", "A TXT record has keys", "'{0}' has no member with [TxtKey], so it never has an entry");

    public static readonly DiagnosticDescriptor AdvertisedTypeUnusable = Error("PEER0410", "A contract advertises a TXT record", "'{0}' cannot advertise '{1}': {2}");

    public static readonly DiagnosticDescriptor AdvertisedKeyReserved = Error(
        "PEER0411", "A contract's TXT record leaves the session its keys", "'{0}' cannot advertise '{1}', whose key '{2}' is one that every session announces itself: use another key");

    public static readonly DiagnosticDescriptor AdvertisesHasNoEffect = Warning(
        "PEER0412", "Contracts advertise", "[Advertises] on '{0}' has no effect: put it on an interface with [PeerContract]");

    /// <summary>All of them, by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [.. typeof(DiagnosticCatalogue).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>().OrderBy(descriptor => descriptor.Id, System.StringComparer.Ordinal)];

    /// <summary>The diagnostic of this id.</summary>
    public static DiagnosticDescriptor Find(string id) => All.First(descriptor => descriptor.Id == id);

    private static DiagnosticDescriptor Error(string id, string title, string message) => Make(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Make(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Info(string id, string title, string message) => Make(id, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Make(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: $"{Pages}{id}.md");
}
