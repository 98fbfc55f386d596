using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.State;

namespace MeshLens.Alerting.Sinks;

/// <summary>What each sink was told last of each alert, and from that what it has to be told now. Safe for concurrent use.</summary>
/// <remarks>
/// Nothing is queued: a sink that was away is told the newest state of each alert and not all that was in between. An alert that was over
/// before a sink heard of it is not told there at all.
/// </remarks>
public sealed class DeliveryLedger
{
    /// <summary>A sink that forgets hears for so long that an alert is over: its server may crash in between, too.</summary>
    public static readonly TimeSpan ResolvedFor = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Sink, string Alert), Told> _told = [];

    /// <summary>Everything that was told, to be kept.</summary>
    public IReadOnlyList<Told> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _told.Values];
            }
        }
    }

    /// <summary>Takes over what was kept.</summary>
    public void Fill(IEnumerable<Told> told)
    {
        lock (_gate)
        {
            foreach (var one in told)
            {
                _told[(one.Sink, one.AlertId)] = one;
            }
        }
    }

    /// <summary>Alerts whose newest state a sink does not know.</summary>
    public List<Alert> News(IAlertSink sink, AlertBook book)
    {
        lock (_gate)
        {
            return [.. Of(sink, book).Where(alert => IsNews(sink, alert))];
        }
    }

    /// <summary>Those, and what it must hear again.</summary>
    public List<Alert> Due(IAlertSink sink, AlertBook book, DateTimeOffset now)
    {
        lock (_gate)
        {
            return [.. Of(sink, book).Where(alert => IsNews(sink, alert) || IsDueAgain(sink, alert, now))];
        }
    }

    public void Note(IAlertSink sink, IEnumerable<Alert> alerts, DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var alert in alerts)
            {
                var key = (sink.Name, alert.Id);
                var first = _told.GetValueOrDefault(key) is { } before && before.State == alert.State ? before.First : now;
                _told[key] = new(sink.Name, alert.Id, alert.State, first, now);
            }
        }
    }

    /// <summary>Forgets alerts that the book does not hold any more.</summary>
    public void Forget(AlertBook book)
    {
        var known = book.Firing.Concat(book.Resolved).Select(static alert => alert.Id).ToHashSet(StringComparer.Ordinal);
        lock (_gate)
        {
            foreach (var key in _told.Keys.Where(key => !known.Contains(key.Alert)).ToList())
            {
                _told.Remove(key);
            }
        }
    }

    // Where it is told again and again, labels are all that tells alerts apart: what was over must not end what breaks anew.
    private static IEnumerable<Alert> Of(IAlertSink sink, AlertBook book)
    {
        if (sink.Resend is null)
        {
            return book.Firing.Concat(book.Resolved);
        }

        var taken = book.Firing.Select(static alert => AlertLabels.Written(alert.Labels)).ToHashSet(StringComparer.Ordinal);
        return book.Firing.Concat(book.Resolved.Where(alert => taken.Add(AlertLabels.Written(alert.Labels))));
    }

    private bool IsNews(IAlertSink sink, Alert alert) => _told.GetValueOrDefault((sink.Name, alert.Id)) is { } told
        ? told.State != alert.State
        : alert.State == AlertState.Firing;

    private bool IsDueAgain(IAlertSink sink, Alert alert, DateTimeOffset now) =>
        sink.Resend is { } every
        && _told.GetValueOrDefault((sink.Name, alert.Id)) is { } told
        && now - told.Last >= every
        && (alert.State == AlertState.Firing || now - told.First < ResolvedFor);
}
