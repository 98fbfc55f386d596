using MeshLens.Core.Identity;
using MeshLens.Core.Telemetry;
using MeshLens.Ingest.AccessLogs;

namespace MeshLens.Ingest.Tests.AccessLogs;

public sealed class ConnectionsSeenTests
{
    [Fact]
    public void KeepFirst_TheSameAgain_TakesTheSetUpOutAndLeavesTheWait()
    {
        var seen = new ConnectionsSeen();

        Assert.Equal(new ConnectionTimes(1, 2, 3), Kept(seen, port: 1));
        Assert.Equal(new ConnectionTimes(null, null, 3), Kept(seen, port: 1));
        Assert.Equal(new ConnectionTimes(1, 2, 3), Kept(seen, port: 2));
    }

    [Fact]
    public void KeepFirst_APortUsedAgain_IsAnotherConnectionByItsCount()
    {
        var seen = new ConnectionsSeen();

        Assert.NotNull(Kept(seen, port: 1, id: 1)!.Value.ConnectNs);
        Assert.NotNull(Kept(seen, port: 1, id: 2)!.Value.ConnectNs);
        Assert.Null(Kept(seen, port: 1, id: 1)!.Value.ConnectNs);
    }

    [Fact]
    public void KeepFirst_NobodyCanTell_CountsNone() => Assert.Equal(new ConnectionTimes(null, null, 3), Kept(new(), port: 0));

    [Fact]
    public void KeepFirst_MoreThanItHolds_StaysBoundedAndKeepsWhatIsInUse()
    {
        const int Capacity = 1_000;
        var seen = new ConnectionsSeen(Capacity);
        Assert.NotNull(Kept(seen, port: 60_000)!.Value.ConnectNs);
        for (var port = 1; port < 50_000; port++)
        {
            Kept(seen, port);
            if (port % 100 == 0)
            {
                Assert.Null(Kept(seen, port: 60_000)!.Value.ConnectNs);
            }
        }

        Assert.InRange(seen.Count, 1, Capacity);
        Assert.NotNull(Kept(seen, port: 1)!.Value.ConnectNs);
    }

    private static ConnectionTimes? Kept(ConnectionsSeen seen, int port, ulong id = 0)
    {
        AddressKey.TryParse("10.0.0.1", out var address);
        var record = new AccessRecord { Connection = new(1, 2, 3), ConnectionId = id, UpstreamLocal = port == 0 ? default : new(address, port) };
        seen.KeepFirst(record, AccessLogSender.Anonymous);
        return record.Connection;
    }
}
