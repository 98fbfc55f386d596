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
    public void Read_WhatIsNoLongerTold_IsGone()
    {
        using var subject = new SelfMetrics(Factory);
        var meter = Factory.Create("MeshLens.Test");
        List<string> names = ["one", "two"];
        meter.CreateObservableGauge("meshlens.test.named", () => names.Select(static name => new Measurement<long>(1, new KeyValuePair<string, object?>("name", name))));
        var counter = meter.CreateCounter<long>("meshlens.test.things");
        counter.Add(3);
        Assert.Equal(["meshlens_test_named{name=one} 1", "meshlens_test_named{name=two} 1", "meshlens_test_things_total 3"], Values(subject));

        names.Remove("one");

        Assert.Equal(["meshlens_test_named{name=two} 1", "meshlens_test_things_total 3"], Values(subject));
    }

    [Fact]
    public void Read_InstrumentThatFails_HidesNoOther()
    {
        using var subject = new SelfMetrics(Factory);
        var meter = Factory.Create("MeshLens.Test");
        meter.CreateObservableGauge<long>("meshlens.test.broken", static long () => throw new InvalidOperationException("broken"));
        meter.CreateObservableGauge<long>("meshlens.test.whole", () => 1);

        Assert.Equal(["meshlens_test_whole 1"], Values(subject));
    }

    [Fact]
    public void Measure_KnownTags_AllocatesNothing()
    {
        using var subject = new SelfMetrics(Factory);
        var counter = Factory.Create("MeshLens.Test").CreateCounter<long>("meshlens.test.things");
        var tag = new KeyValuePair<string, object?>("reason", "full");
        counter.Add(1, tag);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var measurement = 0; measurement < 1000; measurement++)
        {
            counter.Add(1, tag);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    [Fact]
    public void Measure_BeyondTheBound_IsCounted()
    {
        using var subject = new SelfMetrics(Factory);
        var counter = Factory.Create("MeshLens.Test").CreateCounter<long>("meshlens.test.things");

        for (var name = 0; name < 260; name++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("name", name));
        }

        Assert.Equal((256, 4), (Values(subject).Count(), subject.Dropped));
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
