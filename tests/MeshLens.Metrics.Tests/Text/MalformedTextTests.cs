using System.Text;
using MeshLens.Metrics.Text;

namespace MeshLens.Metrics.Tests.Text;

public sealed class MalformedTextTests
{
    private const MetricsFormat Text = MetricsFormat.Prometheus;
    private const MetricsFormat Open = MetricsFormat.OpenMetrics;

    /// <summary>Format, text, and what is said of it.</summary>
    public static TheoryData<MetricsFormat, string, string> Mistakes => new()
    {
        { Text, "a 1\n5b 1\n", "Line 2, column 1: A metric name was expected, and there is '5'." },
        { Text, "{a=\"b\"} 1", "Line 1, column 1: A metric name was expected before '{'; names in quotes are not supported." },
        { Text, "å 1", "Line 1, column 1: A metric name was expected, and there is the byte 0xC3." },
        { Text, "a", "Line 1, column 2: A value was expected, and there is the end of the line." },
        { Text, "a \n", "Line 1, column 3: A value was expected, and there is the end of the line." },
        { Text, "a-b 1", "Line 1, column 2: \"-b\" is not a number." },
        { Text, "a one", "Line 1, column 3: \"one\" is not a number." },
        { Text, "a 0x1p-2", "Line 1, column 3: \"0x1p-2\" is not a number." },
        { Text, "a 1_000", "Line 1, column 3: \"1_000\" is not a number." },
        { Text, "a 1e999", "Line 1, column 3: \"1e999\" is not a number." },
        { Text, "a .", "Line 1, column 3: \".\" is not a number." },
        { Text, "a -", "Line 1, column 3: \"-\" is not a number." },
        { Text, "a +nan", "Line 1, column 3: \"+nan\" is not a number." },
        { Text, "a 1,5", "Line 1, column 3: \"1,5\" is not a number." },
        { Text, "a 1\r\nb 2", "Line 1, column 3: \"1\r\" is not a number." },
        { Text, "a 1 1.5", "Line 1, column 5: \"1.5\" is not a time stamp in whole milliseconds." },
        { Text, "a 1 99999999999999999999", "Line 1, column 5: \"99999999999999999999\" is not a time stamp in whole milliseconds." },
        { Text, "a 1 5 6", "Line 1, column 7: After the time stamp there is '6'." },
        { Text, "a 1 # {x=\"y\"} 1", "Line 1, column 5: \"#\" is not a time stamp in whole milliseconds." },
        { Text, "a{", "Line 1, column 3: A label name was expected, and there is the end of the line." },
        { Text, "a{b", "Line 1, column 4: After the name of a label there must be '=', and there is the end of the line." },
        { Text, "a{b}", "Line 1, column 4: After the name of a label there must be '=', and there is '}'." },
        { Text, "a{b=} 1", "Line 1, column 5: The value of a label must begin with '\"', and there is '}'." },
        { Text, "a{b='c'} 1", "Line 1, column 5: The value of a label must begin with '\"', and there is '''." },
        { Text, "a{b=\"c} 1", "Line 1, column 5: The value of a label is not closed on its line." },
        { Text, "a{b=\"c\\", "Line 1, column 5: The value of a label is not closed on its line." },
        { Text, "a{b=\"c\nd\"} 1", "Line 1, column 5: The value of a label is not closed on its line." },
        { Text, "a{b=\"c\" d=\"e\"} 1", "Line 1, column 9: After a label there must be ',' or '}', and there is 'd'." },
        { Text, "a{b=\"c\"", "Line 1, column 8: After a label there must be ',' or '}', and there is the end of the line." },
        { Text, "a{,} 1", "Line 1, column 3: A label name was expected, and there is ','." },
        { Text, "a{b=\"c\",,} 1", "Line 1, column 9: A label name was expected, and there is ','." },
        { Text, "a{b:c=\"d\"} 1", "Line 1, column 4: After the name of a label there must be '=', and there is ':'." },
        { Text, "a{b=\"1\",c=\"2\",b=\"3\"} 1", "Line 1, column 15: The label b stands there twice." },
        { Text, "a{b=\"1\",c=\"2\"} 1\na{b=\"1\",b=\"2\"} 1", "Line 2, column 9: The label b stands there twice." },
        { Text, "# TYPE a thing\n", "Line 1, column 10: \"thing\" is no type of metric in Prometheus." },
        { Text, "# TYPE a unknown\n", "Line 1, column 10: \"unknown\" is no type of metric in Prometheus." },
        { Text, "# TYPE a\n", "Line 1, column 9: \"\" is no type of metric in Prometheus." },
        { Text, "# HELP 5 five\n", "Line 1, column 8: A metric name was expected, and there is '5'." },
        { Text, "# HELP a-b five\n", "Line 1, column 9: A metric name was expected, and there is '-'." },
        { Open, "a 1\n", "Line 2, column 1: The text ends without # EOF, so it was cut off." },
        { Open, "", "Line 1, column 1: The text ends without # EOF, so it was cut off." },
        { Open, "a 1\n# EOF\na 2\n", "Line 3, column 1: There is more after # EOF." },
        { Open, "# EOF\n\n", "Line 2, column 1: There is more after # EOF." },
        { Open, "a 1\n\n# EOF", "Line 2, column 1: OpenMetrics has no empty lines." },
        { Open, "# a remark\n# EOF", "Line 1, column 1: OpenMetrics has no comments but # HELP, # TYPE, # UNIT and # EOF." },
        { Open, "#  TYPE a counter\n# EOF", "Line 1, column 1: OpenMetrics has no comments but # HELP, # TYPE, # UNIT and # EOF." },
        { Open, "# TYPE a untyped\n# EOF", "Line 1, column 10: \"untyped\" is no type of metric in OpenMetrics." },
        { Open, "# UNIT a_bytes seconds\n# EOF", "Line 1, column 16: The name of a metric must end with its unit." },
        { Open, " a 1\n# EOF", "Line 1, column 1: A metric name was expected, and there is a space." },
        { Open, "a  1\n# EOF", "Line 1, column 3: A value was expected, and there is a space." },
        { Open, "a\t1\n# EOF", "Line 1, column 2: A value was expected, and there is a tab." },
        { Open, "a 1 \n# EOF", "Line 1, column 5: A time stamp was expected, and there is the end of the line." },
        { Open, "a 1 NaN\n# EOF", "Line 1, column 5: \"NaN\" is not a time stamp in seconds." },
        { Open, "a 1 2 3\n# EOF", "Line 1, column 6: After the time stamp there is a space." },
        { Open, "a{b=\"c\", d=\"e\"} 1\n# EOF", "Line 1, column 9: A label name was expected, and there is a space." },
        { Open, "a 1 # \n# EOF", "Line 1, column 7: An exemplar must begin with '{', and there is the end of the line." },
        { Open, "a 1 # {b=\"c\"}\n# EOF", "Line 1, column 14: A value was expected, and there is the end of the line." },
        { Open, "a 1 # {b=\"c\"} x\n# EOF", "Line 1, column 15: \"x\" is not a number." },
        { Open, "a 1 # {b=\"c\"} 1 2 3\n# EOF", "Line 1, column 18: After the exemplar there is a space." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistake_OfEachKind_IsNamedWithItsPlace(MetricsFormat format, string text, string said) =>
        Assert.Equal(said, Reading.Of(text, format).Error?.ToString());

    [Fact]
    public void Mistake_AfterRightLines_LeavesThoseRead()
    {
        var reading = Reading.Of("a 1\nb 2\nc x\nd 4\n");

        Assert.Equal(["a [] 1 @", "b [] 2 @"], reading.Lines);
        Assert.Equal(3, reading.Error?.Line);
    }

    [Fact]
    public void Text_ThatIsNotUtf8_IsRefused()
    {
        Assert.Equal("Line 1, column 6: The value of a label is not UTF-8.", Reading.Of(Encoding.Latin1.GetBytes("a{b=\"\u00FF\"} 1"), Text).Error?.ToString());
        Assert.Equal("Line 1, column 10: The text is not UTF-8.", Reading.Of(Encoding.Latin1.GetBytes("# HELP a \u00FF"), Text).Error?.ToString());
    }

    [Fact]
    public void Labels_WithoutEnd_AreRefused()
    {
        var labels = string.Join(',', Enumerable.Range(0, 300).Select(static number => $"l{number}=\"v\""));

        Assert.Contains("more than 256 labels", Reading.Of($"a{{{labels}}} 1").Error?.Message, StringComparison.Ordinal);
    }
}
