using MeshLens.Core.Telemetry;
using MeshLens.Lab.Http;
using MeshLens.Lab.Proxies.Telemetry;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>One connection of a caller, request by request.</summary>
internal static class Downstream
{
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(60);

    public static void Serve(HttpConnection connection, bool isEncrypted, IRequestHandler handler, Action<Hop> report)
    {
        using var owned = connection;
        while (connection.Read(IdleLimit, gate: null, out var head) == HttpRead.Message)
        {
            var hop = Hop.Begin(connection.FirstByteAt, handler.IsInbound);
            hop.IsMutualTls = isEncrypted;
            var answered = handler.Answer(connection, hop) is { } answer && Pass(connection, hop, answer);
            hop.End(answered);
            report(hop);
            if (!answered || !head.KeepAlive)
            {
                return;
            }
        }
    }

    private static bool Pass(HttpConnection connection, Hop hop, byte[] answer)
    {
        hop.DownstreamBegan = Hop.Now;
        var sent = connection.Send(answer);
        hop.DownstreamSent = Hop.Now;
        if (!sent)
        {
            hop.Fail(ResponseFlag.DownstreamConnectionTermination, hop.Status, "downstream_remote_disconnect");
        }

        return sent;
    }
}
