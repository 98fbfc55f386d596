using MeshLens.Ingest.AccessLogs.Wire;

namespace MeshLens.Ingest.AccessLogs.Logs;

/// <summary>Where things are in an <c>ExportLogsServiceRequest</c>: resources, in them scopes, in them records.</summary>
internal static class LogsRequest
{
    public const int Resources = 1;
    public const int Resource = 1;
    public const int Scopes = 2;
    public const int Records = 2;

    /// <summary>Counts the records without looking into them; null when the bytes are no such request.</summary>
    public static int? Count(ReadOnlySpan<byte> request)
    {
        var count = 0;
        return Walk(request, Resources, depth: 0, ref count) ? count : null;
    }

    private static bool Walk(ReadOnlySpan<byte> message, int field, int depth, ref int count)
    {
        const int RecordDepth = 2;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            if (reader.Field != field)
            {
                continue;
            }

            // All three levels have their list under the same kind of field: a number there is another message.
            if (reader.IsNumber || (depth < RecordDepth && !Walk(reader.Bytes, depth == 0 ? Scopes : Records, depth + 1, ref count)))
            {
                return false;
            }

            count += depth == RecordDepth ? 1 : 0;
        }

        return !reader.IsBroken;
    }
}
