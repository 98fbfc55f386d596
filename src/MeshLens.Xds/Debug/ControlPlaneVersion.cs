using System.Text.Json;

namespace MeshLens.Xds.Debug;

/// <summary>
/// How a control plane calls itself, in words. istiod writes JSON:
/// <code>{"Component":"istiod","ID":"istiod-7d9f-x","Info":{"version":"1.30.1","revision":"…"}}</code>
/// </summary>
public static class ControlPlaneVersion
{
    /// <summary>Component, version and replica as far as they are told; what is no such JSON stays as it is.</summary>
    public static string Of(string identifier)
    {
        if (!identifier.StartsWith('{'))
        {
            return identifier;
        }

        try
        {
            using var json = JsonDocument.Parse(identifier);
            var info = json.RootElement.TryGetProperty("Info", out var found) && found.ValueKind == JsonValueKind.Object ? Text(found, "version") : "";
            string[] parts = [Text(json.RootElement, "Component"), info, Text(json.RootElement, "ID") is { Length: > 0 } id ? $"({id})" : ""];
            return string.Join(' ', parts.Where(static part => part.Length > 0));
        }
        catch (JsonException)
        {
            return identifier;
        }
    }

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
