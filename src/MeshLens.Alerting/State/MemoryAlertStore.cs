namespace MeshLens.Alerting.State;

/// <summary>Remembers alerts for as long as the process lives: what runs when there is no data directory.</summary>
internal sealed class MemoryAlertStore : IAlertStore
{
    private AlertMemory _memory = new();

    public Task<AlertMemory> Load(CancellationToken cancellation) => Task.FromResult(_memory);

    public Task<bool> Save(AlertMemory memory, CancellationToken cancellation)
    {
        _memory = memory;
        return Task.FromResult(true);
    }
}
