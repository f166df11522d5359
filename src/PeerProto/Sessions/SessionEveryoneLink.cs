using PeerProto.CompilerServices;

namespace PeerProto.Sessions;

/// <summary>Makes the members of a generated <c>…Everyone</c> over a session.</summary>
internal sealed class SessionEveryoneLink<TContract>(Session<TContract> session) : EveryoneLink
    where TContract : class, IPeerContract<TContract>
{
    public override EveryoneChannel<T> Channel<T, TCodec>(int channel)
    {
        ChannelDescriptor descriptor = TContract.Descriptor.Channels.First(candidate => candidate.Id == channel);
        SessionChannel<T, TCodec, TContract> made = new(session, descriptor);
        session.AddChannel(channel, made);
        return made;
    }
}
