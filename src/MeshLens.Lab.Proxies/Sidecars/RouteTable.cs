using System.Text;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Http.Fault.V3;
using Envoy.Type.V3;
using Google.Protobuf.WellKnownTypes;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>Routes in their order. The mesh's callers use one host, so the first virtual host is theirs.</summary>
internal sealed record RouteTable(IReadOnlyList<RouteSettings> Routes)
{
    public static RouteTable Of(RouteConfiguration configuration) => new([.. configuration.VirtualHosts.SelectMany(static host => host.Routes).Select(Read)]);

    /// <summary>The first route that takes the request; null when none does.</summary>
    public RouteSettings? Find(ReadOnlySpan<byte> request)
    {
        foreach (var route in Routes)
        {
            if (route.NeededHeader is not { } header || request.IndexOf(Encoding.ASCII.GetBytes($"\r\n{header}:")) >= 0)
            {
                return route;
            }
        }

        return null;
    }

    private static RouteSettings Read(Route route)
    {
        var action = route.Route_;
        var fault = route.TypedPerFilterConfig.TryGetValue("envoy.filters.http.fault", out var packed) ? packed.Unpack<HTTPFault>() : null;
        return new()
        {
            Name = route.Name,
            Cluster = action.Cluster,
            NeededHeader = route.Match.Headers.FirstOrDefault()?.Name,
            Timeout = Positive(action.Timeout),
            PerTryTimeout = Positive(action.RetryPolicy?.PerTryTimeout),
            Retries = (int)(action.RetryPolicy?.NumRetries ?? 0),
            RetryOn = (action.RetryPolicy?.RetryOn ?? "").Split(','),
            Delay = fault?.Delay?.FixedDelay?.ToTimeSpan() ?? default,
            DelayShare = Share(fault?.Delay?.Percentage),
            AbortStatus = (int)(fault?.Abort?.HttpStatus ?? 0),
            AbortShare = Share(fault?.Abort?.Percentage),
        };
    }

    private static TimeSpan? Positive(Duration? duration) => duration?.ToTimeSpan() is { Ticks: > 0 } time ? time : null;

    private static double Share(FractionalPercent? percent) => percent?.Denominator switch
    {
        null => 0,
        FractionalPercent.Types.DenominatorType.Hundred => percent.Numerator / 100.0,
        FractionalPercent.Types.DenominatorType.TenThousand => percent.Numerator / 10_000.0,
        _ => percent.Numerator / 1_000_000.0,
    };
}
