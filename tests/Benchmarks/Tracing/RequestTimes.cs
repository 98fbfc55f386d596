using System.Diagnostics;

namespace Benchmarks.Tracing;

/// <summary>From when requests were sent, or due, to the last byte received.</summary>
/// <param name="P50Ms">Half of all requests.</param>
/// <param name="P99Ms">All but one in a hundred of those that were under way while the machine ran at its usual speed.</param>
/// <param name="AllP99Ms">The same of all requests.</param>
/// <param name="Requests">That arrived.</param>
/// <param name="Slowed">Of these, under way while the machine itself was slow.</param>
internal sealed record RequestTimes(double P50Ms, double P99Ms, double AllP99Ms, int Requests, int Slowed)
{
    /// <param name="requests">Each with when it was sent and when it had arrived, in time stamps.</param>
    /// <param name="slow">When the machine was slow, in order.</param>
    public static RequestTimes Of(IReadOnlyCollection<(long Sent, long Arrived)> requests, List<(long From, long To)> slow)
    {
        var all = Sorted(requests);
        var usual = Sorted(requests.Where(request => !slow.Exists(time => time.From < request.Arrived && request.Sent < time.To)));
        return new(At(all, 0.5), At(usual, 0.99), At(all, 0.99), all.Length, all.Length - usual.Length);
    }

    private static double[] Sorted(IEnumerable<(long Sent, long Arrived)> requests) =>
        [.. requests.Select(static request => Stopwatch.GetElapsedTime(request.Sent, request.Arrived).TotalMilliseconds).Order()];

    private static double At(double[] sorted, double part) => sorted.Length == 0 ? 0 : sorted[(int)(part * (sorted.Length - 1))];
}
