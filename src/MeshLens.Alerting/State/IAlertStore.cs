namespace MeshLens.Alerting.State;

/// <summary>Where what alerts remember outlives the process.</summary>
public interface IAlertStore
{
    /// <summary>What an earlier process left; empty when there was none or it cannot be read. Throws nothing a caller must handle.</summary>
    Task<AlertMemory> Load(CancellationToken cancellation);

    /// <summary>Keeps it; false when it cannot be written, which is said once.</summary>
    Task<bool> Save(AlertMemory memory, CancellationToken cancellation);
}
