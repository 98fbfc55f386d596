using MeshLens.Grains.Duties;

namespace MeshLens.Alerting.Hosting;

/// <summary>The duty as all servers of a cluster agree on it, for a term at a time.</summary>
internal sealed class AlertDuty(IGrainFactory grains, AlertingOptions options, TimeProvider time) : IAlertDuty
{
    private const string Name = "alerts";

    // What is begun in the last third, such as a request to a sink, might not end within the term.
    private const double Begins = 2.0 / 3;

    private readonly string _server = Guid.NewGuid().ToString("N");
    private long? _taken;

    public bool IsOn => HasLeft(Begins);

    public bool IsOurs => HasLeft(1);

    public async Task<bool> Take(CancellationToken cancellation)
    {
        // By the time before the question: the answer may take long.
        var asked = time.GetTimestamp();
        if (await grains.GetGrain<IDutyGrain>(Name).Take(_server, options.Term).WaitAsync(options.Term, time, cancellation))
        {
            _taken = asked;
        }

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

    private bool HasLeft(double part) => _taken is { } taken && time.GetElapsedTime(taken) < options.Term * part;
}
