using System.Text.Json;

namespace Chart.Tests;

/// <summary>Values are closed, documented and complete.</summary>
public sealed class ValuesTests
{
    [Fact]
    public void Schema_EveryObjectWithProperties_IsClosed()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Chart.Folder, "values.schema.json")));

        Assert.Empty(Open(schema.RootElement, "$"));
    }

    [Fact]
    public void Values_EachOne_IsExplainedAboveIt()
    {
        var lines = File.ReadAllLines(Path.Combine(Chart.Folder, "values.yaml"));
        var unexplained = lines.Index()
            .Where(each => IsValue(each.Item) && !IsExplained(lines, each.Index))
            .Select(static each => each.Item.Trim());

        Assert.Empty(unexplained);
    }

    private static IEnumerable<string> Open(JsonElement schema, string path)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        if (schema.TryGetProperty("properties", out _) && !(schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False))
        {
            yield return path;
        }

        foreach (var open in schema.EnumerateObject().SelectMany(child => Open(child.Value, $"{path}.{child.Name}")))
        {
            yield return open;
        }
    }

    // "name: value"; a name alone only opens a group, and what is indented further belongs to the value.
    private static bool IsValue(string line) =>
        line.TrimStart() is { Length: > 0 } text && text[0] != '#' && text[0] != '-' && text.Split(": ") is [_, { Length: > 0 }]
        && !text.StartsWith("requests", StringComparison.Ordinal) && !text.StartsWith("limits", StringComparison.Ordinal);

    private static bool IsExplained(string[] lines, int index)
    {
        var above = index - 1;
        while (above >= 0 && lines[above].TrimStart().StartsWith('#') && !lines[above].Contains("# --", StringComparison.Ordinal))
        {
            above--;
        }

        return above >= 0 && lines[above].Contains("# --", StringComparison.Ordinal);
    }
}
