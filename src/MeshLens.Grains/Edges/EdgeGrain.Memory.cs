using MeshLens.Grains.Persistence;
using Microsoft.Extensions.Logging;

namespace MeshLens.Grains.Edges;

/// <content>What outlives the grain.</content>
internal sealed partial class EdgeGrain
{
    // Not awaited by windows, which must close on time; so whatever goes wrong is told here or nowhere.
    private async Task Save(DateTimeOffset now)
    {
        var (cause, next) = (_state.Diagnosis.Verdict.Cause, now + services.SaveEvery);
        (_savedCause, _nextSave) = (cause, next);
        try
        {
            var bytes = services.Serializer.SerializeToArray(_state.Remember());
            await services.Store.Put(_id, new StoredState(now, bytes), CancellationToken.None);
            _saveFailing = false;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            services.Instruments.StateWriteFailed();
            _nextSave = now;
            if (!_saveFailing)
            {
                _saveFailing = true;
                LogUnsaved(failure, _id);
            }
        }
    }

    private bool Recall(StoredState stored)
    {
        try
        {
            var memory = services.Serializer.Deserialize(stored.Bytes) ?? throw new InvalidDataException("It is empty.");
            _state.Recall(memory, stored.SavedAt, services.Clock.Index);
            return true;
        }
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            // Written by a version that knew other types, or damaged in a way no checksum saw.
            LogUnreadable(unreadable, _id);
            _state = NewState();
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The memory of edge {Edge} could not be saved; it is tried again when its next window closes.")]
    private partial void LogUnsaved(Exception reason, string edge);

    [LoggerMessage(LogLevel.Warning, "What was remembered of edge {Edge} cannot be read: it starts without a baseline.")]
    private partial void LogUnreadable(Exception reason, string edge);
}
