using System.Diagnostics;
using System.Net;

namespace Instrumented;

/// <summary>What a span should be told, in attributes that nobody else reads.</summary>
internal static class Expectation
{
    public static void Set(Activity span, IPEndPoint client, IPEndPoint server) => span
        .SetTag("expected.edge", Settings.EdgeBetween(client.Address, server))
        .SetTag("expected.connection", $"{client} {server}");
}
