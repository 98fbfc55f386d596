using MeshLens.Core.Telemetry;
using MeshLens.Lab.Http;
using MeshLens.Lab.Proxies.Telemetry;
using MeshLens.Lab.Sockets;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>The proxy of a caller: filters, faults, a route, attempts.</summary>
internal sealed class OutboundHandler(ProxySelf self, ServedConfiguration configuration) : IRequestHandler
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BackOff = TimeSpan.FromMilliseconds(25);
    private static readonly byte[] Question = "GET /check HTTP/1.1\r\nHost: authz\r\n\r\n"u8.ToArray();

    public bool IsInbound => false;

    public byte[]? Answer(HttpConnection downstream, Hop hop)
    {
        var served = configuration.Current;
        if (served.Routes.Find(downstream.Message) is not { } route)
        {
            hop.Fail(ResponseFlag.NoRouteFound, 404, "route_not_found");
            return Messages.Own(404, "Not Found");
        }

        (hop.Cluster, hop.Route) = (route.Cluster, route.Name);
        return Authorize(served, downstream, hop) ?? Inject(route, hop) ?? Forward(served, route, downstream, hop);
    }

    private static byte[]? Authorize(Served served, HttpConnection downstream, Hop hop)
    {
        foreach (var filter in served.Filters.Authorizations)
        {
            var asked = Hop.Begin(Hop.Now, isInbound: false);
            var cluster = served.Clusters[filter.Cluster];
            if (cluster.Next() is not { } host
                || Attempt.Make(cluster.Pool, host, Question, downstream, Deadline.After(filter.Timeout), asked, out _) != AttemptEnd.Answered)
            {
                hop.Fail(ResponseFlag.UnauthorizedExternalService, 403, "ext_authz_error");
                return Messages.Own(403, "Forbidden");
            }
        }

        return null;
    }

    private static byte[]? Inject(RouteSettings route, Hop hop)
    {
        if (Random.Shared.NextDouble() < route.DelayShare)
        {
            Wait.For(route.Delay);
            hop.Note(ResponseFlag.DelayInjected);
        }

        if (Random.Shared.NextDouble() >= route.AbortShare)
        {
            return null;
        }

        hop.Fail(ResponseFlag.FaultInjected, route.AbortStatus, "fault_filter_abort");
        return Messages.Own(route.AbortStatus, "Aborted");
    }

    private byte[]? Forward(Served served, RouteSettings route, HttpConnection downstream, Hop hop)
    {
        var deadline = Deadline.After(route.Timeout ?? Patience);
        var request = Messages.SignedBy(downstream.Message, self);
        while (true)
        {
            var end = Try(served, route, request, downstream, deadline, hop, out var answer);
            if (end == AttemptEnd.Answered)
            {
                hop.Peer = Messages.SignerOf(answer);
                return answer;
            }

            if (!route.Repeats(end) || hop.Attempts > route.Retries || deadline.Left <= BackOff)
            {
                GiveUp(route, end, hop);
                return OwnAnswer.To(end, hop);
            }

            Wait.For(BackOff * Random.Shared.NextDouble());
        }
    }

    private static AttemptEnd Try(Served served, RouteSettings route, byte[] request, HttpConnection downstream, Deadline all, Hop hop, out byte[] answer)
    {
        answer = [];
        hop.BeginAttempt();
        if (!served.Clusters.TryGetValue(route.Cluster, out var cluster) || cluster.Next() is not { } host)
        {
            return AttemptEnd.NoHost;
        }

        return Attempt.Make(cluster.Pool, host, request, downstream, all, hop, out answer, route.PerTryTimeout);
    }

    private static void GiveUp(RouteSettings route, AttemptEnd end, Hop hop)
    {
        if (route.Repeats(end) && route.Retries > 0 && hop.Attempts > route.Retries)
        {
            hop.Note(ResponseFlag.UpstreamRetryLimitExceeded);
        }
    }
}
