using System.Text;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Telemetry.Text;
using MeshLens.Ingest.AccessLogs.Wire;

namespace MeshLens.Ingest.AccessLogs.Logs;

/// <summary>
/// Reads an OTLP <c>LogRecord</c> of a proxy: attributes as <c>meshlens istio-config</c> asks for them, else a body of names and
/// values, else a body that is a line in Istio's text or JSON format.
/// </summary>
/// <remarks>Belongs to one worker.</remarks>
internal sealed class LogRecordReader
{
    private const int Time = 1;
    private const int Body = 5;
    private const int Attributes = 6;
    private const int LongestLine = 64 << 10;

    private readonly AttributeReader _attributes = new();

    /// <summary>What was read last.</summary>
    public AccessRecord Record => _attributes.Record;

    /// <summary>Attributes that nothing here reads, so far.</summary>
    public int UnknownAttributes => _attributes.Unknown;

    /// <summary>Reads one; null when it is a record, else why it is none.</summary>
    public AccessLogShed? Read(ReadOnlySpan<byte> record)
    {
        _attributes.Begin();
        var isSound = ReadFields(record, out var body);
        if (isSound && !_attributes.HasDuration && !body.IsEmpty)
        {
            isSound = ReadBody(record, body);
        }

        return !isSound ? AccessLogShed.Malformed
            : !_attributes.IsAccessLog ? AccessLogShed.NoAccessLog
            : !_attributes.End() ? AccessLogShed.Malformed
            : !Record.IsEnd ? AccessLogShed.NotAnEnd
            : null;
    }

    /// <summary>Who wrote it.</summary>
    /// <param name="resource">As its resource says.</param>
    public AccessLogSender Sender(AccessLogSender resource) => _attributes.Sender(resource);

    private bool ReadBody(ReadOnlySpan<byte> record, ReadOnlySpan<byte> body)
    {
        var value = new AttributeValue(body);
        if (!value.Pairs.IsEmpty)
        {
            return ReadPairs(value.Pairs);
        }

        if (value.Text.Length is > LongestLine or < 2 || AccessLogLine.Parse(Encoding.UTF8.GetString(value.Text)) is not { } line)
        {
            return !value.IsBroken;
        }

        _attributes.Begin(line);
        return ReadFields(record, out _);
    }

    private bool ReadFields(ReadOnlySpan<byte> record, out ReadOnlySpan<byte> body)
    {
        var isSound = true;
        body = default;
        var reader = new WireReader(record);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case Time when reader is { IsNumber: true, Number: > 0 }:
                    Record.Began = DateTimeOffset.UnixEpoch.AddTicks((long)(reader.Number / TimeSpan.NanosecondsPerTick));
                    break;
                case Body when !reader.IsNumber:
                    body = reader.Bytes;
                    break;
                case Attributes:
                    isSound &= ReadPair(reader.Bytes);
                    break;
            }
        }

        return isSound && !reader.IsBroken;
    }

    private bool ReadPairs(ReadOnlySpan<byte> list)
    {
        var isSound = true;
        var reader = new WireReader(list);
        while (reader.Next())
        {
            isSound &= reader.Field != 1 || ReadPair(reader.Bytes);
        }

        return isSound && !reader.IsBroken;
    }

    private bool ReadPair(ReadOnlySpan<byte> pair)
    {
        ReadOnlySpan<byte> name = default, message = default;
        var reader = new WireReader(pair);
        while (reader.Next())
        {
            name = reader.Field == 1 ? reader.Bytes : name;
            message = reader.Field == 2 ? reader.Bytes : message;
        }

        var value = new AttributeValue(message);
        return !reader.IsBroken && !value.IsBroken && _attributes.Read(name, value);
    }
}
