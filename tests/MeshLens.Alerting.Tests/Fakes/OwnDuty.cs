using MeshLens.Alerting.Hosting;

namespace MeshLens.Alerting.Tests.Fakes;

/// <summary>A server that is alone.</summary>
internal sealed class OwnDuty : IAlertDuty
{
    public bool IsOn => true;

    public bool IsOurs => true;

    public bool IsElsewhere => false;

    public Task<bool> Take(CancellationToken cancellation) => Task.FromResult(true);

    public Task Leave() => Task.CompletedTask;
}
