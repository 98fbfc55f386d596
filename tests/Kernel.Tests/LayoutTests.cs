using LibBpfSharp;
using MeshLens.Agent.Kernel;

namespace Kernel.Tests;

public sealed class LayoutTests : IDisposable
{
    private readonly BpfObject _object = ConnectionsObject.Open();

    public static TheoryData<string, Type> Mirrors => new()
    {
        { "ml_flow_key", typeof(FlowKey) },
        { "ml_flow", typeof(Flow) },
        { "ml_sample_key", typeof(SampleKey) },
        { "ml_histogram", typeof(Histogram) },
        { "ml_counters", typeof(Counters) },
        { "ml_turn", typeof(Turn) },
        { "ml_event", typeof(EventHeader) },
        { "ml_flow_event", typeof(FlowEvent) },
        { "ml_connection_id", typeof(ConnectionId) },
        { "ml_connection_event", typeof(ConnectionEvent) },
        { "ml_turn_event", typeof(TurnEvent) },
        { "ml_settings", typeof(Settings) },
    };

    [Theory]
    [MemberData(nameof(Mirrors))]
    public void Mirror_ComparedWithBtf_HasTheSameLayout(string name, Type mirror)
    {
        Layout.AssertSame(_object.Types.Struct(name), mirror);
    }

    [Fact]
    public void Boundaries_ComputedAgain_AreTheKernels()
    {
        var bounds = _object.Globals.Get<BoundsTable>("bounds");

        for (var i = 0; i < BoundsTable.Length; i++)
        {
            Assert.Equal(PowerOfTwo.Nanoseconds(Histogram.FirstBucket + i + 1), bounds[i]);
        }
    }

    public void Dispose() => _object.Dispose();
}
