using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Lists the replicas, worst first and then by requests. Those beyond the limit are one entry.</summary>
internal static class EndpointList
{
    private const int Limit = 16;

    public static List<DiagnosedEndpoint> Of(EdgeView edge)
    {
        List<DiagnosedEndpoint> all =
        [
            .. edge.Replicas.Select(Describe)
                .OrderByDescending(endpoint => endpoint.State > EndpointState.Well)
                .ThenByDescending(endpoint => endpoint.Requests)
                .ThenBy(endpoint => endpoint.Address, StringComparer.Ordinal),
        ];
        if (all.Count <= Limit)
        {
            return all;
        }

        var rest = all[Limit..];
        all.RemoveRange(Limit, rest.Count);
        all.Add(new()
        {
            Address = LegWindow.OtherEndpoints,
            Requests = rest.Aggregate(0UL, (sum, endpoint) => sum + endpoint.Requests),
            Share = Math.Round(rest.Sum(endpoint => endpoint.Share), 4),
            Failures = rest.Aggregate(0UL, (sum, endpoint) => sum + endpoint.Failures),
        });
        return all;
    }

    private static DiagnosedEndpoint Describe(Replica replica) => new()
    {
        Address = replica.Endpoint,
        Pod = Told(replica.Place?.Pod),
        Node = Told(replica.Place?.Node),
        Zone = Told(replica.Place?.Zone),
        Requests = replica.Requests,
        Share = Math.Round(replica.Share, 4),
        MeanMs = replica.Felt.Samples > 0 ? Clues.Ms(replica.Felt.NowNs) : replica.Logged is { Wait.Count: > 0 } logged ? Clues.Ms(logged.Wait.MeanNs) : null,
        BaselineMs = replica.Felt is { Samples: > 0, BaselineNs: { } usual } ? Clues.Ms(usual) : null,
        P99Ms = replica.P99Ns is { } p99 ? Clues.Ms(p99) : replica.Logged is { Wait.Count: > 0 } waited ? Clues.Ms(waited.Wait.Quantile(0.99)) : null,
        Failures = replica.Connects.Failed + (replica.Logged?.Failed ?? 0),
        State = StateOf(replica),
    };

    private static EndpointState StateOf(Replica replica) =>
        replica.Connects.MostlyFail || replica.LoggedFail ? EndpointState.Failing
        : replica.Server.Strength >= Strength.Weak ? EndpointState.Slow
        : replica.Way.Strength >= Strength.Weak ? EndpointState.Far
        : replica.Wait.Strength >= Strength.Weak ? EndpointState.Slow
        : replica.Felt.Strength is Strength.None or Strength.Faint || replica.Wait.Strength is Strength.None or Strength.Faint ? EndpointState.Well
        : EndpointState.Unknown;

    private static string? Told(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
