using System.Globalization;
using MeshLens.Core.Verdicts;

namespace MeshLens.Server.Output;

/// <summary>Edges as a table, one line each.</summary>
internal static class EdgeTable
{
    private const double SecondsPerWindow = 10;

    public static void Write(IEnumerable<EdgeSummary> edges, TextWriter writer)
    {
        var table = new TextTable(
            "SOURCE", "DESTINATION", "VERDICT", "SYMPTOM", "SINCE",
            TextColumn.Number("EXCESS ms"), TextColumn.Number("MEAN ms"), TextColumn.Number("P99 ms"), TextColumn.Number("REQ/s"), TextColumn.Number("CONN/s"),
            TextColumn.Number("FAIL/s"), "SEEN AT");
        foreach (var edge in edges)
        {
            table.Add(
                edge.Source.Written, edge.Destination.Written,
                VerdictText.Of(edge.Class, edge.Cause), edge.Symptom == Symptom.None ? "" : edge.Symptom.ToString().ToLowerInvariant(),
                edge.Since == default ? "" : edge.Since.LocalDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
                Milliseconds(edge.ExcessMs), Milliseconds(edge.MeanMs), Milliseconds(edge.P99Ms), Rate(edge.Requests), Rate(edge.Connections), Rate(edge.Failures),
                Ends(edge));
        }

        table.WriteTo(writer);
    }

    private static string Ends(EdgeSummary edge) => (edge.ClientSeen, edge.ServerSeen) switch
    {
        (true, true) => "both ends",
        (true, false) => "client only",
        (false, true) => "server only",
        _ => "",
    };

    private static string Milliseconds(double value) => value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    private static string Rate(ulong perWindow) => (perWindow / SecondsPerWindow).ToString("0.0", CultureInfo.InvariantCulture);
}
