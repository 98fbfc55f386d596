using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Reports;
using MeshLens.Alerting.Sinks;
using MeshLens.Alerting.State;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;
using Microsoft.Extensions.Logging;

namespace MeshLens.Alerting.Hosting;

/// <summary>Holds the book and what sinks know of it, and keeps both: first on disk, then to be told.</summary>
internal sealed class AlertDesk : IAlerts
{
    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(15);

    private readonly RuleSource _rules;
    private readonly IAlertDuty _duty;
    private readonly IAlertStore _store;
    private readonly LinkBase _links;
    private readonly TimeProvider _time;
    private readonly AlertingInstruments _instruments;
    private readonly DeliveryLedger _ledger = new();
    private readonly SemaphoreSlim _keeping = new(1);
    private AlertBook _book = AlertBook.Empty;
    private DateTimeOffset _kept = DateTimeOffset.MinValue;
    private bool _isKept = true;

    public AlertDesk(RuleSource rules, IAlertDuty duty, AlertingOptions options, IAlertStore store, LinkBase links, WindowClock clock, AlertingInstruments instruments, ILogger<SinkRunner> log)
    {
        (_rules, _duty, _store, _links, _time, _instruments) = (rules, duty, store, links, clock.Time, instruments);
        _rules.Look();
        Runners = [.. SinkList(options).Select(sink => new SinkRunner(sink, () => Volatile.Read(ref _book), _ledger, () => duty.IsOn, Keep, new SteadyTime(clock), log))];
        instruments.Watch([.. Runners.Select(static runner => new Func<SinkStatus>(() => runner.Status))]);
    }

    public IReadOnlyList<SinkRunner> Runners { get; }

    public AlertReport Report()
    {
        var book = Volatile.Read(ref _book);
        return new(
            book.EvaluatedAt,
            [.. book.Firing.OrderByDescending(static alert => alert.Severity).ThenByDescending(static alert => alert.PeakExcessMs).ThenBy(static alert => alert.Id, StringComparer.Ordinal)],
            book.Pending,
            book.Resolved,
            [.. Notes(book)]);
    }

    public SinkList Sinks() => new([.. Runners.Select(static runner => runner.Status)]);

    public RuleList Rules() => _rules.List();

    public async Task<IReadOnlyList<string>> Replace(string yaml, CancellationToken cancellation)
    {
        var list = _rules.List();
        if (list.Source is not ("" or "api"))
        {
            throw new RulesFromFileException(list.Source);
        }

        if (!_duty.IsOn)
        {
            throw new RulesNotTakenException("Another server evaluates rules, or none yet: give them to that one, or try again.");
        }

        var before = _rules.ByApi;
        var errors = _rules.UseOfApi(yaml);
        if (errors.Count == 0 && !await Keep(null, cancellation))
        {
            _rules.UseOfApi(before ?? "");
            throw new RulesNotTakenException("The rules could not be saved, so the ones before are in force: free the data directory and try again.");
        }

        return errors;
    }

    /// <summary>Takes over what an earlier process left, or another server wrote down.</summary>
    /// <param name="now">Nobody watched until now: edges of which nothing is heard have all their patience again.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task Recall(DateTimeOffset now, CancellationToken cancellation)
    {
        var memory = await _store.Load(cancellation);
        _ledger.Fill(memory.Told);
        if (memory.RulesByApi != _rules.ByApi && _rules.List().Source is "" or "api")
        {
            _rules.UseOfApi(memory.RulesByApi ?? "");
        }

        Volatile.Write(ref _book, memory.Book with { Tracks = [.. memory.Book.Tracks.Select(track => track with { LastSeen = now, LastMet = track.FiringSince is null ? track.LastMet : now })] });
    }

    /// <summary>One evaluation. What changed is on disk before anybody is told.</summary>
    public async Task Evaluate(IReadOnlyList<EdgeSummary> edges, DateTimeOffset now, CancellationToken cancellation)
    {
        _rules.Look();
        var before = _book;
        var began = _time.GetTimestamp();
        var (rules, file) = _rules.InForce;
        var next = Evaluator.Next(before, rules, edges, now, _links.Diagnosis(file.Link), file.GroupWait);
        _instruments.Evaluated(before, next, _time.GetElapsedTime(began));
        var isNews = !next.Firing.Select(static alert => alert.Id).SequenceEqual(before.Firing.Select(static alert => alert.Id))
            || !next.Tracks.Select(static track => (track.Key, track.AlertId)).SequenceEqual(before.Tracks.Select(static track => (track.Key, track.AlertId)));
        _ledger.Forget(next);
        if (isNews)
        {
            await Keep(next, cancellation);
        }

        Volatile.Write(ref _book, next);
        if (!isNews && now - _kept >= KeepEvery && next.Tracks.Count > 0)
        {
            await Keep(cancellation);
        }

        _kept = isNews || now - _kept >= KeepEvery ? now : _kept;
    }

    public Task Keep(CancellationToken cancellation) => Keep(null, cancellation);

    private async Task<bool> Keep(AlertBook? book, CancellationToken cancellation)
    {
        if (!_duty.IsOurs)
        {
            return false;
        }

        await _keeping.WaitAsync(cancellation);
        try
        {
            _isKept = await _store.Save(new() { Book = book ?? Volatile.Read(ref _book), Told = _ledger.All, RulesByApi = _rules.ByApi }, cancellation);
            if (!_isKept)
            {
                _instruments.NotSaved();
            }

            return _isKept;
        }
        finally
        {
            _keeping.Release();
        }
    }

    private IEnumerable<IAlertSink> SinkList(AlertingOptions options)
    {
        var given = options.Alertmanagers.Select(static (url, index) => new SinkOptions
        {
            Name = index == 0 ? "alertmanager" : $"alertmanager-{index + 1}",
            Kind = SinkOptions.Alertmanager,
            Url = url,
        });
        return given.Concat(_rules.InForce.File.Sinks).Select(sink => sink.Kind == SinkOptions.Alertmanager
            ? (IAlertSink)new AlertmanagerSink(sink, new SinkHttp(sink), _time)
            : new WebhookSink(sink, new SinkHttp(sink), _time));
    }

    private IEnumerable<string> Notes(AlertBook book)
    {
        if (_duty.IsElsewhere)
        {
            yield return "Another server evaluates rules and tells sinks; this is what it wrote down. This one goes on when the other has ended.";
        }
        else if (book.EvaluatedAt is null)
        {
            yield return "Rules were not evaluated yet.";
        }

        if (Runners.Count == 0)
        {
            yield return "Nobody is told: name an Alertmanager with --alertmanager, or sinks in a file with --alerts.";
        }

        foreach (var sink in Runners.Select(static runner => runner.Status).Where(static sink => sink.Health == SinkHealth.Failing))
        {
            yield return $"The sink {sink.Name} ({sink.Address}) cannot be told since {sink.FailingSince:HH:mm:ss} UTC: {sink.Reason}.";
        }

        if (!_isKept)
        {
            yield return "Alerts cannot be saved: a restart may tell them twice.";
        }

        if (book.Shed > 0)
        {
            yield return $"More than {AlertBook.MostTracks} service pairs are in trouble at once; {book.Shed} times one was left out.";
        }

        foreach (var error in _rules.List().Errors)
        {
            yield return $"The alert file is not used as it is now: {error}";
        }
    }
}
