using System.Text;
using MeshLens.Metrics.Text;

namespace MeshLens.Metrics.Tests.Text;

public sealed class PrometheusTextTests
{
    [Theory]
    [InlineData("up 1", "up [] 1 @")]
    [InlineData("up{} 1\n", "up [] 1 @")]
    [InlineData("up 1 1520879607789\n", "up [] 1 @1520879607789")]
    [InlineData("up 1 -5\n", "up [] 1 @-5")]
    [InlineData(" \tup\t1  7 \n", "up [] 1 @7")]
    [InlineData("job:up_x:sum{a=\"b\"} 1", "job:up_x:sum [a=b] 1 @")]
    [InlineData("up { a = \"b\" , c = \"d\" , } 1", "up [a=b|c=d] 1 @")]
    [InlineData("up{a=\"b\"}1", "up [a=b] 1 @")]
    [InlineData("""up{a="x\\y\"z\nq\t"} 1""", "up [a=x\\y\"z\nq\\t] 1 @")]
    [InlineData("up{a=\"}, {=#\"} 1", "up [a=}, {=#] 1 @")]
    [InlineData("up{a=\"å€\"} 1", "up [a=å€] 1 @")]
    [InlineData("up{a=\"\",b=\"1\"} 1", "up [a=|b=1] 1 @")]
    [InlineData("le_bucket{le=\"+Inf\"} 3", "le_bucket [le=+Inf] 3 @")]
    public void Sample_Written_IsRead(string text, string expected)
    {
        var reading = Reading.Of(text);

        Assert.Null(reading.Error);
        Assert.Equal([expected], reading.Lines);
    }

    [Theory]
    [InlineData("0", 0d)]
    [InlineData("-0.0", -0d)]
    [InlineData("831", 831d)]
    [InlineData("+5", 5d)]
    [InlineData("1.", 1d)]
    [InlineData(".5", 0.5)]
    [InlineData("0.000171854", 0.000171854)]
    [InlineData("6.1185e-05", 6.1185e-05)]
    [InlineData("1.6876005560881631e+09", 1.6876005560881631e+09)]
    [InlineData("123456789012345", 123456789012345d)]
    [InlineData("9007199254740993", 9007199254740992d)]
    [InlineData("18446744073709551615", 18446744073709551615d)]
    [InlineData("5e-324", 5e-324)]
    [InlineData("1e-400", 0d)]
    [InlineData("NaN", double.NaN)]
    [InlineData("nan", double.NaN)]
    [InlineData("+Inf", double.PositiveInfinity)]
    [InlineData("-Inf", double.NegativeInfinity)]
    [InlineData("Infinity", double.PositiveInfinity)]
    public void Value_Notations_AreExact(string written, double expected)
    {
        var reader = new MetricsReader(Encoding.UTF8.GetBytes($"a {written}\n"), MetricsFormat.Prometheus);

        Assert.True(reader.Read(), reader.Error?.Message);
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(reader.Value));
    }

    [Fact]
    public void Comments_ThatTell_AreRead()
    {
        var reading = Reading.Of(
            """
            # HELP a What a is: \\ and \n
            #  TYPE   a	histogram
            # a remark
            #
            # UNIT a seconds
            # EOF
            #TYPE a counter
            # HELP b

            # HELP c 
            # TYPE d untyped
            """);

        Assert.Null(reading.Error);
        Assert.Equal(["Help a What a is: \\\\ and \\n", "TYPE a Histogram", "Help b ", "Help c ", "TYPE d Unknown"], reading.Lines);
    }

    [Fact]
    public void Lines_ThatShareABeginning_AreToldApart()
    {
        var reading = Reading.Of(
            """
            a_bucket{x="1",le="1"} 1
            a_bucket{x="1",le="10"} 2
            a_bucket{x="1",le="100",z="\""} 3
            a_bucket{x="1"} 4
            a_bucket{x="1",lo="100"} 5
            a_bucket{x="2",le="100"} 6
            a_bucket{} 7
            a_bucket 8
            a_bucket 9
            a_buckets{x="2",le="100"} 10
            a{x="2",le="100"} 11
            # TYPE a gauge
            a{x="2",le="100"} 12
            a{x="2",le="100"} 12
            """);

        Assert.Null(reading.Error);
        Assert.Equal(
            [
                "a_bucket [x=1|le=1] 1 @", "a_bucket [x=1|le=10] 2 @", "a_bucket [x=1|le=100|z=\"] 3 @", "a_bucket [x=1] 4 @",
                "a_bucket [x=1|lo=100] 5 @", "a_bucket [x=2|le=100] 6 @", "a_bucket [] 7 @", "a_bucket [] 8 @", "a_bucket [] 9 @",
                "a_buckets [x=2|le=100] 10 @", "a [x=2|le=100] 11 @", "TYPE a Gauge", "a [x=2|le=100] 12 @", "a [x=2|le=100] 12 @",
            ],
            reading.Lines);
    }

    [Fact]
    public void Series_OfASample_IsNameAndLabelsAsWritten()
    {
        var reader = new MetricsReader("a{x=\"1\", le=\"1\"} 5"u8, MetricsFormat.Prometheus);

        Assert.True(reader.Read());
        Assert.Equal("a{x=\"1\", le=\"1\"}"u8, reader.Series);
        Assert.Equal("1"u8, reader.Labels.Find("le"u8));
        Assert.True(reader.Labels.Find("none"u8).IsEmpty);
    }

    [Fact]
    public void Reading_AThousandLines_AllocatesNothing()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(n => $"a{{x=\"{n % 7}\",le=\"{n}\"}} {n}.5\n")));
        var state = new MetricsReaderState(MetricsFormat.Prometheus);
        Read(text, state);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var lines = Read(text, state);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1000, lines);
    }

    private static int Read(ReadOnlySpan<byte> text, MetricsReaderState state)
    {
        state.Begin(MetricsFormat.Prometheus);
        var reader = new MetricsReader(text, state, isFinal: true);
        var lines = 0;
        while (reader.Read())
        {
            lines++;
        }

        return lines;
    }
}
