using System.Threading.Channels;
using MeshLens.Xds.Changes;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using MeshLens.Xds.State;

namespace MeshLens.Xds;

/// <summary>
/// Keeps model, findings and change log in step with what a client reads, on a thread of its own: judging ten thousand clusters takes
/// half a second, and reading must not wait for it. Pushes that come meanwhile are judged together.
/// </summary>
public sealed class ConfigurationWatch : IDisposable
{
    private readonly Channel<DateTimeOffset> _pushes = Channel.CreateBounded<DateTimeOffset>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly AdsClient _client;
    private readonly ConfigurationView _view;
    private readonly Func<ControlPlaneFacts> _facts;
    private ConfigurationState _current;

    /// <summary>Begins to listen; <see cref="RunAsync"/> does the work.</summary>
    /// <param name="client">What is read.</param>
    /// <param name="view">From where.</param>
    /// <param name="facts">What is known of the delivery, asked at each push.</param>
    public ConfigurationWatch(AdsClient client, ConfigurationView view, Func<ControlPlaneFacts> facts)
    {
        (_client, _view, _facts) = (client, view, facts);
        var nothing = ConfigurationModel.Of(ResourceSnapshot.Empty, view, ControlPlaneFacts.None);
        _current = new(default, nothing, [], ChangeLog.Empty);
        _client.Changed += Note;
        _pushes.Writer.TryWrite(client.Status.Since); // What was read before, nobody announces again.
    }

    /// <summary>Raised after each judgement, on the judging thread.</summary>
    public event Action<ConfigurationState>? Judged;

    /// <summary>The last judgement; before the first, of nothing.</summary>
    public ConfigurationState Current => Volatile.Read(ref _current);

    /// <summary>Judges each push until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var at in _pushes.Reader.ReadAllAsync(cancellation))
            {
                var before = Current;
                var model = ConfigurationModel.Of(_client.Snapshot, _view, _facts());
                var now = new ConfigurationState(at, model, RuleBook.Judge(model), before.Log.Then(before.Model, model, at));
                Volatile.Write(ref _current, now);
                Judged?.Invoke(now);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Asked to stop.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Changed -= Note;

    private void Note(ConfigurationChange change) => _pushes.Writer.TryWrite(change.At);
}
