using System.Text.Json.Nodes;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>Snapshots of cases in a folder: a file per case, a window per line.</summary>
internal static class Recordings
{
    private const string Lookalike = ".look-alike";
    private const string Extension = ".jsonl";

    /// <summary>Keeps a case's windows; a folder of null keeps nothing.</summary>
    public static void Write(PatternResult result, string? folder)
    {
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllLines(Path.Combine(folder, result.Case.Name.Replace("~", Lookalike, StringComparison.Ordinal) + Extension), result.Snapshots.Select(static snapshot => snapshot.ToJsonString()));
        }
    }

    /// <summary>The cases of a folder in the order of the catalogue.</summary>
    public static IEnumerable<(string Case, IReadOnlyList<JsonObject> Snapshots)> Read(string folder) =>
        from each in PatternCatalog.All
        let file = Path.Combine(folder, each.Name.Replace("~", Lookalike, StringComparison.Ordinal) + Extension)
        where File.Exists(file)
        select (each.Name, (IReadOnlyList<JsonObject>)[.. File.ReadLines(file).Select(static line => JsonNode.Parse(line)!.AsObject())]);
}
