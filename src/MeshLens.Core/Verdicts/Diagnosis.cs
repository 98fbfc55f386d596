using MeshLens.Core.Windows;
using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>The whole answer for one edge and window, as <c>/api/v1/edges/{id}/diagnosis</c> gives it.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.diagnosis")]
public sealed record Diagnosis
{
    [Id(0)] public DiagnosedEdge Edge { get; set; } = DiagnosedEdge.Unknown;
    [Id(1)] public DiagnosedWindow Window { get; set; } = new(default, default, 0, 0);
    [Id(2)] public Verdict Verdict { get; set; } = new();
    [Id(3)] public LatencyBreakdown Latency { get; set; } = new();
    [Id(4)] public List<Evidence> Evidence { get; set; } = [];
    [Id(5)] public List<Exoneration> Exonerated { get; set; } = [];
    [Id(6)] public List<Finding> Findings { get; set; } = [];

    /// <summary>Signals that would have decided, or made it surer, and why they are not there.</summary>
    [Id(7)] public List<string> Missing { get; set; } = [];

    /// <summary>What to do now, most useful first.</summary>
    [Id(8)] public List<string> NextSteps { get; set; } = [];

    /// <summary>The worst and the failed connections of the window.</summary>
    [Id(9)] public List<ConnectionExemplar> Exemplars { get; set; } = [];

    /// <summary>How this answer came about: state restored after a restart, a baseline that was rebased, sources that disagree.</summary>
    [Id(10)] public List<string> Notes { get; set; } = [];

    /// <summary>Every source that knows something of the edge, or could, and how much of it each saw.</summary>
    [Id(11)] public List<SourceCoverage> Coverage { get; set; } = [];

    /// <summary>How requests and latency spread over replicas: the bad ones first, then by requests; those beyond sixteen are one entry.</summary>
    [Id(20)] public List<DiagnosedEndpoint> Endpoints { get; set; } = [];

    /// <summary>The hops that requests take; empty where there is no proxy.</summary>
    [Id(21)] public List<DiagnosedLeg> Legs { get; set; } = [];
}
