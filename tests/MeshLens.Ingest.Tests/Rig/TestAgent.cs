using System.Net;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Ingest.Agents;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.Columns;
using MeshLens.Protocol.V1;
using Counter = MeshLens.Core.Signals.Counter;

namespace MeshLens.Ingest.Tests.Rig;

/// <summary>An agent as ingest sees it, without the network in between.</summary>
internal sealed class TestAgent(AgentStream stream, NodeRegistry registry)
{
    public AgentStream Stream => stream;

    public void Send(Batch batch) => stream.Take(batch);

    /// <summary>A batch of one second that ended just now, with one client turn or server service time for each flow.</summary>
    public void SendTurns(params Flow[] flows)
    {
        var batch = NewBatch();
        foreach (var flow in flows)
        {
            var gained = new ExponentialHistogram();
            gained.Record(5_000_000);
            batch.Histograms.Append(flow.Id, flow.Role == Role.Client ? Signal.Turn : Signal.Service, gained);
        }

        Send(batch);
    }

    public void Define(params Flow[] flows) => Send(new Batch { Flows = { flows } });

    public void SendConnections(params Connection[] connections)
    {
        var batch = NewBatch();
        batch.Connections.AddRange(connections);
        Send(batch);
    }

    public void Leave() => registry.Leave(stream, "the test is over");

    public static Batch NewBatch(uint ageMs = 0) =>
        new() { IntervalMs = 1000, AgeMs = ageMs, Histograms = new(), Counters = new() };

    public static Batch NewCounters(uint flow, ulong turns, uint ageMs = 0)
    {
        var batch = NewBatch(ageMs);
        batch.Counters.Append(flow, Counter.Turns, turns);
        return batch;
    }

    public static Flow Client(uint id, string local, string remote, uint port, string process = "", uint pid = 100) => new()
    {
        Id = id,
        Role = Role.Client,
        LocalAddress = WireAddress.Write(IPAddress.Parse(local)),
        RemoteAddress = WireAddress.Write(IPAddress.Parse(remote)),
        ServicePort = port,
        NetworkNamespace = 1,
        Process = process.Length == 0 ? null : new() { Pid = pid, Name = process },
    };

    public static Flow Server(uint id, string local, uint port, string remote, string process = "", uint pid = 200) => new()
    {
        Id = id,
        Role = Role.Server,
        LocalAddress = WireAddress.Write(IPAddress.Parse(local)),
        RemoteAddress = WireAddress.Write(IPAddress.Parse(remote)),
        ServicePort = port,
        NetworkNamespace = 2,
        Process = process.Length == 0 ? null : new() { Pid = pid, Name = process },
    };

    /// <summary>A connection that is reported so that its ends can be joined.</summary>
    public static Connection Connection(Flow flow, uint clientIsn, uint serverIsn, uint clientPort = 40_000, ConnectionKind kind = ConnectionKind.Join) => new()
    {
        Flow = flow.Id,
        Kind = kind,
        ClientIsn = clientIsn,
        ServerIsn = serverIsn,
        LocalPort = flow.Role == Role.Client ? clientPort : flow.ServicePort,
        RemotePort = flow.Role == Role.Client ? flow.ServicePort : clientPort,
    };
}
