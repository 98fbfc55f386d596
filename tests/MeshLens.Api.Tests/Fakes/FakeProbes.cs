using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MeshLens.Grains.Probes;

namespace MeshLens.Api.Tests.Fakes;

/// <summary>A mesh of two nodes, and a desk that knows one of them.</summary>
internal sealed class FakeProbes : IProbeDirectory, IProbeDesk
{
    public ProbeMatrix Matrix() => new()
    {
        Nodes = [new("c", "node-a", "z1", "10.0.0.1", 9473, true, 0), new("c", "node-b", "z2", "10.0.0.2", 0, false, 0)],
        Scopes = [new("cross-zone", 1, 0.4, 0.4)],
        Pairs =
        [
            new()
            {
                Cluster = "c", From = "node-a", To = "node-b", Protocol = "icmp", Scope = "cross-zone", State = "slow", Since = FakeAnswers.Start, LastHeard = FakeAnswers.Start,
                Ended = 10, Lost = 1, MinMs = 2.3, MedianMs = 2.4, P99Ms = 3.1, JitterMs = 0.1, BaselineMs = 0.4, ExcessMs = 2,
            },
        ],
        Notes = ["Nobody knows where node node-c is reached: give its agent --probe-address."],
    };

    public bool TryAccept(ProbeRequest request, [NotNullWhen(true)] out IProbeRun? run, out ProbeRefusal refusal)
    {
        run = request.Target == "node-b" ? new Two() : null;
        refusal = run is null ? new(request.Target.Length == 0 ? ProbeRefusalKind.Malformed : ProbeRefusalKind.Forbidden, "It is not allowed: --probe-allow.") : default;
        return run is not null;
    }

    private sealed class Two : IProbeRun
    {
        public AcceptedProbe Probe { get; } = new("node-b", "10.0.0.2", 0, "icmp", 2, 1_000, 950, ["node-a"], "node-b", "/", "c");

        public async IAsyncEnumerable<ProbeAnswer> Answers([EnumeratorCancellation] CancellationToken cancellation)
        {
            await Task.Yield();
            yield return new() { From = "node-a", Sequence = 1, Outcome = "answered", RttMs = 2.5 };
            yield return new() { From = "node-a", Sequence = 2, Outcome = "lost" };
        }

        public void Dispose()
        {
        }
    }
}
