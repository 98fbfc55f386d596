using System.Text.Json;

namespace MeshLens.Xds.Tests.FakeIstiod;

/// <summary>One message of a recorded conversation.</summary>
/// <param name="FromClient">Who sent it.</param>
/// <param name="Note">What the recorder meant by it: ACK, subscribe, …</param>
/// <param name="Message">The protobuf message.</param>
internal sealed record TranscriptLine(bool FromClient, string Note, byte[] Message)
{
    // {"dir":"client","message":"EjV0…","ms":2,"nonce":"","note":"subscribe","type":"type.googleapis.com/…"}; the last line only says how it ended.
    public static IReadOnlyList<TranscriptLine> Load(string name) =>
    [
        .. File.ReadLines(Path.Combine(MeshData.Istiod(), "transcripts", name))
            .Select(static line => JsonDocument.Parse(line).RootElement)
            .Where(static line => !line.TryGetProperty("end", out var end) || end.GetString() is null or "")
            .Select(static line => new TranscriptLine(
                line.GetProperty("dir").GetString() == "client",
                line.TryGetProperty("note", out var note) ? note.GetString() ?? "" : "",
                line.GetProperty("message").GetBytesFromBase64())),
    ];
}
