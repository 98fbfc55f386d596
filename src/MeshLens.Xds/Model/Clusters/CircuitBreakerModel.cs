using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;

namespace MeshLens.Xds.Model.Clusters;

/// <summary>
/// What one proxy may have open towards a cluster. A value that is null was not given: Envoy then takes 1024 connections, waiting
/// and running requests, and 3 retries.
/// </summary>
/// <param name="MaxConnections">TCP connections.</param>
/// <param name="MaxPending">Requests that wait for a connection.</param>
/// <param name="MaxRequests">Requests in flight.</param>
/// <param name="MaxRetries">Retries in flight.</param>
/// <param name="RetryBudgetPercent">Retries as a part of the requests in flight; takes the place of <paramref name="MaxRetries"/>.</param>
public sealed record CircuitBreakerModel(uint? MaxConnections, uint? MaxPending, uint? MaxRequests, uint? MaxRetries, double? RetryBudgetPercent)
{
    /// <summary>The value by which istiod says that nothing is limited.</summary>
    public const uint Unlimited = uint.MaxValue;

    /// <summary>Reads the limits of ordinary requests; null when the cluster sets none.</summary>
    internal static CircuitBreakerModel? Of(CircuitBreakers? breakers) =>
        breakers?.Thresholds.FirstOrDefault(static limits => limits.Priority == RoutingPriority.Default) is { } limits
            ? new(limits.MaxConnections, limits.MaxPendingRequests, limits.MaxRequests, limits.MaxRetries, Budget(limits.RetryBudget))
            : null;

    // An empty budget is Envoy's default of 20 %.
    private static double? Budget(CircuitBreakers.Types.Thresholds.Types.RetryBudget? budget) => budget is null ? null : budget.BudgetPercent?.Value ?? 20;
}
