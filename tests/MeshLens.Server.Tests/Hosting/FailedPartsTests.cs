using MeshLens.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MeshLens.Server.Tests.Hosting;

public sealed class FailedPartsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Any_APartThatEnds_CountsIfItThrew(bool throws)
    {
        using var part = new Part(throws);
        await using var services = new ServiceCollection().AddSingleton<IHostedService>(part).BuildServiceProvider();
        Assert.False(FailedParts.Any(services));

        await part.StartAsync(TestContext.Current.CancellationToken);
        await part.ExecuteTask!.ContinueWith(static _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(throws, FailedParts.Any(services));
    }

    private sealed class Part(bool throws) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            if (throws)
            {
                throw new InvalidOperationException();
            }
        }
    }
}
