using MeshLens.Files;
using MeshLens.Grains.Duties;

namespace MeshLens.Alerting.Hosting;

/// <summary>The duty as all servers of a cluster agree on it, for a term at a time, of a server that has the data directory to itself.</summary>
/// <remarks>
/// Servers over one directory need not be of one cluster: whoever has its lock has the duty. Where nobody can write, not even the lock, alerts
/// are kept in memory, and the lock says nothing.
/// </remarks>
internal sealed class AlertDuty(IGrainFactory grains, AlertingOptions options, DirectoryClaims claims, TimeProvider time) : IAlertDuty
{
    private const string Name = "alerts";

    // What is begun in the last third, such as a request to a sink, might not end within the term.
    private const double Begins = 2.0 / 3;

    private readonly string _server = Guid.NewGuid().ToString("N");
    private readonly DirectoryClaim? _claim = options.DataDirectory is { } directory ? claims.Of(directory) : null;
    private long? _taken;

    public bool IsElsewhere { get; private set; }

    public bool IsOn => HasLeft(Begins);

    public bool IsOurs => HasLeft(1);

    public async Task<bool> Take(CancellationToken cancellation)
    {
        if (!HasDirectory())
        {
            (_taken, IsElsewhere) = (null, true);
            return false;
        }

        // By the time before the question: the answer may take long.
        var asked = time.GetTimestamp();
        var isTaken = await grains.GetGrain<IDutyGrain>(Name).Take(_server, options.Term).WaitAsync(options.Term, time, cancellation);
        (_taken, IsElsewhere) = (isTaken ? asked : _taken, !isTaken);
        return IsOn;
    }

    public async Task Leave()
    {
        if (_taken is not null)
        {
            _taken = null;
            await grains.GetGrain<IDutyGrain>(Name).Leave(_server);
        }
    }

    private bool HasDirectory()
    {
        try
        {
            _claim?.Take();
            return true;
        }
        catch (DirectoryInUseException)
        {
            return false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The store says so when it saves.
            return true;
        }
    }

    private bool HasLeft(double part) => _taken is { } taken && time.GetElapsedTime(taken) < options.Term * part;
}
