using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;
using MeshLens.Server.Output;

namespace MeshLens.Server.Tests.Output;

public sealed class DiagnosisTextTests
{
    [Fact]
    public void Write_Diagnosis_AnswersFirstThenProves()
    {
        using var writer = new StringWriter();

        DiagnosisText.Write(Create(), writer);

        Assert.StartsWith(
            """
            shop/frontend -> shop/payments:8080
            network/syn-loss  (confidence 0.97, failures)
            Connection requests are lost.

            Latency   mean 230 ms, p50 2.1, p90 4, p99 1012; excess 189 ms

            PART       LEG       ms  BASELINE ms
            handshake  direct  1012          0.4

            Evidence
              tcp.handshake.p99 1012 ms, was 0.4 (kernel) -> network

            Cleared
              application: service p99 6.1 ms, as before
            """,
            writer.ToString().ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WhatIsNotJudged_ClaimsNoConfidence()
    {
        using var writer = new StringWriter();

        DiagnosisText.Write(Create() with { Verdict = new Verdict { Cause = Cause.Undetermined, Summary = "Too few samples." } }, writer);

        Assert.Contains("undetermined\nToo few samples.\n", writer.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private static Diagnosis Create() => new()
    {
        Edge = new("k8s1~shop~frontend~shop~payments~8080", new("shop", "frontend", PartyKind.Workload), new("shop", "payments", PartyKind.Service, 8080)),
        Verdict = new Verdict { Cause = Cause.NetworkSynLoss, Symptom = Symptom.Failures, Confidence = 0.97, Summary = "Connection requests are lost." },
        Latency = new LatencyBreakdown
        {
            ObservedMs = new(230, 2.1, 4, 1012),
            ExcessMs = 189,
            Components = [new("handshake", Leg.Direct, 1012, 0.4)],
        },
        Evidence = [new("tcp.handshake.p99", 1012, "ms", 0.4, "kernel", VerdictClass.Network)],
        Exonerated = [new(VerdictClass.Application, "service p99 6.1 ms, as before")],
    };
}
