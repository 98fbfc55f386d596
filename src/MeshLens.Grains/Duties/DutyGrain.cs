using MeshLens.Core.Windows;

namespace MeshLens.Grains.Duties;

/// <summary>Knows who has a duty and until when.</summary>
/// <remarks>
/// It keeps nothing: where it was lost with its silo, whoever had the duty may still believe so, and a whole term must pass before
/// anybody gets it. A silo that never had others has nobody to wait for.
/// </remarks>
internal sealed class DutyGrain(IClusterMembershipService cluster, WindowClock clock) : Grain, IDutyGrain
{
    private readonly long _began = clock.Time.GetTimestamp();
    private string? _holder;
    private long _taken;
    private bool _isLeft;

    public Task<bool> Take(string server, TimeSpan term)
    {
        var isFree = _isLeft || (_holder is null
            ? cluster.CurrentSnapshot.Members.Count <= 1 || clock.Time.GetElapsedTime(_began) >= term
            : _holder == server || clock.Time.GetElapsedTime(_taken) >= term);
        if (isFree)
        {
            (_holder, _taken, _isLeft) = (server, clock.Time.GetTimestamp(), false);
        }

        return Task.FromResult(isFree);
    }

    public Task Leave(string server)
    {
        _isLeft |= _holder == server;
        return Task.CompletedTask;
    }
}
