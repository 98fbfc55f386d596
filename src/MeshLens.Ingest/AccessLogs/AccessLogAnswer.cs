namespace MeshLens.Ingest.AccessLogs;

/// <summary>The answer at the end of a stream: an empty message.</summary>
internal sealed class AccessLogAnswer
{
    public static readonly AccessLogAnswer Empty = new();
}
