using Grpc.Core;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Model;
using MeshLens.Xds.Tests.FakeIstiod;
using MeshLens.Xds.Views;
using Microsoft.Extensions.Logging.Abstractions;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests.Views;

/// <summary>Being served as another, where a control plane allows it.</summary>
public sealed class StreamedViewTests
{
    private const string Id = "sidecar~10.0.0.5~pay-1.shop~shop.svc.cluster.local";

    [Fact]
    public async Task Run_AsAWorkload_IsItsViewInItsPlace()
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        istiod.Mesh.Serve(Clusters, Samples.StaticCluster("a"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var view = Create(istiod);
        var run = view.RunAsync(stop.Token);

        await UntilAsync(() => view.Current.Model.Clusters.Count == 1);

        Assert.Equal(Id, Assert.Single(istiod.Mesh.Nodes).Id);
        Assert.Equal((ViewKind.Proxy, "pay-1.shop", "region-1", "zone-2"), (view.Current.Model.View.Kind, view.Current.Model.View.Reader, view.Current.Model.View.Region, view.Current.Model.View.Zone));
        Assert.Null(view.NotSeen);
        await stop.CancelAsync();
        await run;
    }

    [Fact]
    public async Task Run_TheControlPlaneRefuses_SaysWhyAndWhatElseThereIs()
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        istiod.Mesh.Refusal = new(StatusCode.PermissionDenied, "no match");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var view = Create(istiod);
        var run = view.RunAsync(stop.Token);

        await UntilAsync(() => view.NotSeen is not null);

        Assert.Contains("no match", view.NotSeen, StringComparison.Ordinal);
        Assert.Contains("--view pay-1.shop", view.NotSeen, StringComparison.Ordinal);
        await stop.CancelAsync();
        await run;
    }

    private static StreamedView Create(FakeControlPlane istiod) => new(
        new() { Addresses = [istiod.Address] }, NodeIdentity.Parse(Id)!, static (_, _) => ("region-1", "zone-2"), TimeProvider.System, NullLogger.Instance);

    private static async Task UntilAsync(Func<bool> reached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!reached())
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
