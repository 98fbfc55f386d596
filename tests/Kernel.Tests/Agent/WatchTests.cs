using Kernel.Tests.Host;
using MeshLens.Core.Signals;
using MeshLens.Protocol.V1;
using Signal = MeshLens.Core.Signals.Signal;

namespace Kernel.Tests.Agent;

public sealed class WatchTests : IDisposable
{
    private const int Connections = 50;

    private readonly WatchedNamespace _watched = new();

    [RootFact]
    public async Task EndInterval_AfterConnections_CountsThemAtBothEndsAndNamesTheirProcess()
    {
        _watched.Exchange(Connections);

        var batches = await _watched.EndIntervalAsync();

        var flows = _watched.Announced();
        var client = flows.Single(flow => flow.Role == Role.Client);
        var server = flows.Single(flow => flow.Role == Role.Server);
        Assert.Equal((uint)Connections, Counted(batches, client.Id, Counter.ConnectAttempts));
        Assert.Equal((uint)Connections, Counted(batches, client.Id, Counter.Established));
        Assert.Equal((uint)Connections, Counted(batches, server.Id, Counter.Established));
        Assert.Equal((uint)Connections, Samples(batches, client.Id, Signal.Handshake));
        Assert.Equal(client.Id, server.PeerFlow);
        Assert.All([client, server], flow =>
        {
            Assert.Equal((uint)Environment.ProcessId, flow.Process.Pid);
            Assert.Equal(Environment.ProcessPath, flow.Process.Executable);
            Assert.Equal([127, 0, 0, 1], flow.LocalAddress.ToByteArray());
        });
        Assert.True(_watched.Losses.IsEmpty);
    }

    [RootFact]
    public async Task EndInterval_AfterConnections_ChoosesTheSameOnesForJoiningAtBothEnds()
    {
        _watched.Exchange(Connections);

        var joins = (await _watched.EndIntervalAsync()).SelectMany(batch => batch.Connections).Where(one => one.Kind == ConnectionKind.Join).ToList();

        var ends = joins.GroupBy(one => one.Flow).Select(flow => flow.Select(one => (one.ClientIsn, one.ServerIsn)).Distinct().Order().ToList()).ToList();
        Assert.Equal(2, ends.Count);
        Assert.Equal(ends[0], ends[1]);
        Assert.InRange(ends[0].Count, 8, Connections);
    }

    [RootFact]
    public async Task EndInterval_ASecondTime_CountsNothingTwice()
    {
        _watched.Exchange(Connections);
        await _watched.EndIntervalAsync();
        var client = _watched.Announced().Single(flow => flow.Role == Role.Client);

        var batches = await _watched.EndIntervalAsync();

        Assert.Equal(0U, Counted(batches, client.Id, Counter.Established));
        Assert.Empty(_watched.Announced());
    }

    [RootFact]
    public async Task EndInterval_Always_TellsWhatWatchingCosts()
    {
        _watched.Exchange(Connections);
        await _watched.EndIntervalAsync();
        _watched.Exchange(Connections);

        var cost = (await _watched.EndIntervalAsync())[^1].Cost;

        Assert.InRange(cost.BpfSeconds, double.Epsilon, 1);
        Assert.InRange(cost.CpuSeconds, double.Epsilon, 1000);
        Assert.InRange(cost.ResidentBytes, 1UL << 20, 1UL << 32);
        Assert.InRange(cost.BpfMapBytes, 1UL << 20, 64UL << 20);
    }

    [RootFact]
    public async Task EndInterval_WithAListener_TellsItWithItsLimit()
    {
        using var resident = _watched.Inside.Start(new("sleep", ["60"]));
        using var listener = Listener.Open(_watched.Inside, System.Net.IPAddress.Loopback, backlog: 7);

        var told = (await _watched.EndIntervalAsync()).SelectMany(batch => batch.Listeners).Single(one => one.Port == listener.EndPoint.Port);

        Assert.Equal(7U, told.BacklogLimit);
    }

    public void Dispose() => _watched.Dispose();

    private static uint Counted(IEnumerable<Batch> batches, uint flow, Counter counter) => (uint)batches
        .SelectMany(batch => batch.Counters.Flow.Index().Where(row => row.Item == flow && batch.Counters.Counter[row.Index] == (uint)counter)
            .Select(row => (long)batch.Counters.Value[row.Index]))
        .Sum();

    private static uint Samples(IEnumerable<Batch> batches, uint flow, Signal signal) => (uint)batches
        .SelectMany(batch => batch.Histograms.Flow.Index().Where(row => row.Item == flow && batch.Histograms.Signal[row.Index] == (uint)signal)
            .Select(row => (long)batch.Histograms.Count[row.Index]))
        .Sum();
}
