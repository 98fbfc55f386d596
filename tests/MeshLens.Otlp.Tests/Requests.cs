using System.IO.Compression;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace MeshLens.Otlp.Tests;

/// <summary>Requests by the generated messages.</summary>
internal static class Requests
{
    public static ExportLogsServiceRequest Of(params LogRecord[] records) => new()
    {
        ResourceLogs =
        {
            new ResourceLogs
            {
                Resource = new() { Attributes = { new KeyValue { Key = "a", Value = new() { StringValue = "b" } } } },
                ScopeLogs = { new ScopeLogs { LogRecords = { records } } },
            },
        },
    };

    public static LogRecord Record(string body = "hello") => new() { TimeUnixNano = 7, Body = new() { StringValue = body } };

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
