using MeshLens.Ingest.AccessLogs.Wire;

namespace MeshLens.Ingest.AccessLogs.Logs;

/// <summary>Goes through the records of a request, each with who wrote it. Belongs to one worker.</summary>
internal sealed class LogsWorker
{
    private const int Resources = 1_024;

    private readonly LogRecordReader _reader = new();
    private readonly ByteCache<AccessLogSender> _sources = new(Resources);
    private int _counted;

    /// <summary>Attributes that nothing here reads, since the last time it was asked.</summary>
    public int TakeUnknownAttributes()
    {
        var unknown = _reader.UnknownAttributes - _counted;
        _counted = _reader.UnknownAttributes;
        return unknown;
    }

    public void Take(ReadOnlySpan<byte> request, RecordTaker take)
    {
        var resources = new WireReader(request);
        while (resources.Next())
        {
            if (resources is { Field: LogsRequest.Resources, IsNumber: false })
            {
                TakeResource(resources.Bytes, take);
            }
        }
    }

    // The resource comes first in what is written in order, which nothing asks for.
    private void TakeResource(ReadOnlySpan<byte> logs, RecordTaker take)
    {
        var source = AccessLogSender.Anonymous;
        var fields = new WireReader(logs);
        while (fields.Next())
        {
            if (fields is { Field: LogsRequest.Resource, IsNumber: false })
            {
                source = _sources.Get(fields.Bytes, static bytes => LogSource.Read(bytes));
            }
        }

        var scopes = new WireReader(logs);
        while (scopes.Next())
        {
            if (scopes is { Field: LogsRequest.Scopes, IsNumber: false })
            {
                TakeScope(scopes.Bytes, source, take);
            }
        }
    }

    private void TakeScope(ReadOnlySpan<byte> logs, AccessLogSender source, RecordTaker take)
    {
        var records = new WireReader(logs);
        while (records.Next())
        {
            if (records is { Field: LogsRequest.Records, IsNumber: false })
            {
                var problem = _reader.Read(records.Bytes);
                take(_reader.Record, problem, problem is null ? _reader.Sender(source) : source);
            }
        }
    }
}
