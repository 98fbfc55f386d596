using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MeshLens.Api.Tests;

/// <summary>Compares JSON with what is kept. Set <c>MESHLENS_ACCEPT=1</c> to keep what is new, and read the diff.</summary>
internal static class Snapshot
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Matches(string json, string name, [CallerFilePath] string caller = "")
    {
        var actual = JsonNode.Parse(json)!.ToJsonString(Indented) + "\n";
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "Snapshots", $"{name}.json");
        if (Environment.GetEnvironmentVariable("MESHLENS_ACCEPT") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"Nothing is kept for {name}; run the test with MESHLENS_ACCEPT=1 and read the file.");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
