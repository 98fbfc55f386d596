using System.Globalization;
using MeshLens.Core.Verdicts;

namespace MeshLens.Server.Output;

/// <summary>How requests and latency spread over replicas, as a table.</summary>
internal static class EndpointTable
{
    private const int FewestToCompare = 2;

    /// <summary>Nothing for a single replica: what is to be said of it is said of the edge.</summary>
    public static void Write(IReadOnlyList<DiagnosedEndpoint> endpoints, TextWriter writer)
    {
        if (endpoints.Count < FewestToCompare)
        {
            return;
        }

        var table = new TextTable(
            "REPLICA", "STATE", TextColumn.Number("REQUESTS"), TextColumn.Number("SHARE"), TextColumn.Number("MEAN ms"), TextColumn.Number("WAS ms"),
            TextColumn.Number("P99 ms"), TextColumn.Number("FAILED"), "POD", "ZONE");
        foreach (var endpoint in endpoints)
        {
            table.Add(
                endpoint.Address,
                endpoint.State.ToString().ToLowerInvariant(),
                endpoint.Requests.ToString(CultureInfo.InvariantCulture),
                (endpoint.Share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %",
                Number(endpoint.MeanMs),
                Number(endpoint.BaselineMs),
                Number(endpoint.P99Ms),
                endpoint.Failures == 0 ? "" : endpoint.Failures.ToString(CultureInfo.InvariantCulture),
                endpoint.Pod ?? "",
                endpoint.Zone ?? "");
        }

        writer.WriteLine();
        table.WriteTo(writer);
    }

    private static string Number(double? value) =>
        value is { } known ? known.ToString(known < 10 ? "0.##" : "0.#", CultureInfo.InvariantCulture) : "-";
}
