using System.Net;
using System.Net.NetworkInformation;
using System.Threading.Channels;

namespace PeerProto.Diagnostics.Tests.Dhcp;

/// <summary>An interface whose frames the test makes.</summary>
internal sealed class MemoryLinkTap : ILinkTap
{
    private readonly Channel<byte[]> _frames = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<LinkState> _states = Channel.CreateUnbounded<LinkState>();

    public PhysicalAddress HardwareAddress => Frames.Server;

    public bool IsUp { get; set; } = true;

    public IPAddress? Address { get; set; } = Frames.ServerAddress;

    public IPNetwork? Network { get; set; } = IPNetwork.Parse("192.168.4.0/24");

    public long Drops { get; set; }

    public Channel<byte[]> Sent { get; } = Channel.CreateUnbounded<byte[]>();

    public Exception? SendFailure { get; set; }

    public Action? OnSend { get; set; }

    public void Arrive(byte[] frame) => _frames.Writer.TryWrite(frame);

    public void Change(bool isUp)
    {
        IsUp = isUp;
        _states.Writer.TryWrite(isUp ? LinkState.Up : LinkState.Down);
    }

    public void Vanish() => _states.Writer.TryWrite(LinkState.Gone);

    public void FailStates(Exception failure) => _states.Writer.TryComplete(failure);

    public void Fail(Exception failure) => _frames.Writer.TryComplete(failure);

    public async ValueTask<int> ReadAsync(Memory<byte> frame, CancellationToken cancellationToken)
    {
        byte[] next = await ReadAsync(_frames, cancellationToken);
        next.CopyTo(frame);
        return next.Length;
    }

    public ValueTask<LinkState> ReadStateAsync(CancellationToken cancellationToken) => ReadAsync(_states, cancellationToken);

    public ValueTask SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        OnSend?.Invoke();
        if (SendFailure is not null)
            throw SendFailure;
        Sent.Writer.TryWrite(frame.ToArray());
        return default;
    }

    public void Dispose()
    {
    }

    private static async ValueTask<T> ReadAsync<T>(Channel<T> channel, CancellationToken cancellationToken)
    {
        try
        {
            return await channel.Reader.ReadAsync(cancellationToken);
        }
        catch (ChannelClosedException closed) when (closed.InnerException is { } failure)
        {
            throw failure;
        }
    }
}
