using System.Net;
using MeshLens.Lab.Http;
using MeshLens.Lab.Proxies.Telemetry;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>One attempt to get an answer from one endpoint.</summary>
internal static class Attempt
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    /// <param name="downstream">Looked at now and then: a caller that has gone needs no answer.</param>
    /// <param name="request">What is sent on.</param>
    /// <param name="each">For this attempt alone, and only once it has a connection, as Envoy counts it; null for no limit.</param>
    public static AttemptEnd Make(UpstreamPool pool, IPEndPoint peer, byte[] request, HttpConnection downstream, Deadline deadline, Hop hop, out byte[] answer, TimeSpan? each = null)
    {
        answer = [];
        hop.Upstream = peer;
        if (pool.Take(peer, deadline, out var failure, out var reason) is not { } connection)
        {
            hop.TransportFailure = reason;
            return failure;
        }

        connection.Requests++;
        var end = Exchange(connection.Http, request, downstream, each is { } limit && limit < deadline.Left ? Deadline.After(limit) : deadline, hop, out var head);
        answer = end == AttemptEnd.Answered ? connection.Http.Message.ToArray() : [];
        pool.GiveBack(connection, end == AttemptEnd.Answered && head.KeepAlive);
        return end;
    }

    private static AttemptEnd Exchange(HttpConnection upstream, byte[] request, HttpConnection downstream, Deadline deadline, Hop hop, out HttpHead head)
    {
        head = default;
        hop.UpstreamBegan = Hop.Now;
        if (!upstream.Send(request))
        {
            return AttemptEnd.Reset;
        }

        hop.UpstreamSent = Hop.Now;
        var waited = Await(upstream, downstream, deadline);
        if (waited != AttemptEnd.Answered)
        {
            return waited;
        }

        var read = upstream.Read(deadline.Left, gate: null, out head);
        if (read != HttpRead.Message)
        {
            return read == HttpRead.TimedOut ? AttemptEnd.TimedOut : AttemptEnd.Reset;
        }

        (hop.ResponseBegan, hop.ResponseReceived) = (upstream.FirstByteAt, Hop.Now);
        hop.Answered(head.Status);
        return AttemptEnd.Answered;
    }

    private static AttemptEnd Await(HttpConnection upstream, HttpConnection downstream, Deadline deadline)
    {
        while (true)
        {
            var left = deadline.Left;
            if (left <= TimeSpan.Zero)
            {
                return AttemptEnd.TimedOut;
            }

            if (upstream.Await(left < Glance ? left : Glance))
            {
                return AttemptEnd.Answered;
            }

            if (downstream.IsStale)
            {
                return AttemptEnd.CallerLeft;
            }
        }
    }
}
