using MeshLens.Metrics.Text;

namespace MeshLens.Metrics.Tests.Text;

public sealed class OpenMetricsTests
{
    [Fact]
    public void Families_WithEverything_AreRead()
    {
        var reading = Reading.Of(
            """
            # HELP foo_seconds Says \"when\".
            # TYPE foo_seconds histogram
            # UNIT foo_seconds seconds
            foo_seconds_bucket{le="1.0"} 17 1520879607.789 # {trace_id="a\"b",span="2"} 0.67 1520879607.5
            foo_seconds_bucket{le="+Inf"} 18 # {} 1.5
            foo_seconds_count 18
            foo_seconds_created 1.520430000123e+09
            # TYPE bar info
            bar_info{version="1"} 1 # {a="b"} NaN
            # TYPE baz unknown
            baz{} -Inf
            # TYPE st stateset
            # TYPE gh gaugehistogram
            # EOF
            """, MetricsFormat.OpenMetrics);

        Assert.Null(reading.Error);
        Assert.Equal(
            [
                "Help foo_seconds Says \\\"when\\\".", "TYPE foo_seconds Histogram", "Unit foo_seconds seconds",
                "foo_seconds_bucket [le=1.0] 17 @1520879607789 # [trace_id=a\"b|span=2] 0.67 @1520879607500",
                "foo_seconds_bucket [le=+Inf] 18 @ # [] 1.5 @",
                "foo_seconds_count [] 18 @",
                "foo_seconds_created [] 1520430000.123 @",
                "TYPE bar Info", "bar_info [version=1] 1 @ # [a=b] NaN @",
                "TYPE baz Unknown", "baz [] -Infinity @",
                "TYPE st StateSet", "TYPE gh GaugeHistogram",
                "END",
            ],
            reading.Lines);
    }

    [Theory]
    [InlineData("application/openmetrics-text; version=1.0.0; charset=utf-8", MetricsFormat.OpenMetrics)]
    [InlineData("Application/OpenMetrics-Text", MetricsFormat.OpenMetrics)]
    [InlineData("text/plain; version=0.0.4", MetricsFormat.Prometheus)]
    [InlineData("", MetricsFormat.Prometheus)]
    [InlineData(null, MetricsFormat.Prometheus)]
    public void ContentType_OfAnAnswer_SaysTheFormat(string? type, MetricsFormat format) => Assert.Equal(format, ContentTypes.FormatOf(type));
}
