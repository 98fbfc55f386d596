using MeshLens.Server.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace MeshLens.Server.Tests.Hosting;

public sealed class BoundAddressesTests
{
    [Theory]
    [InlineData("http://127.0.0.1:9470", "http://127.0.0.1:9470/")]
    [InlineData("https://[fd00::7]:9470", "https://[fd00::7]:9470/")]
    [InlineData("https://0.0.0.0:9470", null)]
    [InlineData("https://[::]:9470", null)]
    public void Link_EveryAddress_IsNoneToFollow(string bound, string? link) =>
        Assert.Equal(link, new BoundAddresses(new ListeningAt(bound)).Link?.AbsoluteUri);

    private sealed class ListeningAt : IServer
    {
        public ListeningAt(string address)
        {
            var addresses = new ServerAddressesFeature();
            addresses.Addresses.Add(address);
            Features.Set<IServerAddressesFeature>(addresses);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public void Dispose()
        {
        }

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
