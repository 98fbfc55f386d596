using System.Globalization;
using System.Text.Json;
using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Telemetry.Text;

namespace MeshLens.Core.Tests.Telemetry.Text;

/// <summary>Logs of real proxies, held against what a person read from them.</summary>
public sealed class RecordedLogTests
{
    [Fact]
    public void EnvoyJson_RecordedLines_GiveTheCountsByFlag()
    {
        var records = ReadAll("prequel-cre", "rules", "cre-2025-0118", "test.log");

        Assert.Equal(
            Expectations.Read("envoy-json.tsv").Order(StringComparer.Ordinal),
            records.CountBy(record => $"{Flags(record)}\t{record.Status}").Select(each => $"{each.Key}\t{each.Value}").Order(StringComparer.Ordinal));
        Assert.All(records, record => Assert.Equal(record.Status != 200, record.Failed));
    }

    [Fact]
    public void Ztunnel_RecordedLines_GiveEdgesAndLegs()
    {
        var records = ReadAll("kiali", "tests", "data", "logs", "ztunnel.log");

        Assert.Equal(Expectations.Read("ztunnel.tsv"), records.Select((record, index) => Ambient(record, index + 1)));
    }

    [Fact]
    public void Ztunnel_SameLinesAsJson_GiveTheSame()
    {
        var lines = File.ReadAllLines(PublicData.File("kiali", "tests", "data", "logs", "ztunnel.log"));

        var records = lines.Select(AsJson).Select(AccessLogLine.Parse);

        Assert.Equal(Expectations.Read("ztunnel.tsv"), records.Select((record, index) => Ambient(record!, index + 1)));
    }

    [Fact]
    public void Ztunnel_RecordedErrors_GiveTheirFlags()
    {
        var records = ReadAll("prequel-cre", "rules", "cre-2025-0110", "test.log");

        Assert.Equal(
            Expectations.Read("ztunnel-errors.tsv"),
            records.Select((record, index) => $"{index + 1}\t{Lower(record.Reporter)}\t{record.Flags}\t{Ms(record.TakeApart()[(int)HopPart.Lifetime])}"));
        Assert.All(records, record => Assert.True(record.Failed));
    }

    [Fact]
    public void Waypoint_RecordedLines_GiveEdgesAndTimes()
    {
        var records = ReadAll("kiali", "tests", "data", "logs", "waypoint.log");

        Assert.Equal(Expectations.Read("waypoint.tsv"), records.Select((record, index) => Waypoint(record, index + 1)));
    }

    private static string Ambient(AccessRecord record, int line) => string.Join(
        '\t',
        line, Lower(record.Reporter), $"{record.Source!.Namespace}/{record.Source.Workload}", Destination(record),
        record.DownstreamLocal.Port, Name(record.Leg), Ms(record.TakeApart()[(int)HopPart.Lifetime]));

    private static string Waypoint(AccessRecord record, int line)
    {
        var parts = record.TakeApart();
        return string.Join(
            '\t',
            line, Lower(record.Reporter), record.DownstreamRemote.Address, Destination(record), ClusterName.Parse(record.Cluster).Port,
            record.UpstreamRemote, Ms(parts[(int)HopPart.Total]), Ms(parts[(int)HopPart.UpstreamWait]));
    }

    private static string Destination(AccessRecord record) =>
        ServiceHost.Parse(record.DestinationHost) is { } service ? $"{service.Namespace}/{service.Name}" : "?";

    // Two flags are written as the proxy wrote them, in its order.
    private static string Flags(AccessRecord record) => record.Flags.ToString() == "UF,URX" ? "URX,UF" : record.Flags.ToString();

    private static string AsJson(string line)
    {
        var parts = line.Split('\t');
        var fields = new Dictionary<string, string> { ["time"] = parts[0], ["level"] = parts[1], ["scope"] = parts[2], ["message"] = parts[3] };
        foreach (var field in parts[4].Split(' '))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            fields[field[..equals]] = field[(equals + 1)..].Trim('"');
        }

        return JsonSerializer.Serialize(fields);
    }

    private static string Name(Leg leg) => JsonSerializer.Serialize(leg).Trim('"');

    private static string Lower(AccessReporter reporter) => JsonSerializer.Serialize(reporter).Trim('"');

    private static string Ms(long ns) => (ns / 1e6).ToString(CultureInfo.InvariantCulture);

    private static List<AccessRecord> ReadAll(params string[] path) =>
        [.. File.ReadLines(PublicData.File(path)).Select(AccessLogLine.Parse).OfType<AccessRecord>()];
}
