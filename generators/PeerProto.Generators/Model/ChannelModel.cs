namespace PeerProto.Generators.Model;

/// <summary>A channel of a contract.</summary>
/// <param name="Id">The number peers know it by.</param>
/// <param name="Name">The property's name, ready for use.</param>
/// <param name="PlainName">The property's name as a person reads it.</param>
/// <param name="Delivery">The name of the delivery.</param>
/// <param name="Settings">What else becomes of messages on their way.</param>
/// <param name="Take">The service's method that takes a received message.</param>
/// <param name="Message">The message type.</param>
/// <param name="Permission">What a peer needs for sending to it, or null.</param>
/// <param name="View">The message's view where the channel is borrowed, else null.</param>
internal sealed record ChannelModel(int Id, string Name, string PlainName, string Delivery, ChannelSettings Settings, string Take, WireTypeModel Message, string? Permission, string? View);
