using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;
using MeshLens.Server.Output;

namespace MeshLens.Server.Tests.Output;

public sealed class EdgeTableTests
{
    [Fact]
    public void Write_Edges_AlignsColumns()
    {
        using var writer = new StringWriter();

        EdgeTable.Write(
            [
                Create("payments", VerdictClass.Network, "rtt") with { ExcessMs = 51.2, MeanMs = 60, P99Ms = 104.9, Requests = 340, Connections = 12, Failures = 5, Symptom = Symptom.Growth, ClientSeen = true },
                Create("db", VerdictClass.Healthy, null) with { MeanMs = 0.512, P99Ms = 1.1, Requests = 10, ClientSeen = true, ServerSeen = true },
            ],
            writer);

        Assert.Equal(
            """
            SOURCE         DESTINATION         VERDICT      SYMPTOM  SINCE  EXCESS ms  MEAN ms  P99 ms  REQ/s  CONN/s  FAIL/s  SEEN AT
            shop/frontend  shop/payments:8080  network/rtt  growth               51.2     60.0   104.9   34.0     1.2     0.5  client only
            shop/frontend  shop/db:8080        healthy                           0.00     0.51    1.10    1.0     0.0     0.0  both ends

            """,
            writer.ToString(),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Write_NameWithEscapes_CannotSteerTheTerminal()
    {
        using var writer = new StringWriter();

        EdgeTable.Write([Create("evil\u001b[2J", VerdictClass.Healthy, null)], writer);

        Assert.DoesNotContain('\u001b', writer.ToString());
    }

    private static EdgeSummary Create(string destination, VerdictClass verdictClass, string? cause) => new()
    {
        Source = new("shop", "frontend", PartyKind.Workload),
        Destination = new("shop", destination, PartyKind.Service, 8080),
        Class = verdictClass,
        Cause = cause,
    };
}
