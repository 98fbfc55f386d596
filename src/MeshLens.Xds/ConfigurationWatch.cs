using System.Threading.Channels;
using MeshLens.Xds.Model;
using MeshLens.Xds.State;

namespace MeshLens.Xds;

/// <summary>
/// Keeps model, findings and change log in step with what a client reads, on a thread of its own: judging ten thousand clusters takes
/// half a second, and reading must not wait for it. Pushes that come meanwhile are judged together.
/// </summary>
public sealed class ConfigurationWatch : IDisposable
{
    private readonly Channel<bool> _occasions = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly AdsClient _client;
    private readonly Func<ConfigurationView> _view;
    private readonly Func<ControlPlaneFacts> _facts;
    private ResourceSnapshot? _judged;
    private long _pushed;
    private ConfigurationState _current;

    /// <summary>Begins to listen; <see cref="RunAsync"/> does the work.</summary>
    /// <param name="client">What is read. What it refuses is added to the facts.</param>
    /// <param name="view">From where, asked at each judgement: a reader may learn later where it is.</param>
    /// <param name="facts">What is known of the delivery, asked at each judgement.</param>
    public ConfigurationWatch(AdsClient client, Func<ConfigurationView> view, Func<ControlPlaneFacts> facts)
    {
        (_client, _view, _facts) = (client, view, facts);
        _current = ConfigurationState.Nothing(view());
        _client.Changed += Note;
        Push(client.Status.Since); // What was read before, nobody announces again.
    }

    /// <summary>Raised after each judgement, on the judging thread.</summary>
    public event Action<ConfigurationState>? Judged;

    /// <summary>The last judgement; before the first, of nothing.</summary>
    public ConfigurationState Current => Volatile.Read(ref _current);

    /// <summary>Judges again if view or facts are others than at the last judgement.</summary>
    public void Reconsider() => _occasions.Writer.TryWrite(true);

    /// <summary>Judges each push until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var _ in _occasions.Reader.ReadAllAsync(cancellation))
            {
                Judge(Interlocked.Exchange(ref _pushed, 0) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Asked to stop.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Changed -= Note;

    private void Judge(DateTimeOffset? pushed)
    {
        var (snapshot, view, facts) = (_client.Snapshot, _view(), _facts());
        facts = facts with { Refused = [.. facts.Refused, .. _client.Refused] };
        var before = Current;
        if (pushed is null && snapshot == _judged && view.IsAt(before.Model.View) && facts.SaysTheSame(before.Model.Facts))
        {
            return;
        }

        _judged = snapshot;
        var now = before.Then(ConfigurationModel.Of(snapshot, view, facts), pushed ?? before.At);
        Volatile.Write(ref _current, now);
        Judged?.Invoke(now);
    }

    private void Note(ConfigurationChange change) => Push(change.At);

    private void Push(DateTimeOffset at)
    {
        Interlocked.CompareExchange(ref _pushed, at.UtcTicks, 0); // Of those that are judged together, the first.
        _occasions.Writer.TryWrite(true);
    }
}
