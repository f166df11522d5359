using System.Net;
using System.Net.Sockets;
using PeerProto.Discovery;

namespace PeerProto.Cli.Dns;

/// <summary><c>peerproto dns</c>, without console.</summary>
internal sealed class DnsVerb(IDnsOutput output, Func<Stream> openInput)
{
    /// <summary>Tells of each name who is asked, and why.</summary>
    /// <returns>The exit code: success when all are names.</returns>
    public int Explain(string file, IReadOnlyList<string> names, bool isDefaultRoute)
    {
        if (Read(file, isDefaultRoute) is not { } configuration)
            return ExitCodes.Nothing;
        int code = ExitCodes.Success;
        foreach (string name in names)
        {
            try
            {
                DnsRoutes other = configuration.IsApple ? configuration.Rules : configuration.Apple;
                output.Write(new DnsVerdict(configuration.AsGiven.Explain(name), other.Explain(name), configuration.IsApple));
            }
            catch (FormatException failure)
            {
                output.WriteFailure(failure.Message.TrimEnd('.'), "Write a name such as www.example.com");
                code = ExitCodes.Nothing;
            }
        }

        output.WriteNotes(configuration.Notes);
        return code;
    }

    /// <summary>Forwards until it is cancelled.</summary>
    /// <returns>The exit code: success when it could begin.</returns>
    public async Task<int> ForwardAsync(string file, bool exactNames, SplitDnsResolverOptions options, CancellationToken cancellationToken)
    {
        if (Read(file, isDefaultRoute: false) is not { } configuration)
            return ExitCodes.Nothing;
        try
        {
            await using SplitDnsResolver resolver = SplitDnsResolver.Start(exactNames ? configuration.Rules : configuration.AsGiven, options);
            foreach (IPEndPoint endpoint in resolver.Endpoints)
                output.WriteListening(endpoint);
            output.WriteNotes(configuration.Notes);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Success;
        }
        catch (ArgumentException failure)
        {
            output.WriteFailure(failure.Message.Split(" (Parameter", 2)[0].TrimEnd('.'), "Choose another address with --listen, or other servers");
        }
        catch (SocketException failure)
        {
            output.WriteFailure($"the forwarder cannot listen ({failure.SocketErrorCode})", "Choose another port with --listen, or run it with the rights for ports below 1024");
        }

        return ExitCodes.Nothing;
    }

    private DnsConfiguration? Read(string file, bool isDefaultRoute)
    {
        try
        {
            return DnsConfiguration.Read(InputFile.Read(file, openInput, DnsConfiguration.MaximumBytes), isDefaultRoute);
        }
        catch (DnsInputException failure)
        {
            output.WriteFailure(failure.Message, failure.Remedy);
        }
        catch (IOException failure)
        {
            output.WriteFailure(failure.Message.TrimEnd('.'), "Check the path, and that this user may read there");
        }

        return null;
    }
}
