using MeshLens.Core.Histograms;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Tests.Windows;

/// <summary>What the proxies at both ends log in one window, with every part that a request has.</summary>
internal static class LoggedWindow
{
    private const int Requests = 500;

    private static readonly HopPart[] Parts =
    [
        HopPart.Receive, HopPart.BeforeUpstream, HopPart.Send, HopPart.UpstreamWait, HopPart.Body, HopPart.After, HopPart.Total, HopPart.ResponseFilters,
    ];

    public static List<HopDelta> Of(long window) => [Of(window, AccessReporter.Client), Of(window, AccessReporter.Server)];

    private static HopDelta Of(long window, AccessReporter reporter)
    {
        var random = new Random((int)window);
        return new()
        {
            Window = window,
            Reporter = reporter,
            Ended = Requests,
            Failed = 1,
            Parts = [.. Parts.Select(part => new HopPartSum(part, Times(random, part)))],
            Flags = [new(ResponseFlag.UpstreamConnectionTermination, 1)],
        };
    }

    private static ExponentialHistogram Times(Random random, HopPart part)
    {
        var times = new ExponentialHistogram();
        var mean = part is HopPart.UpstreamWait or HopPart.Total ? 8e6 : 1e5;
        for (var sample = 0; sample < Requests; sample++)
        {
            times.Record((ulong)(mean * (0.5 + (random.NextDouble() * 1.2))));
        }

        return times;
    }
}
