using MeshLens.Agent.Kernel;

namespace Kernel.Tests;

/// <summary>The parts of a turn as the kernel saw them beside the application's clock, medians over the exchanges of one connection.</summary>
internal static class TurnComponents
{
    /// <param name="own">What the application's clock said.</param>
    /// <param name="client">Turns of the client's end.</param>
    /// <param name="server">Turns of the server's end.</param>
    public static IReadOnlyList<TurnComponent> Compare(
        IReadOnlyCollection<Exchange> own, IReadOnlyCollection<Turn> client, IReadOnlyCollection<Turn> server) =>
    [
        Of("turn", own, exchange => exchange.Turn, client, turn => turn.TurnNs),
        Of("pickup", own, exchange => exchange.Pickup, client, turn => turn.PickupNs),
        Of("queueing", own, exchange => exchange.Queueing, server, turn => turn.QueueingNs),
        Of("service", own, exchange => exchange.Service, server, turn => turn.ServiceNs),
    ];

    public static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return ordered[ordered.Count / 2];
    }

    private static TurnComponent Of(
        string name, IReadOnlyCollection<Exchange> own, Func<Exchange, double> wanted, IReadOnlyCollection<Turn> turns, Func<Turn, ulong> seen) =>
        new(name, Median(own.Select(wanted)), Median(turns.Select(turn => seen(turn) / 1e6)));
}
