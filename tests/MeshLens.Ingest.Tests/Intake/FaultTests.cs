using MeshLens.Core.Signals;
using MeshLens.Ingest.Intake;
using MeshLens.Ingest.Tests.Rig;
using MeshLens.Protocol.V1;
using Microsoft.Extensions.Logging;
using Counter = MeshLens.Core.Signals.Counter;

namespace MeshLens.Ingest.Tests.Intake;

public sealed class FaultTests
{
    public static TheoryData<string, string> Faulty => new()
    {
        { nameof(Fault.UnequalColumns), """{"counters":{"flow":[1,1],"counter":[13],"value":["1","1"]}}""" },
        { nameof(Fault.UnequalColumns), """{"histograms":{"flow":[1],"signal":[2],"count":[1],"sumNs":["1"],"maxNs":["1"],"bucketCount":[1],"bucketIndex":[-60]}}""" },
        { nameof(Fault.BucketOverrun), """{"histograms":{"flow":[1],"signal":[2],"count":[1],"sumNs":["1"],"maxNs":["1"],"bucketCount":[9],"bucketIndex":[-60],"bucketValue":[1]}}""" },
        { nameof(Fault.UnknownSignal), """{"histograms":{"flow":[1],"signal":[99],"count":[1],"sumNs":["1"],"maxNs":["1"],"bucketCount":[1],"bucketIndex":[-60],"bucketValue":[1]}}""" },
        { nameof(Fault.BucketOutOfRange), """{"histograms":{"flow":[1],"signal":[2],"count":[1],"sumNs":["1"],"maxNs":["1"],"bucketCount":[1],"bucketIndex":[9999],"bucketValue":[1]}}""" },
        { nameof(Fault.EmptyRow), """{"histograms":{"flow":[1],"signal":[2],"count":[1],"sumNs":["1"],"maxNs":["1"],"bucketCount":[0]}}""" },
        { nameof(Fault.UnknownCounter), """{"counters":{"flow":[1],"counter":[31],"value":["1"]}}""" },
        { nameof(Fault.AbsurdValue), """{"counters":{"flow":[1],"counter":[13],"value":["18446744073709551615"]}}""" },
        { nameof(Fault.UnknownFlow), """{"counters":{"flow":[77],"counter":[13],"value":["1"]}}""" },
        { nameof(Fault.UnknownFlow), """{"connections":[{"flow":77}]}""" },
        { nameof(Fault.BadFlow), """{"flows":[{"id":5,"role":"ROLE_CLIENT","localAddress":"CgAAAQ==","remoteAddress":"CgAAAQ=="}]}""" },
        { nameof(Fault.BadFlow), """{"flows":[{"id":5,"servicePort":80}]}""" },
        { nameof(Fault.BadAddress), """{"flows":[{"id":5,"role":"ROLE_CLIENT","servicePort":80,"localAddress":"CgAA","remoteAddress":"CgAAAQ=="}]}""" },
        { nameof(Fault.BadAddress), """{"listeners":[{"port":80,"address":"AA=="}]}""" },
        { nameof(Fault.BadAddress), """{"nameServers":[{"process":{"pid":1}}]}""" },
        { nameof(Fault.NotANumber), """{"pressures":[{"process":{"pid":1},"cpuPressure":"NaN"}]}""" },
        { nameof(Fault.UnequalColumns), """{"nameServers":[{"address":"CgAAAQ==","bucketIndex":[1]}]}""" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task Batch_Faulty_IsCountedToldOnceAndTheRestIsUsed(string fault, string json)
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        var flow = TestAgent.Client(1, "10.0.0.1", "10.0.0.2", 80, "curl");
        agent.Define(flow);
        var batch = Batch.Parser.ParseJson(json);

        agent.Send(batch);
        agent.Send(batch);
        agent.SendTurns(flow);

        var reason = Enum.Parse<Fault>(fault);
        var things = Math.Max(2, 2 * (batch.Counters?.Flow.Count ?? 1));
        Assert.Equal(things, rig.Instruments.Refused(reason));
        var sentence = Assert.Single(rig.Log.Entries, entry => entry.Level == LogLevel.Warning).Text;
        Assert.Contains(reason.Explain(), sentence, StringComparison.Ordinal);
        Assert.Single(Assert.Single(await rig.FlushAsync()).Windows);
        Assert.Equal(rig.Instruments.ReceivedRows, rig.Instruments.RefusedRows + rig.Instruments.DeliveredRows);
    }

    [Fact]
    public void Explain_EveryFault_HasASentence() =>
        Assert.All(Enum.GetValues<Fault>(), fault => Assert.Contains(' ', fault.Explain()));

    [Fact]
    public async Task Flows_BeyondTheLimit_AreRefusedAndCounted()
    {
        using var rig = IngestRig.Create(options => options.MaximumFlowsPerAgent = 16);
        var agent = rig.Connect();
        var flows = Enumerable.Range(1, 20).Select(id => TestAgent.Client((uint)id, "10.0.0.1", "10.0.0.2", 80, "curl")).ToArray();
        agent.Define(flows);
        agent.SendTurns(flows);

        Assert.Equal(4, rig.Instruments.Refused(Fault.FlowLimit));
        Assert.Equal(4, rig.Instruments.Refused(Fault.UnknownFlow));
        Assert.Equal(16UL, (await rig.FlushAsync()).SelectMany(delta => delta.Windows).Samples());
    }

    [Fact]
    public async Task RetiredFlow_LastRowsOfItsBatch_AreStillTaken()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        agent.Define(TestAgent.Client(1, "10.0.0.1", "10.0.0.2", 80, "curl"));
        var last = TestAgent.NewCounters(1, 5);
        last.RetiredFlows.Add(1);
        agent.Send(last);
        agent.Send(TestAgent.NewCounters(1, 5));

        Assert.Equal(5UL, (await rig.FlushAsync()).SelectMany(delta => delta.Windows).Total(Counter.Turns));
        Assert.Equal(1, rig.Instruments.Refused(Fault.UnknownFlow));
    }
}
