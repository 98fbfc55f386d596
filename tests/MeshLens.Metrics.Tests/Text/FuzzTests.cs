using System.Text;
using MeshLens.Metrics.Text;

namespace MeshLens.Metrics.Tests.Text;

/// <summary>Seeded and bounded: the same texts on every machine.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 20_000;

    private static readonly byte[] Seed = Encoding.UTF8.GetBytes(
        """
        # HELP istio_requests_total Requests \\ and \n more
        # TYPE istio_requests_total counter
        istio_requests_total{reporter="source",source_workload="web",response_flags="-"} 831
        istio_requests_total{reporter="source",source_workload="web",response_flags="UF,URX"} 5 1520879607
        d_bucket{le="0.5"} 1 # {t="å"} 0.4 152.5
        d_bucket{le="+Inf"} NaN
        d_sum 1.5e-3
        # UNIT d d
        # EOF

        """);

    private static readonly byte[] Telling = Encoding.UTF8.GetBytes("{}=\",\\ \t\n\r#0159.eE+-NanInf_:azåTYPEHLUNIOF\0");

    [Theory]
    [InlineData(MetricsFormat.Prometheus)]
    [InlineData(MetricsFormat.OpenMetrics)]
    public void Text_WithRandomChanges_ReadsTheSameInBlocksAndWhole(MetricsFormat format)
    {
        var random = new Random(4);
        for (var round = 0; round < Rounds; round++)
        {
            var text = Change(random);
            var whole = Reading.Of(text, format);
            var blocks = Reading.InBlocks(text, format, () => random.Next(1, 90));

            Assert.Equal(whole.Lines, blocks.Lines);
            Assert.Equal(whole.Error, blocks.Error);
            Assert.InRange(whole.Error?.Column ?? 1, 1, text.Length + 1);
        }
    }

    [Fact]
    public void Lines_ReadTogether_SayWhatEachSaysAlone()
    {
        var random = new Random(5);
        for (var round = 0; round < Rounds / 4; round++)
        {
            var lines = Enumerable.Range(0, 12).Select(_ => Sample(random)).ToList();

            var together = Reading.Of(string.Join('\n', lines));

            Assert.Null(together.Error);
            Assert.Equal(lines.SelectMany(static line => Reading.Of(line).Lines), together.Lines);
        }
    }

    private static byte[] Change(Random random)
    {
        var text = Seed.ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(text.Count);
            switch (random.Next(4))
            {
                case 0: text.RemoveRange(at, Math.Min(random.Next(1, 30), text.Count - at)); break;
                case 1: text.Insert(at, Telling[random.Next(Telling.Length)]); break;
                case 2: text[at] = Telling[random.Next(Telling.Length)]; break;
                default: text.InsertRange(at, text.GetRange(at / 2, Math.Min(40, text.Count - (at / 2)))); break;
            }

            if (text.Count == 0)
            {
                break;
            }
        }

        return [.. text];
    }

    // Few names and values, so that lines share all sorts of beginnings.
    private static string Sample(Random random)
    {
        var labels = Enumerable.Range(0, random.Next(4)).Select(number => $"{"abc"[number]}{random.Next(2)}=\"{Value(random)}\"");
        var set = random.Next(5) == 0 ? "" : $"{{{string.Join(',', labels)}}}";
        return $"m{(random.Next(3) == 0 ? "x" : "")}{set} {random.Next(20)}{(random.Next(4) == 0 ? " 7" : "")}";
    }

    private static string Value(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(5) switch { 0 => "\\\"", 1 => "\\\\", 2 => "}", _ => "v" }));
}
