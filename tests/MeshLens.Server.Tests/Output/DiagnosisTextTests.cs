using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;
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

            PART       LEG       ms  BASELINE ms  SOURCE
            handshake  direct  1012          0.4  kernel

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

    [Theory]
    [InlineData(true, "Excess    network 94 %, mesh configuration 1 %, application 0 %, unexplained 5 %")]
    [InlineData(false, "Time      network 94 %, mesh configuration 1 %, application 0 %, unexplained 5 %")]
    public void Write_Shares_AreThoseOfTheExcessWhereItIsKnown(bool wasWell, string line)
    {
        var latency = new LatencyBreakdown
        {
            ObservedMs = new(230, 2.1, 4, 1012),
            BaselineMs = wasWell ? new(41, 2, 4, 90) : null,
            Shares = new(0.94, 0.01, 0, 0.05),
        };

        Assert.Contains($"excess 0 ms\n{line}\n", Written(Create() with { Latency = latency }), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_EvidenceThatIsCounted_HasNoUnit() => Assert.Contains(
        "\n  tcp.syn_retransmits 20, was 0 (kernel) -> network\n",
        Written(Create() with { Evidence = [new("tcp.syn_retransmits", 20, "1", 0, "kernel", VerdictClass.Network)] }),
        StringComparison.Ordinal);

    [Fact]
    public void Write_NotesAndConnections_AreTold()
    {
        var at = new DateTimeOffset(new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Local));
        var failed = new ConnectionExemplar { At = at, Local = "10.0.0.9:41002", Remote = "10.0.0.1:8080", HandshakeNs = 3_000_000_000, SynRetransmits = 2, Failure = FailureReason.TimedOut };
        var slow = new ConnectionExemplar
        {
            At = at,
            End = End.Server,
            ClientSequence = 11,
            ServerSequence = 22,
            Local = "10.0.0.1:8080",
            Remote = "10.0.0.9:41000",
            HandshakeNs = 1_250_000_000,
            TurnNs = 9_500_000,
            Process = "payments",
        };

        Assert.Contains(
            """

            CONNECTION    FROM            TO             HANDSHAKE ms  TURN ms  SYN RETRANS  FAILURE    PROCESS   ID
            03:04:05.678  10.0.0.9:41000  10.0.0.1:8080       1250.00     9.50            0             payments  11-22
            03:04:05.678  10.0.0.9:41002  10.0.0.1:8080       3000.00        -            2  timed-out            -

            Notes
              MeshLens restarted at noon.
            """,
            Written(Create() with { Exemplars = [slow, failed], Notes = ["MeshLens restarted at noon."] }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ReplicasAndHops_AreTables()
    {
        DiagnosedEndpoint slow = new()
        {
            Address = "10.0.0.2:8080",
            Pod = "payments-1",
            Zone = "b",
            Requests = 40,
            Share = 0.4,
            MeanMs = 45.23,
            BaselineMs = 5,
            P99Ms = 60,
            Failures = 2,
            State = EndpointState.Slow,
        };
        DiagnosedEndpoint unknown = new() { Address = "10.0.0.3:8080", Requests = 60, Share = 0.6 };
        DiagnosedLeg tunnel = new() { Leg = Leg.ProxyToProxy, ClientSeen = true, ServerSeen = true, Connections = 3, Requests = 100, Logged = 7, MeanMs = 5.25 };
        DiagnosedLeg none = new() { Leg = Leg.ProxyToApp, ServerSeen = true, Note = "same node, no wire leg" };

        Assert.Contains(
            """

            HOP          ENDS SEEN  CONNECTIONS  REQUESTS  LOGGED  MEAN ms  NOTE
            proxy-proxy  both                 3       100       7     5.25
            proxy-app    server               0         0       0        -  same node, no wire leg

            REPLICA        STATE    REQUESTS  SHARE  MEAN ms  WAS ms  P99 ms  FAILED  POD         ZONE
            10.0.0.2:8080  slow           40   40 %     45.2       5      60       2  payments-1  b
            10.0.0.3:8080  unknown        60   60 %        -       -       -

            """,
            Written(Create() with { Endpoints = [slow, unknown], Legs = [tunnel, none] }),
            StringComparison.Ordinal);
    }

    private static string Written(Diagnosis diagnosis)
    {
        using var writer = new StringWriter();
        DiagnosisText.Write(diagnosis, writer);
        return writer.ToString().ReplaceLineEndings("\n");
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
