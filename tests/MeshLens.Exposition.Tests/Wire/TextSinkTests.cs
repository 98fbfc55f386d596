using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;
using MeshLens.Exposition.Tests.Rig;

namespace MeshLens.Exposition.Tests.Wire;

public sealed class TextSinkTests
{
    private const string Labels = "cluster=\"east\",source_namespace=\"shop\",source=\"web\",destination_namespace=\"shop\",destination=\"cart\",port=\"8080\"";

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, ".0")]
    public void Histogram_ClassicBuckets_AreExactAndEndWithAll(bool openMetrics, string whole)
    {
        // A duration on a boundary belongs below it; one nanosecond more, above.
        var edge = Written.Edge().Close(null, Closing.End(End.Client, [(Signal.Turn, Durations.Of(1000, 1000.000001, 20, 200_000))]));

        var lines = Lines(Written.Text(edge, openMetrics), "meshlens_turn_duration_seconds");

        Assert.Contains($"meshlens_turn_duration_seconds_bucket{{{Labels},leg=\"direct\",le=\"0.015625\"}} 0", lines);
        Assert.Contains($"meshlens_turn_duration_seconds_bucket{{{Labels},leg=\"direct\",le=\"0.03125\"}} 1", lines);
        Assert.Contains($"meshlens_turn_duration_seconds_bucket{{{Labels},leg=\"direct\",le=\"1{whole}\"}} 2", lines);
        Assert.Contains($"meshlens_turn_duration_seconds_bucket{{{Labels},leg=\"direct\",le=\"2{whole}\"}} 3", lines);
        Assert.Contains($"meshlens_turn_duration_seconds_bucket{{{Labels},leg=\"direct\",le=\"+Inf\"}} 4", lines);
        Assert.Contains($"meshlens_turn_duration_seconds_count{{{Labels},leg=\"direct\"}} 4", lines);
        Assert.Contains(lines, static line => line.StartsWith("meshlens_turn_duration_seconds_sum", StringComparison.Ordinal) && line.EndsWith(" 202.020000001", StringComparison.Ordinal));
    }

    [Fact]
    public void Histogram_WithoutBuckets_KeepsSumAndCount()
    {
        var edge = Written.Edge().Close(null, Closing.End(End.Client, [(Signal.Turn, Durations.Of(1, 2))]));

        var lines = Lines(Written.Text(edge, classic: false), "meshlens_turn_duration_seconds{").Count;

        Assert.Equal(0, lines);
        Assert.Equal(3, Lines(Written.Text(edge, classic: false), "meshlens_turn_duration_seconds_").Count);
    }

    [Fact]
    public void Names_OfBothFormats_AreTheirOwn()
    {
        var edge = Written.Edge().Close(new() { Requests = 7, Class = VerdictClass.Healthy });

        var (text, open) = (Written.Text(edge), Written.Text(edge, openMetrics: true));

        Assert.Contains("# TYPE meshlens_edge_requests_total counter\n", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE meshlens_edge_requests counter\n", open, StringComparison.Ordinal);
        Assert.All(new[] { text, open }, each => Assert.Contains($"meshlens_edge_requests_total{{{Labels}}} 7\n", each, StringComparison.Ordinal));
        Assert.Contains("# TYPE meshlens_edge_verdict gauge\n", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE meshlens_edge_verdict stateset\n", open, StringComparison.Ordinal);
        Assert.Contains($"meshlens_edge_verdict{{{Labels},meshlens_edge_verdict=\"healthy\"}} 1\n", open, StringComparison.Ordinal);
        Assert.Contains("# UNIT meshlens_turn_duration_seconds seconds\n", open, StringComparison.Ordinal);
        Assert.EndsWith("# EOF\n", open, StringComparison.Ordinal);
        Assert.DoesNotContain("# EOF", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_WithEverything_AreEscaped()
    {
        var edge = Written.Edge("a\"b\\c\nd", "ü").Close();

        Assert.Contains("source=\"a\\\"b\\\\c\\nd\",destination_namespace=\"shop\",destination=\"ü\"", Written.Text(edge), StringComparison.Ordinal);
    }

    private static List<string> Lines(string text, string name) =>
        [.. text.Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal))];
}
