using Envoy.Config.Route.V3;

namespace MeshLens.Xds.Model.Routes;

/// <summary>When and how often a proxy tries again.</summary>
/// <param name="On">What is tried again, in Envoy's words.</param>
/// <param name="Retries">Attempts after the first.</param>
/// <param name="PerTryTimeout">What one attempt may take; null when only the route's timeout ends it.</param>
/// <param name="BackOff">The wait before the first retry grows from this; Envoy's default is 25 ms.</param>
/// <param name="StatusCodes">HTTP status codes that are tried again when <paramref name="On"/> has retriable-status-codes.</param>
public sealed record RetryModel(IReadOnlyList<string> On, int Retries, TimeSpan? PerTryTimeout, TimeSpan BackOff, IReadOnlyList<int> StatusCodes)
{
    private static readonly TimeSpan DefaultBackOff = TimeSpan.FromMilliseconds(25);

    /// <summary>It tries again what the destination answered, not only what never reached it.</summary>
    public bool RepeatsAnswers => On.Any(static condition => condition is "5xx" or "gateway-error" or "retriable-4xx" or "reset");

    internal static RetryModel? Of(RetryPolicy? policy) => policy is null || policy.RetryOn.Length == 0 ? null : new(
        policy.RetryOn.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        (int)Math.Min(policy.NumRetries ?? 1, int.MaxValue - 1), // One more attempt must still be a number.
        policy.PerTryTimeout.Positive(),
        policy.RetryBackOff?.BaseInterval.Positive() ?? DefaultBackOff,
        [.. policy.RetriableStatusCodes.Select(static code => (int)code)]);
}
