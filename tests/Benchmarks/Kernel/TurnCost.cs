using System.Globalization;

namespace Benchmarks.Kernel;

/// <summary>Nanoseconds per send and per receive, without what the statistics take for themselves.</summary>
/// <param name="OfStatistics">What the statistics take for themselves in each run of a program: a send is one run, a receive two.</param>
/// <param name="Events">Sends; there are as many receives.</param>
internal sealed record TurnCost(double Send, double Receive, double OfStatistics, long Events)
{
    public double Worst => Math.Max(Send, Receive);

    public string Describe(string where) => string.Create(CultureInfo.InvariantCulture,
        $"{where}: send {Send:0} ns ({Send + OfStatistics:0} with the statistics' own), receive {Receive:0} ns ({Receive + (2 * OfStatistics):0}) over {Events} each, an empty program's run {OfStatistics:0} ns");
}
