using System.Text.Json;
using MeshLens.Core.Snapshots;

namespace MeshLens.Server.Commands;

/// <summary>Snapshots in a file: one JSON object, or one per line as recordings have them.</summary>
internal static class SnapshotFile
{
    /// <exception cref="IOException">It is not there, or is no snapshot; the message says which and what to do.</exception>
    public static IReadOnlyList<EdgeSnapshot> Read(string file)
    {
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"{file} is not there: name a file that 'meshlens snapshot' wrote.");
        }

        var bytes = File.ReadAllBytes(file);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true });
        var snapshots = new List<EdgeSnapshot>();
        try
        {
            while (reader.Read())
            {
                snapshots.Add(JsonSerializer.Deserialize(ref reader, SnapshotJson.Default.EdgeSnapshot) is { Edge.Cluster: not null } snapshot ? snapshot : throw new JsonException());
            }
        }
        catch (JsonException e)
        {
            var at = e.LineNumber is null ? "" : $" (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})";
            throw new IOException($"{file} does not hold snapshots of edges{at}: name a file that 'meshlens snapshot' wrote.", e);
        }

        return snapshots.Count > 0 ? snapshots : throw new IOException($"{file} is empty: name a file that 'meshlens snapshot' wrote.");
    }
}
