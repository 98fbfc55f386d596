using CsCheck;
using Google.Protobuf;
using MeshLens.Core.Telemetry;
using MeshLens.Ingest.AccessLogs;
using MeshLens.Ingest.AccessLogs.Logs;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace MeshLens.Ingest.Tests.AccessLogs.Logs;

/// <summary>The reader by hand against the generated messages.</summary>
public sealed class LogRecordReaderTests
{
    private static readonly Gen<long?> Times = Gen.OneOf(Gen.Long[0, 86_000_000].Select(time => (long?)time), Gen.Const((long?)null), Gen.Long[-1_000, -1].Select(time => (long?)time));

    [Fact]
    public void Read_AnyAttributes_ReadsWhatTheyHold() =>
        Gen.Select(Times.Array[8], Gen.Int[0, 999], Gen.Int[0, 60_000], Gen.String, Gen.Bool).Sample(each =>
        {
            var attributes = Records.Request();
            AccessAttribute[] points =
            [
                AccessAttribute.RequestReceivedUs, AccessAttribute.UpstreamBeganUs, AccessAttribute.UpstreamSentUs, AccessAttribute.ResponseBeganUs,
                AccessAttribute.ResponseReceivedUs, AccessAttribute.DownstreamBeganUs, AccessAttribute.DownstreamSentUs, AccessAttribute.ConnectUs,
            ];
            foreach (var (point, time) in points.Zip(each.Item1))
            {
                attributes[point] = time?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-";
            }

            attributes[AccessAttribute.Status] = $"{each.Item2}";
            attributes[AccessAttribute.UpstreamRemote] = $"10.0.0.2:{each.Item3}";
            attributes[AccessAttribute.Details] = each.Item4;
            var record = attributes.Record();
            if (each.Item5)
            {
                AsNumbers(record);
            }

            var reader = new LogRecordReader();
            Assert.Null(reader.Read(LogRecord.Parser.ParseFrom(record.ToByteArray()).ToByteArray()));
            Same(attributes, reader.Record);
        });

    [Fact]
    public void Count_AnyRequest_IsWhatTheGeneratedParserCounts() =>
        Gen.Int[0, 3].Array[0, 3].Array[0, 3].Sample(resources =>
        {
            var request = new ExportLogsServiceRequest
            {
                ResourceLogs =
                {
                    resources.Select(scopes => new ResourceLogs
                    {
                        Resource = new() { Attributes = { Records.Pair("a", "b") } },
                        ScopeLogs = { scopes.Select(records => new ScopeLogs { LogRecords = { Enumerable.Repeat(Records.Line("x"), records) }, SchemaUrl = "s" }) },
                    }),
                },
            };

            Assert.Equal(resources.Sum(static scopes => scopes.Sum()), LogsRequest.Count(request.ToByteArray()));
        });

    [Fact]
    public void Read_AnyBytes_NeverThrows() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[0, 4_000], Gen.Byte).Sample(each =>
        {
            var (noise, at, changed) = each;
            var reader = new LogRecordReader();
            reader.Read(noise);
            LogsRequest.Count(noise);
            LogSource.Read(noise);
            var bytes = Records.Request().Record().ToByteArray();
            bytes[at % bytes.Length] = changed;
            reader.Read(bytes);
            reader.Read(bytes.AsSpan(0, at % bytes.Length));
        });

    [Theory]
    [InlineData("ResponseStarted", AccessLogShed.NotAnEnd)]
    [InlineData("DownstreamPeriodic", AccessLogShed.NotAnEnd)]
    [InlineData("UpstreamEnd", AccessLogShed.NotAnEnd)]
    [InlineData("DownstreamEnd", null)]
    [InlineData("-", null)]
    internal void Read_ATypeOfRecord_CountsEndsAlone(string type, AccessLogShed? expected)
    {
        var attributes = Records.Request();
        attributes[AccessAttribute.Type] = type;

        Assert.Equal(expected, new LogRecordReader().Read(attributes.Record().ToByteArray()));
    }

    [Theory]
    [InlineData(AccessAttribute.DurationMs, "soon")]
    [InlineData(AccessAttribute.DurationMs, "99999999999999")]
    [InlineData(AccessAttribute.UpstreamBeganUs, "9223372036854775807")]
    [InlineData(AccessAttribute.Status, "20x")]
    public void Read_AValueThatCannotBe_IsMalformed(AccessAttribute attribute, string value)
    {
        var attributes = Records.Request();
        attributes[attribute] = value;

        Assert.Equal(AccessLogShed.Malformed, new LogRecordReader().Read(attributes.Record().ToByteArray()));
    }

    [Fact]
    public void Read_AConnection_IsALifetime()
    {
        var attributes = Records.Request();
        (attributes[AccessAttribute.Type], attributes[AccessAttribute.Protocol]) = ("TcpConnectionEnd", "-");
        var reader = new LogRecordReader();

        Assert.Null(reader.Read(attributes.Record().ToByteArray()));

        var parts = reader.Record.TakeApart();
        Assert.Equal((AccessProtocol.Tcp, 90_000_000, -1), (reader.Record.Protocol, parts[(int)HopPart.Lifetime], parts[(int)HopPart.Total]));
    }

    [Fact]
    public void Read_ALogOfSomethingElse_IsCalledSo()
    {
        var reader = new LogRecordReader();

        Assert.Equal(AccessLogShed.NoAccessLog, reader.Read(Records.Line("Example log record").ToByteArray()));
        Assert.Equal(AccessLogShed.NoAccessLog, reader.Read(new LogRecord { Attributes = { Records.Pair("x", "y") } }.ToByteArray()));
        Assert.Equal(1, reader.UnknownAttributes);
    }

    [Fact]
    public void Read_ABodyOfNamesAndValues_IsReadLikeAttributes()
    {
        var list = new KeyValueList { Values = { Records.Request().Record().Attributes } };
        var reader = new LogRecordReader();

        Assert.Null(reader.Read(new LogRecord { Body = new() { KvlistValue = list } }.ToByteArray()));

        Same(Records.Request(), reader.Record);
    }

    private static void AsNumbers(LogRecord record)
    {
        foreach (var attribute in record.Attributes)
        {
            if (long.TryParse(attribute.Value.StringValue, out var number))
            {
                attribute.Value = number % 2 == 0 ? new() { IntValue = number } : new() { DoubleValue = number };
            }
        }
    }

    private static void Same(SortedDictionary<AccessAttribute, string> expected, AccessRecord read)
    {
        var times = read.Times;
        Assert.Equal(Ns(expected[AccessAttribute.RequestReceivedUs]), times.RequestReceived);
        Assert.Equal(Ns(expected[AccessAttribute.UpstreamBeganUs]), times.UpstreamBegan);
        Assert.Equal(Ns(expected[AccessAttribute.UpstreamSentUs]), times.UpstreamSent);
        Assert.Equal(Ns(expected[AccessAttribute.ResponseBeganUs]), times.ResponseBegan);
        Assert.Equal(Ns(expected[AccessAttribute.ResponseReceivedUs]), times.ResponseReceived);
        Assert.Equal(Ns(expected[AccessAttribute.DownstreamBeganUs]), times.DownstreamBegan);
        Assert.Equal(Ns(expected[AccessAttribute.DownstreamSentUs]), times.DownstreamSent);
        Assert.Equal(Math.Max(90_000_000, times.DownstreamSent), times.Ended);
        Assert.Equal(Ns(expected[AccessAttribute.ConnectUs]), (long?)read.Connection!.Value.ConnectNs ?? -1);
        Assert.Equal((5_000_000UL, 9_000_000UL, 17UL), (read.Connection.Value.TlsNs, read.Connection.Value.PoolNs, read.ConnectionId));
        Assert.Equal(expected[AccessAttribute.Status], $"{read.Status}");
        Assert.Equal(expected[AccessAttribute.UpstreamRemote], $"{read.UpstreamRemote}");
        Assert.Equal(expected[AccessAttribute.Details] is "-" ? "" : expected[AccessAttribute.Details], read.Details);
        Assert.Equal((expected[AccessAttribute.Cluster], "default", 2, 10UL, 20UL), (read.Cluster, read.Route, read.Attempts, read.BytesReceived, read.BytesSent));
        Assert.True(read.Flags.Has(ResponseFlag.UpstreamRequestTimeout));
    }

    private static long Ns(string us) => long.TryParse(us, out var number) && number >= 0 ? number * 1_000 : -1;
}
