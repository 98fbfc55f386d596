using System.Text.Json.Nodes;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>Strips a saved snapshot of one source, as if it had never been there.</summary>
/// <remarks>On the JSON, so that what is added to snapshots under a known name is stripped with it.</remarks>
internal static class SourceRemoval
{
    // What was usual of proxies, whoever told it.
    private const string Usual = "hopBaselines";
    private const string Counted = "metrics";

    private static readonly string[] OfKernel = ["legs", "callerPressure", "calleePressure", "proxyPressure", "listeners", "listenersNearby", "nameServers", "exemplars", "pathMeanNs", "siblings", "recent"];
    private static readonly string[] OfServer = ["calleePressure", "listeners", "listenersNearby", "pathMeanNs"];

    /// <summary>A copy without the source.</summary>
    public static JsonObject Without(JsonObject snapshot, RemovedSource removed)
    {
        var copy = snapshot.DeepClone().AsObject();
        switch (removed)
        {
            case RemovedSource.Kernel:
                Remove(copy, OfKernel);
                Uncover(copy, "clientSeen", "serverSeen", "serverShared");
                break;
            case RemovedSource.AccessLogs:
                Remove(copy, [.. copy.Select(static each => each.Key).Where(static name => name != Usual && name.StartsWith("hop", StringComparison.Ordinal))]);
                Filter(copy[Usual], static hop => Text(hop, "source") == Counted);
                break;
            case RemovedSource.Metrics:
                Remove(copy, "metrics");
                Filter(copy[Usual], static hop => Text(hop, "source") != Counted);
                break;
            case RemovedSource.Configuration:
                Remove(copy, "configuration");
                break;
            case RemovedSource.ServerEnd:
                RemoveServer(copy);
                break;
        }

        return copy;
    }

    private static void RemoveServer(JsonObject snapshot)
    {
        Remove(snapshot, OfServer);
        Uncover(snapshot, "serverSeen", "serverShared");
        Filter(snapshot["legs"], static leg => !IsAtDestination(leg));
        foreach (var (name, value) in snapshot.Where(static each => each.Key.StartsWith("hop", StringComparison.Ordinal) || each.Key == "metrics"))
        {
            Filter(value, static hop => Text(hop, "reporter") != "server");
        }
    }

    // Between the destination's proxy and its application both ends are on its node, and between the caller and its own proxy neither is.
    private static bool IsAtDestination(JsonNode? leg) =>
        Text(leg, "leg") == "proxy-app" || (Text(leg, "end") == "server" && Text(leg, "leg") != "app-proxy");

    private static void Filter(JsonNode? list, Predicate<JsonNode?> keeps)
    {
        if (list is JsonArray array)
        {
            for (var i = array.Count - 1; i >= 0; i--)
            {
                if (!keeps(array[i]))
                {
                    array.RemoveAt(i);
                }
            }
        }
    }

    private static string? Text(JsonNode? node, string name) => node?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static void Uncover(JsonObject snapshot, params ReadOnlySpan<string> names)
    {
        if (snapshot["coverage"] is JsonObject coverage)
        {
            Remove(coverage, names);
        }
    }

    private static void Remove(JsonObject from, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            from.Remove(name);
        }
    }
}
