using System.Diagnostics.Metrics;
using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Reports;

namespace MeshLens.Alerting;

/// <summary>Every metric this module emits, on the meter <see cref="MeterName"/>: who is woken by alerts alone must be able to hear that they fail.</summary>
public sealed class AlertingInstruments
{
    public const string MeterName = "MeshLens.Alerting";

    private readonly Gauge<long> _firing;
    private readonly Gauge<long> _pending;
    private readonly Gauge<long> _tracks;
    private readonly Counter<double> _time;
    private readonly Counter<long> _rounds;
    private readonly Counter<long> _failedRounds;
    private readonly Counter<long> _shed;
    private readonly Counter<long> _unsaved;
    private IReadOnlyList<Func<SinkStatus>> _sinks = [];

    public AlertingInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _firing = meter.CreateGauge<long>("meshlens.alerts.firing", "{alert}", "Alerts that fire.");
        _pending = meter.CreateGauge<long>("meshlens.alerts.pending", "{alert}", "Alerts that would fire if it went on.");
        _tracks = meter.CreateGauge<long>("meshlens.alerts.tracks", "{track}", "Edges in trouble, per rule, that are followed.");
        _time = meter.CreateCounter<double>("meshlens.alerts.evaluation.time", "s", "Time spent on evaluating rules.");
        _rounds = meter.CreateCounter<long>("meshlens.alerts.evaluations", "{evaluation}", "Times that the rules were evaluated.");
        _failedRounds = meter.CreateCounter<long>("meshlens.alerts.evaluation_failures", "{evaluation}", "Times that the rules could not be evaluated.");
        _shed = meter.CreateCounter<long>("meshlens.alerts.tracks_shed", "{track}", "Edges in trouble for which there was no room.");
        _unsaved = meter.CreateCounter<long>("meshlens.alerts.write_failures", "{write}", "Attempts to save alerts that failed.");
        meter.CreateObservableCounter("meshlens.alerts.sink.sent", () => OfSinks(static sink => sink.Sent), "{alert}", "Alerts that a sink took, each state and repetition counted.");
        meter.CreateObservableCounter("meshlens.alerts.sink.refused", () => OfSinks(static sink => sink.Refused), "{alert}", "Alerts that a sink does not want.");
        meter.CreateObservableCounter("meshlens.alerts.sink.failures", () => OfSinks(static sink => sink.Failures), "{attempt}", "Attempts to tell a sink that failed and are repeated.");
        meter.CreateObservableGauge("meshlens.alerts.sink.waiting", () => OfSinks(static sink => sink.Waiting), "{alert}", "Alerts whose newest state a sink does not know.");
        meter.CreateObservableGauge("meshlens.alerts.sink.failing", () => OfSinks(static sink => sink.Health == SinkHealth.Failing ? 1 : 0), "", "1 while a sink cannot be told.");
    }

    internal void Watch(IReadOnlyList<Func<SinkStatus>> sinks) => _sinks = sinks;

    internal void Evaluated(AlertBook before, AlertBook now, TimeSpan spent)
    {
        _rounds.Add(1);
        _time.Add(spent.TotalSeconds);
        _shed.Add(Math.Max(0, now.Shed - before.Shed));
        _firing.Record(now.Firing.Count);
        _pending.Record(now.Pending.Count);
        _tracks.Record(now.Tracks.Count);
    }

    internal void NotEvaluated() => _failedRounds.Add(1);

    internal void NotSaved() => _unsaved.Add(1);

    private IEnumerable<Measurement<long>> OfSinks(Func<SinkStatus, long> figure) => _sinks
        .Select(static ask => ask())
        .Select(sink => new Measurement<long>(figure(sink), new KeyValuePair<string, object?>("meshlens.sink", sink.Name)));
}
