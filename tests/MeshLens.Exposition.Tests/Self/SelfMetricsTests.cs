using System.Diagnostics.Metrics;
using MeshLens.Core.Totals;
using MeshLens.Exposition.Self;
using Microsoft.Extensions.DependencyInjection;

namespace MeshLens.Exposition.Tests.Self;

public sealed class SelfMetricsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private IMeterFactory Factory => _services.GetRequiredService<IMeterFactory>();

    [Fact]
    public void Read_EveryKindOfInstrument_IsWhatItAddsUpTo()
    {
        using var subject = new SelfMetrics(Factory);
        var meter = Factory.Create("MeshLens.Test");
        var counter = meter.CreateCounter<long>("meshlens.test.things", "{thing}", "Things.");
        var gauge = meter.CreateGauge<long>("meshlens.test.level");
        var asked = 5L;
        meter.CreateObservableCounter("meshlens.test.asked", () => asked);

        counter.Add(2, new KeyValuePair<string, object?>("reason", "full"));
        counter.Add(3, new KeyValuePair<string, object?>("reason", "full"));
        counter.Add(1, new KeyValuePair<string, object?>("reason", "late"));
        gauge.Record(7);
        gauge.Record(4);
        _ = Values(subject);
        asked = 6;

        Assert.Equal(
            ["meshlens_test_asked_total 6", "meshlens_test_level 4", "meshlens_test_things_total{reason=full} 5", "meshlens_test_things_total{reason=late} 1"],
            Values(subject));
    }

    [Fact]
    public void Read_Durations_AreHistograms()
    {
        using var subject = new SelfMetrics(Factory);
        var meter = Factory.Create("MeshLens.Test");
        var (seconds, milliseconds) = (meter.CreateHistogram<double>("meshlens.test.long", "s"), meter.CreateHistogram<double>("meshlens.test.short", "ms"));

        seconds.Record(0.5);
        milliseconds.Record(3);

        Assert.Equal([500_000_000UL, 3_000_000UL], subject.Read().Select(static instrument =>
        {
            var reading = new HistogramReading();
            instrument.Write((_, _) => Assert.Fail("It is no histogram."), (_, totals) => totals.CopyTo(reading));
            return reading.SumNs;
        }));
    }

    [Fact]
    public void Read_OfOthers_IsNothing()
    {
        using var subject = new SelfMetrics(Factory);
        using var others = new Meter("MeshLens.Elsewhere");
        others.CreateCounter<long>("meshlens.elsewhere").Add(1);
        Factory.Create("Somebody").CreateCounter<long>("somebody.else").Add(1);

        Assert.Empty(subject.Read());
    }

    public void Dispose() => _services.Dispose();

    private static IEnumerable<string> Values(SelfMetrics subject)
    {
        List<string> values = [];
        foreach (var instrument in subject.Read())
        {
            instrument.Write(
                (labels, value) => values.Add($"{instrument.Family.SampleName}{(labels.Labels is [var label] ? $"{{{label.Name}={label.Value}}}" : "")} {value}"),
                (_, _) => Assert.Fail("It is a histogram."));
        }

        return values;
    }
}
