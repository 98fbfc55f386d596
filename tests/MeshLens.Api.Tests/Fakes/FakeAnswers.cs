using MeshLens.Api.Edges;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Grains.Edges;

namespace MeshLens.Api.Tests.Fakes;

/// <summary>Knows one edge.</summary>
internal sealed class FakeAnswers : IEdgeAnswers
{
    public static EdgeKey Known { get; } = new("k8s1", "shop", "frontend", "shop", "payments", 8080);

    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 0, TimeSpan.Zero);

    public Exception? Failure { get; set; }

    /// <summary>The one that is known.</summary>
    public EdgeKey Edge { get; set; } = Known;

    public Diagnosis Diagnosis { get; set; } = new()
    {
        Edge = new(Known.ToString(), new("shop", "frontend", PartyKind.Workload), new("shop", "payments", PartyKind.Service, 8080)),
        Window = new(Start, Start.AddSeconds(10), Connections: 12, Requests: 340),
        Verdict = new Verdict { Cause = Cause.NetworkSynLoss, Symptom = Symptom.Failures, Confidence = 0.97, Since = Start, Summary = "Connection requests are lost." },
        Evidence = [new("tcp.handshake.p99", 1012, "ms", 0.4, "kernel", VerdictClass.Network)],
    };

    public EdgeHistory Kept { get; set; } = new([], []);

    public Task<Diagnosis?> Diagnose(EdgeKey edge) => Answer(edge, () => Diagnosis);

    public Task<EdgeHistory?> History(EdgeKey edge) => Answer(edge, () => Kept);

    public Task<EdgeSnapshot?> Snapshot(EdgeKey edge) => Answer(edge, () => new EdgeSnapshot { Edge = Known });

    private Task<T?> Answer<T>(EdgeKey edge, Func<T> answer)
        where T : class =>
        Failure is not null ? throw Failure : Task.FromResult(edge == Edge ? answer() : null);
}
