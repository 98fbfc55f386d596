using MeshLens.Grains.Probes;
using MeshLens.Server.Output;

namespace MeshLens.Server.Tests.Output;

public sealed class ProbeTextTests
{
    private static string Create(params ProbeLine[] lines)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        foreach (var line in lines)
        {
            ProbeText.Write(line, writer);
        }

        return writer.ToString();
    }

    [Fact]
    public void Write_WholeAnswer_ReadsLikePing()
    {
        List<ProbeAnswer> answers =
        [
            new() { From = "node-a", Sequence = 1, Outcome = "answered", RttMs = 0.5 },
            new() { From = "node-a", Sequence = 2, Outcome = "lost" },
            new() { From = "node-a", Sequence = 3, Outcome = "answered", RttMs = 1.5, Status = 204, ConnectMs = 0.4 },
        ];

        var text = Create([
            new() { Accepted = new("pay.shop", "10.0.0.2", 80, "http", 3, 1_000, 950, ["node-a"], "pay.shop", "/", "c") },
            .. answers.Select(static answer => new ProbeLine { Probe = answer }),
            new() { Summary = [ProbeSummary.Of("node-a", answers)] },
        ]);

        Assert.Equal(
            """
            PROBE pay.shop (10.0.0.2:80) by http from node-a, 3 each
            from node-a: seq=1 time=0.500 ms
            from node-a: seq=2 lost
            from node-a: seq=3 status=204 connect=0.400 ms time=1.500 ms

            --- from node-a ---
            3 sent, 2 answered, 0 refused, 1 lost (33.3%)
            rtt min/median/mean/max/jitter = 0.500/1.000/1.000/1.500/1.000 ms

            """, text);
    }

    [Theory]
    [InlineData("refused", "4 sent, 1 answered, 3 refused, 0 lost (0%)")]
    [InlineData("unreachable", "4 sent, 1 answered, 3 refused, 0 lost (0%)")]
    [InlineData("lost", "4 sent, 1 answered, 0 refused, 3 lost (75%)")]
    [InlineData("not-sent", "1 sent, 1 answered, 0 refused, 0 lost (0%), 3 not sent")]
    [InlineData("no-word", "1 sent, 1 answered, 0 refused, 0 lost (0%), no word of the rest")]
    public void Write_WhatBecameOfThem_IsToldApart(string outcome, string counts)
    {
        List<ProbeAnswer> answers = [.. Enumerable.Range(1, 3).Select(sequence => new ProbeAnswer { From = "n", Sequence = sequence, Outcome = outcome }), new() { From = "n", Sequence = 4, Outcome = "answered" }];

        Assert.Equal($"\n--- from n ---\n{counts}\n", Create(new ProbeLine { Summary = [ProbeSummary.Of("n", answers)] }));
    }

    [Fact]
    public void Table_Pairs_AreAlignedAndNothingInThemSteersTheTerminal()
    {
        using var writer = new StringWriter { NewLine = "\n" };

        ProbeTable.Write(
            new()
            {
                Pairs =
                [
                    new() { Cluster = "c", From = "a\u001b", To = "b", Protocol = "tcp", Scope = "same-zone", State = "slow", Ended = 10, Lost = 1, MinMs = 2, MedianMs = 2.1, P99Ms = 3, BaselineMs = 0.1, ExcessMs = 2 },
                ],
                Scopes = [new("same-zone", 1, 0.1, 0.1)],
            },
            writer);

        Assert.Equal(
            """
            FROM  TO  BY   SCOPE      STATE  LOST  MIN MS  P50 MS  P99 MS  JITTER  USUAL  EXCESS
            a?    b   tcp  same-zone  slow   1/10   2.000   2.100   3.000       -  0.100   2.000
            same-zone: usually 0.100 ms, nine of ten pairs below 0.100 ms (1 pair)

            """, writer.ToString());
    }
}
