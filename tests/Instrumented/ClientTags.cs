using System.Diagnostics;
using OpenTelemetry;

namespace Instrumented;

/// <summary>Adds to a client's span, when it ends, what the library does not say of the connection.</summary>
internal sealed class ClientTags(Settings settings, Connections connections) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.Kind != ActivityKind.Client || data.GetTagItem("server.address") is not string host || connections.Find(host) is not { } ends)
        {
            return;
        }

        if (settings.Telling == Telling.Connections)
        {
            data.SetTag("network.local.address", $"{ends.Local.Address}").SetTag("network.local.port", ends.Local.Port)
                .SetTag("network.peer.address", $"{ends.Peer.Address}").SetTag("network.peer.port", ends.Peer.Port);
        }

        Expectation.Set(data, ends.Local, ends.Peer);
    }
}
