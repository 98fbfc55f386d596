using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Simulation;

/// <summary>Runs a simulated edge through the state every edge has, window by window.</summary>
internal sealed class EdgeRun
{
    private const long FirstWindow = 170_000_000;

    private static readonly Party Frontend = new("shop", "frontend", PartyKind.Workload);
    private static readonly Party Payments = new("shop", "payments", PartyKind.Service);
    private static readonly EdgeKey Key = EdgeKey.Between("k8s1", Frontend, Payments, 8080);

    private readonly SimulatedEdge _simulated;
    private readonly EdgeState _state = new(Key);
    private long _number;

    public EdgeRun(TrafficProfile profile, int seed, params Fault[] faults) => _simulated = new(profile, seed, faults);

    public EdgeState State => _state;

    public Verdict Verdict => _state.Diagnosis.Verdict;

    /// <summary>Closes the next window and returns the verdict.</summary>
    public Verdict Step()
    {
        var window = FirstWindow + _number;
        _state.Apply(
            new() { Edge = Key, Source = Frontend, Destination = Payments, Windows = _simulated.Take(_number, window) }, window);
        _state.Close(window + 1, _ => []);
        _number++;
        return Verdict;
    }

    public Verdict Steps(int count)
    {
        for (var step = 0; step < count; step++)
        {
            Step();
        }

        return Verdict;
    }
}
