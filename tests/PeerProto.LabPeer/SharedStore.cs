using System.Globalization;
using System.Security.Cryptography;

namespace PeerProto.LabPeer;

/// <summary>
/// A program that shares a trust store with others. It tells each change that it sees, and each that it has made when the store says so. Peers have numbers here. On the standard input:
/// <c>add first count</c>, <c>rename first count name</c>, <c>allow first count permission</c>, <c>revoke number</c>.
/// </summary>
internal static class SharedStore
{
    public static async Task<int> RunAsync(string file)
    {
        await using PeerTrustStore store = PeerTrustStore.Open(file);
        using CancellationTokenSource ending = new();
        Task following = FollowAsync(store, ending.Token);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["add", string first, string count]:
                    await EachAsync(first, count, async number =>
                    {
                        await store.AddAsync(KeyOf(number), $"{number}");
                        Tell($"added {number}");
                    });
                    break;
                case ["rename", string first, string count, string name]:
                    await EachAsync(first, count, async number => await store.RenameAsync(KeyOf(number), $"{name} {number}"));
                    break;
                case ["allow", string first, string count, string permission]:
                    await EachAsync(first, count, async number => await store.SetPermissionsAsync(KeyOf(number), [permission]));
                    break;
                case ["revoke", string number]:
                    await store.RevokeAsync(KeyOf(Parse(number)));
                    break;
            }

            Tell($"done {line}");
        }

        await ending.CancelAsync();
        await following;
        return 0;
    }

    private static async Task FollowAsync(PeerTrustStore store, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (TrustChange change in store.ChangesAsync(cancellationToken))
                Tell($"saw {change.Kind} {change.Peer.Name}");
        }
        catch (OperationCanceledException)
        {
            // nobody asks any more
        }
    }

    private static async Task EachAsync(string first, string count, Func<int, Task> work)
    {
        for (int i = 0; i < Parse(count); i++)
            await PatientlyAsync(() => work(Parse(first) + i));
    }

    /// <summary>Tries again where another program has kept the store busy for longer than a store waits, as it may where the disk is slow. The test's guard ends that.</summary>
    private static async Task PatientlyAsync(Func<Task> work)
    {
        while (true)
        {
            try
            {
                await work();
                return;
            }
            catch (PeerStoreException busy) when (busy.Diagnosis.Cause.StartsWith("Another program has held", StringComparison.Ordinal))
            {
                // its turn comes when the other has done its work
            }
        }
    }

    private static PeerKey KeyOf(int number) => PeerKey.FromBytes(SHA256.HashData(BitConverter.GetBytes(number)));

    private static int Parse(string number) => int.Parse(number, CultureInfo.InvariantCulture);

    private static void Tell(string what)
    {
        lock (Console.Out)
            Console.WriteLine(what);
    }
}
