using System.Globalization;

namespace Benchmarks.Kernel;

/// <summary>Nanoseconds per send and per receive.</summary>
/// <param name="Events">Sends; there are as many receives.</param>
internal sealed record TurnCost(double Send, double Receive, long Events)
{
    public double Worst => Math.Max(Send, Receive);

    public string Describe(string where) => string.Create(CultureInfo.InvariantCulture,
        $"{where}: send {Send:0} ns, receive {Receive:0} ns over {Events} each");
}
