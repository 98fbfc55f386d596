namespace MeshLens.Server.Commands;

/// <summary>The filters of <c>meshlens edges</c> as the API's query string.</summary>
internal static class EdgeQueryString
{
    public static string Of(string? @namespace, string? verdictClass, string? text, int limit) =>
        "?" + string.Join('&', Parts(@namespace, verdictClass, text, limit));

    private static IEnumerable<string> Parts(string? @namespace, string? verdictClass, string? text, int limit)
    {
        foreach (var (name, value) in new[] { ("namespace", @namespace), ("class", verdictClass), ("text", text) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                yield return $"{name}={Uri.EscapeDataString(value)}";
            }
        }

        yield return $"limit={limit}";
    }
}
