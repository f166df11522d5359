using System.Net;
using System.Net.NetworkInformation;
using System.Threading.Channels;

namespace PeerProto.Diagnostics.Tests.Dhcp;

/// <summary>An interface whose frames the test makes.</summary>
internal sealed class MemoryLinkTap : ILinkTap
{
    private readonly Channel<byte[]> _frames = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<bool> _states = Channel.CreateUnbounded<bool>();

    public PhysicalAddress HardwareAddress => Frames.Server;

    public IPAddress? Address => Frames.ServerAddress;

    public IPNetwork? Network => IPNetwork.Parse("192.168.4.0/24");

    public long Drops { get; set; }

    public Channel<byte[]> Sent { get; } = Channel.CreateUnbounded<byte[]>();

    public Exception? SendFailure { get; set; }

    public void Arrive(byte[] frame) => _frames.Writer.TryWrite(frame);

    public void Change(bool isUp) => _states.Writer.TryWrite(isUp);

    public void Fail(Exception failure) => _frames.Writer.TryComplete(failure);

    public async ValueTask<int> ReadAsync(Memory<byte> frame, CancellationToken cancellationToken)
    {
        byte[] next;
        try
        {
            next = await _frames.Reader.ReadAsync(cancellationToken);
        }
        catch (ChannelClosedException closed) when (closed.InnerException is { } failure)
        {
            throw failure;
        }

        next.CopyTo(frame);
        return next.Length;
    }

    public ValueTask<bool> ReadStateAsync(CancellationToken cancellationToken) => _states.Reader.ReadAsync(cancellationToken);

    public ValueTask SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        if (SendFailure is not null)
            throw SendFailure;
        Sent.Writer.TryWrite(frame.ToArray());
        return default;
    }

    public void Dispose()
    {
    }
}
