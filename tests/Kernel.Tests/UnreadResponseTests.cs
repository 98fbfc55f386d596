using Kernel.Tests.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

/// <summary>A caller that is starved for seconds is what users look for: its turns must not get lost on the way.</summary>
public sealed class UnreadResponseTests : IDisposable
{
    private static readonly TimeSpan Unread = TimeSpan.FromSeconds(1.3);

    private readonly NetworkNamespace _here = NetworkNamespace.Create("here");
    private readonly ConnectionWatch _watch;

    public UnreadResponseTests() => _watch = ConnectionWatch.Start(_here);

    [RootFact]
    public void Turn_WhoseResponseIsWalkedBeforeItIsRead_KeepsItsPickup()
    {
        var buffer = new byte[100];
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            connection.Client.Send("GET / HTTP/1.1\r\n\r\n"u8);
            connection.Server.Receive(buffer);
            connection.Server.Send("HTTP/1.1 204 No Content\r\n\r\n"u8);
            Thread.Sleep(Unread);
            _watch.Walk();
            connection.Client.Receive(buffer);
        }

        var client = Assert.Single(_watch.Closed(Role.Client, 1));
        Assert.Equal((Unavailable.None, 1u), (client.Unavailable, client.Turns));
        Assert.InRange(client.Worst.PickupNs, (ulong)(Unread.TotalNanoseconds * 0.95), (ulong)TimeSpan.FromSeconds(30).TotalNanoseconds);
        Assert.InRange(client.Worst.TurnNs, 1UL, (ulong)TimeSpan.FromSeconds(1).TotalNanoseconds);
    }

    public void Dispose()
    {
        _watch.Dispose();
        _here.Dispose();
    }
}
