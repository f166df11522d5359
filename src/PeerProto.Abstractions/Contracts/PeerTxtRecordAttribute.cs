namespace PeerProto;

/// <summary>
/// Marks a partial record, class or struct as the typed form of a TXT record: the generator makes it an <see cref="ITxtRecord{TSelf}"/>, which
/// <see cref="TxtRecord.Read{T}()"/> reads and <see cref="TxtRecordConversion.ToTxtRecord"/> writes. Its members carry <see cref="TxtKeyAttribute"/>;
/// those that do not stay where they are.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class PeerTxtRecordAttribute : Attribute;
