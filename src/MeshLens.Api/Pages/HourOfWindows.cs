using System.Globalization;
using System.Text;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Api.Pages;

/// <summary>An hour of windows as lines and a band. A window that nobody timed is a gap, not a zero.</summary>
/// <param name="Count">Windows that had traffic.</param>
/// <param name="TopMs">The top of the chart: the highest value, but at least a millisecond, so that noise is not drawn as mountains.</param>
/// <param name="Start">Its left end: an hour before the right one, or when the edge was first seen.</param>
/// <param name="Width">Windows from there to the right end.</param>
/// <param name="Mean">A path of SVG.</param>
/// <param name="P99">Another.</param>
/// <param name="Verdicts">Stretches of windows of one class, oldest first.</param>
internal sealed record HourOfWindows(int Count, double TopMs, DateTimeOffset Start, int Width, string Mean, string P99, IReadOnlyList<VerdictRun> Verdicts)
{
    public const int Height = BandTop + BandHeight;
    public const int BandTop = LinesHeight + 8;
    public const int BandHeight = 10;

    private const int LinesHeight = 140;

    // Five minutes: of an edge that was just seen, too, a window is a stretch and not the whole.
    private const int Narrowest = 30;

    private const double LowestTopMs = 1;

    public static HourOfWindows Empty { get; } = new(0, 0, default, Narrowest, "", "", []);

    public static HourOfWindows Of(IReadOnlyList<WindowSummary> windows, DateTimeOffset end)
    {
        var after = WindowGrid.IndexOf(end);
        var shown = windows.Where(window => window.Window >= after - WindowGrid.Hour && window.Window < after).ToList();
        if (shown.Count == 0)
        {
            return Empty;
        }

        var first = Math.Min(shown[0].Window, after - Narrowest);
        // A mean holds handshakes, which quantiles of requests do not: it may be the higher one.
        var top = Math.Max(LowestTopMs, shown.Max(static window => Math.Max(window.MeanMs, window.P99Ms)));
        return new(
            shown.Count, top, WindowGrid.StartOf(first), (int)(after - first),
            Line(shown, first, top, static window => window.MeanMs),
            Line(shown, first, top, static window => window.P99Ms),
            Runs(shown, first));
    }

    private static string Line(List<WindowSummary> windows, long first, double top, Func<WindowSummary, float> value)
    {
        var path = new StringBuilder();
        var before = long.MinValue;
        foreach (var window in windows.Where(static window => window.MeanMs > 0 || window.P99Ms > 0))
        {
            var y = LinesHeight * (1 - (value(window) / top));
            path.Append(CultureInfo.InvariantCulture, $"{(window.Window == before + 1 ? 'L' : 'M')}{window.Window - first} {y:0.#}h1");
            before = window.Window;
        }

        return path.ToString();
    }

    private static List<VerdictRun> Runs(List<WindowSummary> windows, long first)
    {
        List<VerdictRun> runs = [];
        foreach (var window in windows)
        {
            var x = (int)(window.Window - first);
            if (runs is [.., var last] && last.Class == window.Cause.Class && last.X + last.Width == x)
            {
                runs[^1] = last with { Width = last.Width + 1 };
            }
            else
            {
                runs.Add(new(window.Cause.Class, x, 1));
            }
        }

        return runs;
    }
}
