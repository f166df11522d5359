namespace PeerProto;

/// <summary>
/// Names the TXT record that peers of a contract announce beside the service. It is advice for those who look around before they connect: it is no part of the contract's shape,
/// so a change of it breaks no lock and keeps no peer out.
/// </summary>
/// <typeparam name="T">
/// The record: a type with <see cref="PeerTxtRecordAttribute"/>. The keys <c>w</c>, <c>v</c>, <c>f</c> and those that begin with <c>p-</c> are the session's own.
/// </typeparam>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class AdvertisesAttribute<T> : Attribute;
