using System.Globalization;
using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;

namespace MeshLens.Server.Output;

/// <summary>The hops of an edge that goes through proxies, as a table.</summary>
internal static class LegTable
{
    public static void Write(IReadOnlyCollection<DiagnosedLeg> legs, TextWriter writer)
    {
        if (legs.Count == 0)
        {
            return;
        }

        var table = new TextTable(
            "HOP", "ENDS SEEN", TextColumn.Number("CONNECTIONS"), TextColumn.Number("REQUESTS"), TextColumn.Number("LOGGED"), TextColumn.Number("MEAN ms"), "NOTE");
        foreach (var leg in legs)
        {
            table.Add(
                LegText.Of(leg.Leg),
                (leg.ClientSeen, leg.ServerSeen) switch { (true, true) => "both", (true, false) => "client", (false, true) => "server", _ => "-" },
                leg.Connections.ToString(CultureInfo.InvariantCulture),
                leg.Requests.ToString(CultureInfo.InvariantCulture),
                leg.Logged.ToString(CultureInfo.InvariantCulture),
                leg.MeanMs is { } mean ? mean.ToString(mean < 10 ? "0.##" : "0.#", CultureInfo.InvariantCulture) : "-",
                leg.Note ?? "");
        }

        writer.WriteLine();
        table.WriteTo(writer);
    }
}
