using System.Text;
using CsCheck;
using Google.Protobuf;
using MeshLens.Otlp.Json;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace MeshLens.Otlp.Tests.Json;

/// <summary>JSON turned into protobuf, held against the generated parser and the generated writer of JSON.</summary>
public sealed class OtlpJsonTests
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatEnumsAsIntegers(true).WithFormatDefaultValues(true));

    private static readonly Gen<AnyValue> Scalars = Gen.OneOf(
        Gen.String.Select(text => new AnyValue { StringValue = text }),
        Gen.Bool.Select(value => new AnyValue { BoolValue = value }),
        Gen.Long.Select(number => new AnyValue { IntValue = number }),
        Gen.Double.Select(number => new AnyValue { DoubleValue = number }),
        Gen.Byte.Array[0, 40].Select(bytes => new AnyValue { BytesValue = ByteString.CopyFrom(bytes) }));

    private static readonly Gen<AnyValue> Values = Gen.OneOf(
        Scalars,
        Scalars.Array[0, 4].Select(values => new AnyValue { ArrayValue = new() { Values = { values } } }),
        Gen.Select(Gen.String, Scalars).Array[0, 4].Select(pairs => new AnyValue { KvlistValue = new() { Values = { pairs.Select(pair => new KeyValue { Key = pair.Item1, Value = pair.Item2 }) } } }));

    [Fact]
    public void Read_AnyRequest_IsWhatTheGeneratedMessagesSay() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 24], Gen.String, Values, Gen.Select(Gen.String, Values).Array[0, 5], Gen.UInt).Sample(each =>
        {
            var request = Requests.Of(new LogRecord
            {
                TimeUnixNano = each.Item1,
                SeverityNumber = (SeverityNumber)each.Item2,
                SeverityText = each.Item3,
                Body = each.Item4,
                Attributes = { each.Item5.Select(pair => new KeyValue { Key = pair.Item1, Value = pair.Item2 }) },
                Flags = each.Item6,
                DroppedAttributesCount = each.Item6,
            });

            Assert.Equal(request, Read(Formatter.Format(request)));
        });

    [Fact]
    public void Read_Ids_AreHexadecimal()
    {
        var read = Read("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"eee19b7ec3c1b174"}]}]}]}""");

        var record = Assert.Single(read.ResourceLogs[0].ScopeLogs[0].LogRecords);
        Assert.Equal("5B8EFFF798038103D269B633813FC60C", Convert.ToHexString(record.TraceId.Span));
        Assert.Equal("EEE19B7EC3C1B174", Convert.ToHexString(record.SpanId.Span));
    }

    [Fact]
    public void Read_UnknownFieldsAndNulls_ArePassedOver() => Assert.Equal(
        Requests.Of(Requests.Record()).ResourceLogs[0].ScopeLogs[0].LogRecords,
        Read("""{"later":{"a":[1,{}]},"resourceLogs":[{"resource":null,"scopeLogs":[{"logRecords":[{"timeUnixNano":7,"new":[[]],"body":{"stringValue":"hello"}}]}]}]}""")
            .ResourceLogs[0].ScopeLogs[0].LogRecords);

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("[]", "The body must be an object, and is an array")]
    [InlineData("{", "JSON")]
    [InlineData("{}x", "JSON")]
    [InlineData("""{"resourceLogs":{}}""", "'resourceLogs' must be an array, and is an object")]
    [InlineData("""{"resourceLogs":["x"]}""", "'resourceLogs' must be an object, and is a string")]
    [InlineData("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"soon"}]}]}]}""", "'timeUnixNano' must be an integer")]
    [InlineData("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"flags":4294967296}]}]}]}""", "'flags' must be an integer of 32 bits")]
    [InlineData("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"traceId":"xyz"}]}]}]}""", "hex")]
    [InlineData("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"boolValue":"true"}}]}]}]}""", "'boolValue' must be true or false")]
    [InlineData("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"bytesValue":"%"}}]}]}]}""", "base64")]
    [InlineData("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"\ud800"}}]}]}]}""", "byte")]
    public void Read_WhatIsNone_SaysWhatAndWhere(string json, string expected)
    {
        Assert.Null(OtlpJson.Read(Encoding.UTF8.GetBytes(json), OtlpSchema.LogsRequest, out var problem));
        Assert.Contains(expected, problem, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("byte ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyBytes_NeverThrows() =>
        Gen.Select(Gen.Byte.Array[0, 100], Gen.Int[0, 200], Gen.Byte).Sample(each =>
        {
            OtlpJson.Read(each.Item1, OtlpSchema.LogsRequest, out _)?.Return();
            var json = Encoding.UTF8.GetBytes(Formatter.Format(Requests.Of(Requests.Record())));
            json[each.Item2 % json.Length] = each.Item3;
            OtlpJson.Read(json, OtlpSchema.LogsRequest, out _)?.Return();
        });

    [Fact]
    public void Read_Depth_IsBounded()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"arrayValue":{"values":[""", 1000));

        Assert.Null(OtlpJson.Read(Encoding.UTF8.GetBytes($$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{{deep}}"""), OtlpSchema.LogsRequest, out var problem));
        Assert.Contains("JSON", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TheShortestMessages_FindRoom()
    {
        const int Many = 10_000;
        var read = Read($$"""{"resourceLogs":[{{string.Join(',', Enumerable.Repeat("{}", Many))}}]}""");

        Assert.Equal(Many, read.ResourceLogs.Count);
    }

    [Fact]
    public void Read_RecordedExamples_AreWhatTheGeneratedParserReads()
    {
        foreach (var name in new[] { "logs.json", "events.json" })
        {
            var json = File.ReadAllText(PublicData.File("opentelemetry-proto", "examples", name));
            var read = Read(json);

            // The generated parser takes ids for base64: their characters are all it can compare.
            var expected = new JsonParser(JsonParser.Settings.Default.WithIgnoreUnknownFields(true)).Parse<ExportLogsServiceRequest>(json);
            foreach (var (left, right) in Records(expected).Zip(Records(read), static (left, right) => (left, right)))
            {
                Assert.Equal(Convert.ToBase64String(left.TraceId.Span), Convert.ToHexString(right.TraceId.Span));
                (left.TraceId, left.SpanId, right.TraceId, right.SpanId) = (ByteString.Empty, ByteString.Empty, ByteString.Empty, ByteString.Empty);
            }

            Assert.Equal(expected, read);
        }
    }

    private static IEnumerable<LogRecord> Records(ExportLogsServiceRequest request) =>
        request.ResourceLogs.SelectMany(static resource => resource.ScopeLogs).SelectMany(static scope => scope.LogRecords);

    private static ExportLogsServiceRequest Read(string json)
    {
        var payload = OtlpJson.Read(Encoding.UTF8.GetBytes(json), OtlpSchema.LogsRequest, out var problem);
        Assert.True(payload is not null, problem);

        // The generated messages are of a version before the names of events.
        var read = ExportLogsServiceRequest.Parser.WithDiscardUnknownFields(true).ParseFrom(payload.Value.Bytes);
        payload.Value.Return();
        return read;
    }
}
