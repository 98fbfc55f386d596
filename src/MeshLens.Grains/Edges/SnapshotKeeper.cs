using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;
using Orleans.Serialization;

namespace MeshLens.Grains.Edges;

/// <summary>Keeps the snapshot behind a verdict for those who ask, and as bytes: as objects it would double what an edge costs.</summary>
/// <remarks>Kept while the verdict shows a symptom, and for a minute after somebody asked.</remarks>
internal sealed class SnapshotKeeper(Serializer<EdgeSnapshot> serializer, WindowClock clock)
{
    /// <summary>How long a question makes an edge keep snapshots.</summary>
    private static readonly TimeSpan Interest = TimeSpan.FromMinutes(1);

    /// <summary>A window and its lateness, and time to spare.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private byte[]? _kept;
    private DateTimeOffset _wantedUntil;
    private TaskCompletionSource? _next;

    /// <summary>Takes the snapshot of a window that closed, if it is worth keeping.</summary>
    public void Offer(EdgeSnapshot? snapshot, Verdict verdict, bool silent)
    {
        var wanted = clock.Now < _wantedUntil;
        _kept = snapshot is not null && !silent && (verdict.Symptom != Symptom.None || wanted) ? serializer.SerializeToArray(snapshot) : null;
        Close();
    }

    public async Task<EdgeSnapshot?> Ask(bool silent)
    {
        _wantedUntil = clock.Now + Interest;
        if (_kept is null && !silent)
        {
            _next ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                await _next.Task.WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                // No window closed meanwhile: there is nothing to show.
            }
        }

        return _kept is { } kept ? serializer.Deserialize(kept) : null;
    }

    /// <summary>Answers those who wait.</summary>
    public void Close()
    {
        _next?.TrySetResult();
        _next = null;
    }
}
