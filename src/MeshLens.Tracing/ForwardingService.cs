using MeshLens.Tracing.Forwarding;
using Microsoft.Extensions.Hosting;

namespace MeshLens.Tracing;

/// <summary>Starts the senders with the server and lets them finish when it stops.</summary>
internal sealed class ForwardingService(Forwarder forwarder) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        forwarder.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => forwarder.StopAsync();
}
