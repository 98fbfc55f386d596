using System.Text.Json.Nodes;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>Takes annotations out of a request in JSON again.</summary>
internal static class UnannotatedJson
{
    /// <summary>How many spans had some.</summary>
    public static int Strip(JsonNode request)
    {
        var count = 0;
        foreach (var span in request["resourceSpans"]!.AsArray().SelectMany(static resource => resource!["scopeSpans"]!.AsArray()).SelectMany(static scope => scope!["spans"]!.AsArray()))
        {
            count += Remove(span!["attributes"]!.AsArray(), "key") > 0 ? 1 : 0;
            Remove(span["events"]!.AsArray(), "name");
        }

        return count;
    }

    private static int Remove(JsonArray list, string name) => list.RemoveAll(each =>
        each![name]!.GetValue<string>() is var text && (text.StartsWith("meshlens.", StringComparison.Ordinal) || text.StartsWith("system.network.tcp.", StringComparison.Ordinal)));
}
