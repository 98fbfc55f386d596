using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace MeshLens.Grains.Edges;

/// <summary>Gives an <see cref="EdgeState"/> its place in the silo: time, neighbours, memory and readers.</summary>
/// <remarks>Windows close when a delta comes or when <see cref="EdgeSweep"/> ticks: ten thousand timers would cost a third of a core.</remarks>
internal sealed partial class EdgeGrain(EdgeServices services, ILogger<EdgeGrain> log) : Grain, IEdgeGrain
{
    private string _id = "";
    private EdgeKey _key;
    private EdgeState _state = null!;
    private SnapshotKeeper _snapshots = null!;
    private EdgeSlot? _slot;
    private Func<long, List<SiblingEdge>> _siblings = _ => [];
    private DateTimeOffset _nextSave;
    private Cause _savedCause;
    private bool _refused;
    private bool _saveFailing;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = this.GetPrimaryKeyString();
        if (!EdgeKey.TryParse(_id, out _key))
        {
            throw new ArgumentException($"'{_id}' is not the id of an edge.");
        }

        _state = NewState();
        _snapshots = new(services.Snapshots, services.Clock);
        _nextSave = services.Clock.Now + (services.SaveEvery * (StableHash.Of(_id) % 100 / 100.0));
        if (await services.Store.Find(_id, cancellationToken) is { } stored && Recall(stored))
        {
            Enlist();
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _snapshots?.Close();
        if (_slot is not null)
        {
            await Save(services.Clock.Now);
            services.Registry.Remove(_slot);
            services.Publisher.Forget(_id);
        }
    }

    public Task Ingest(EdgeDelta delta)
    {
        if (!Enlist())
        {
            services.Instruments.EdgeRefused(delta);
            return Task.CompletedTask;
        }

        var now = services.Clock.Now;

        // An edge heard of for the first time, or again, has closed nothing that what an agent held back could be late for.
        if (!_state.IsSilent)
        {
            CloseDue(now);
        }

        var (late, misdated) = (_state.LateRows, _state.MisdatedRows);
        _state.Apply(delta, WindowGrid.IndexOf(now));
        services.Instruments.RowsDropped(_state.LateRows - late, _state.MisdatedRows - misdated);
        _slot!.SetNextToClose(_state.NextToClose);
        return Task.CompletedTask;
    }

    public Task Tick()
    {
        CloseDue(services.Clock.Now);
        _slot?.SetNextToClose(_state.NextToClose);
        return Task.CompletedTask;
    }

    public Task<Diagnosis?> Diagnose() => Task.FromResult(IsKnown() ? _state.Diagnosis : null);

    public Task<EdgeHistory?> History() =>
        Task.FromResult(IsKnown() ? new EdgeHistory(_state.History(), [.. _state.Incidents]) : null);

    public Task<EdgeSnapshot?> Snapshot() =>
        IsKnown() ? _snapshots.Ask(_state.IsSilent) : Task.FromResult<EdgeSnapshot?>(null);

    private EdgeState NewState() => new(_key, configuration: (source, destination) => services.Configurations.Find(_key, source, destination))
    {
        Places = services.Places,
        Paths = services.Paths,
    };

    // An id that somebody made up must not stay in memory.
    private bool IsKnown()
    {
        if (_slot is null)
        {
            DeactivateOnIdle();
        }

        return _slot is not null;
    }

    private bool Enlist()
    {
        if (_slot is not null || _refused)
        {
            return _slot is not null;
        }

        _slot = services.Registry.Register(_key, this.AsReference<IEdgeGrain>());
        if (_slot is null)
        {
            _refused = true;
            DeactivateOnIdle();
            LogRefused(_id);
            return false;
        }

        var slot = _slot;
        _state.Closed = slot.Close;
        _siblings = window => services.Registry.SiblingsOf(slot, window);
        _slot.SetNextToClose(_state.NextToClose);
        return true;
    }

    private void CloseDue(DateTimeOffset now)
    {
        if (_slot is null || !_state.Close(services.Registry.FirstOpen(_slot, now), _siblings))
        {
            return;
        }

        services.Instruments.WindowClosed();
        _snapshots.Offer(_state.Snapshot, _state.Diagnosis.Verdict, _state.IsSilent);
        _state.DropSnapshot();
        if (_state.Summary is { } summary)
        {
            _slot.Summary = summary;
            services.Publisher.Publish(summary);
        }

        // A change of verdict is remembered at once, everything else from time to time.
        if (services.Store.Outlives && (now >= _nextSave || _state.Diagnosis.Verdict.Cause != _savedCause))
        {
            _ = Save(now);
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "Edge {Edge} is not watched, because this server keeps as many edges as MeshLens:Grains:MaxEdges allows. Raise it, or watch less.")]
    private partial void LogRefused(string edge);
}
