using Envoy.Config.Endpoint.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Http.ExtAuthz.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.Changes;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using MeshLens.Xds.Tests.FakeIstiod;
using MeshLens.Xds.Tests.Findings;

namespace MeshLens.Xds.Tests.Changes;

/// <summary>What changed when, and what of it may have made an edge slow.</summary>
public sealed class ChangeLogTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Then_TheSameAgain_ChangesNothing() => Assert.Empty(ChangeLog.Empty.Then(Build(), Build(), Noon).All);

    [Theory]
    [InlineData("C|E|L|R")]
    [InlineData("CE|LR")]
    [InlineData("C|EL|R")]
    [InlineData("C|ELR")]
    [InlineData("L|R|C|E")]
    [InlineData("LR|CE")]
    public void Then_ReadForTheFirstTimeInAnyPortions_ChangesNothing(string portions)
    {
        var (log, before, served) = (ChangeLog.Empty, BuildWith(""), "");
        foreach (var portion in portions.Split('|'))
        {
            served += portion;
            var after = BuildWith(served);
            (log, before) = (log.Then(before, after, Noon), after);
        }

        Assert.Empty(log.All);
    }

    [Fact]
    public void Then_RoutesComeIntoSightWhileATimeoutChanges_LogsTheTimeoutOnly()
    {
        var whole = new MeshFixture();
        whole.ByDestinationRule().Cluster.ConnectTimeout = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(5));

        var change = Assert.Single(ChangeLog.Empty.Then(BuildWith("CEL"), whole.Build(), Noon).All);

        Assert.Equal("DestinationRule shop/b spec.trafficPolicy.connectionPool.tcp.connectTimeout: 10 s → 5 ms", change.ToString());
    }

    [Fact]
    public void Then_ATimeoutAppears_NamesResourceFieldAndBothValues()
    {
        var after = Build(static mesh => mesh.ByVirtualService().Route.Route_.Timeout = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(50)));

        var change = Assert.Single(ChangeLog.Empty.Then(Build(), after, Noon).Of(MeshFixture.Host, 8080));

        Assert.Equal((Noon, EdgeChangeKind.Configuration), (change.At, change.Kind));
        Assert.Equal("VirtualService shop/b spec.http[0].timeout: none → 50 ms", change.ToString());
    }

    [Fact]
    public void Then_ADestinationRuleGoes_NamesTheOneThatWent()
    {
        var before = Build(static mesh => mesh.ByDestinationRule().Cluster.ConnectTimeout = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(5)));

        var change = Assert.Single(ChangeLog.Empty.Then(before, Build(), Noon).All);

        Assert.Equal("DestinationRule shop/b spec.trafficPolicy.connectionPool.tcp.connectTimeout: 5 ms → 10 s", change.ToString());
    }

    [Fact]
    public void Then_ASubsetAppears_SaysSo() =>
        Assert.Equal("spec.subsets[name=v1]", Assert.Single(ChangeLog.Empty.Then(Build(), Build(static mesh => mesh.AddSubset("v1", ("10.0.0.1", "zone-1"))), Noon).All).Field);

    [Fact]
    public void Then_MoreEndpoints_IsScaling()
    {
        var change = Assert.Single(ChangeLog.Empty.Then(Build(With("10.0.0.1", "10.0.0.2")), Build(With("10.0.0.1", "10.0.0.2", "10.0.0.3")), Noon).All);

        Assert.Equal((EdgeChangeKind.Scaling, "2 endpoints", "3 endpoints, among them 10.0.0.3:8080 (zone-1)"), (change.Kind, change.Before, change.After));
    }

    [Fact]
    public void Then_OnePodUpAndOneDownInSteps_IsOneRollout()
    {
        ConfigurationModel[] states =
        [
            Build(With("10.0.0.1", "10.0.0.2")), Build(With("10.0.0.1", "10.0.0.2", "10.0.0.3")), Build(With("10.0.0.2", "10.0.0.3")),
            Build(With("10.0.0.2", "10.0.0.3", "10.0.0.4")), Build(With("10.0.0.3", "10.0.0.4")),
        ];

        var change = Assert.Single(Follow(states, TimeSpan.FromSeconds(30)).All);

        Assert.Equal((EdgeChangeKind.Rollout, Noon, Noon.AddSeconds(90)), (change.Kind, change.At, change.Last));
        Assert.Equal("2 endpoints, among them 10.0.0.1:8080 (zone-1), 10.0.0.2:8080 (zone-1)", change.Before);
    }

    [Fact]
    public void Then_StepsFarApart_AreTwoChanges()
    {
        ConfigurationModel[] states = [Build(With("10.0.0.1")), Build(With("10.0.0.1", "10.0.0.2")), Build(With("10.0.0.1", "10.0.0.2", "10.0.0.3"))];

        Assert.Equal(2, Follow(states, TimeSpan.FromMinutes(5)).All.Count());
    }

    [Fact]
    public void Then_AsManyEndpointsInAnotherZone_IsAMove() =>
        Assert.Equal(EdgeChangeKind.Move, Assert.Single(ChangeLog.Empty.Then(Build(With("10.0.0.1")), Build(static mesh => Place(mesh, "zone-2", "10.0.0.9")), Noon).All).Kind);

    [Fact]
    public void Then_ThousandsOfChanges_KeepsTheLatestAndCountsTheRest()
    {
        var (one, other) = (Build(), Build(static mesh => mesh.Route.Route_.Timeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(1))));
        var log = ChangeLog.Empty;
        for (var push = 0; push < 10_010; push++)
        {
            log = push % 2 == 0 ? log.Then(one, other, Noon.AddSeconds(push)) : log.Then(other, one, Noon.AddSeconds(push));
        }

        Assert.Equal((10_000, 10), (log.All.Count(), log.Dropped));
        Assert.Equal(Noon.AddSeconds(10), log.All.First().At);
    }

    [Fact]
    public void Suspects_APushRightBeforeTheOnset_IsTheFirstAndSaysWhatItPredicts()
    {
        var slow = Build(static mesh =>
        {
            mesh.ByDestinationRule().Cluster.ConnectTimeout = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(5));
            With("10.0.0.1", "10.0.0.2")(mesh);
        });
        var log = ChangeLog.Empty.Then(Build(With("10.0.0.1")), Build(With("10.0.0.1", "10.0.0.2")), Noon.AddMinutes(-10)).Then(Build(With("10.0.0.1", "10.0.0.2")), slow, Noon);

        var suspects = Suspects.Of(log, MeshFixture.Host, 8080, Noon.AddSeconds(12), RuleBook.Judge(slow));

        Assert.Equal([EdgeChangeKind.Configuration, EdgeChangeKind.Scaling], suspects.Select(static suspect => suspect.Change.Kind));
        Assert.InRange(suspects[0].Score, 0.8, 1);
        Assert.Contains("12 s before the edge became slow; it predicts: 503 with flag UF", suspects[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Suspects_ATimeoutOfAnEntryWithAName_IsExplainedByItsFinding() =>
        Assert.Contains("it predicts: 504", Suspect(static mesh => Named(mesh), static mesh => Named(mesh).Route_.Timeout = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(50))).Why, StringComparison.Ordinal);

    [Fact]
    public void Suspects_AFilterThatCame_IsExplainedByItsFinding() => Assert.Contains("; it predicts: Each request takes what that service takes more", Suspect(
        static _ => { },
        static mesh => mesh.Manager.HttpFilters.Add(new HttpFilter
        {
            Name = "slow",
            TypedConfig = Any.Pack(new ExtAuthz { WithRequestBody = new() { MaxRequestBytes = 1024 }, GrpcService = new() { Timeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(20)) } }),
        })).Why, StringComparison.Ordinal);

    [Fact]
    public void Of_AViewThatLearnsLate_TellsChangesWhenTheyCame()
    {
        var (healthy, slow) = (Build(), Build(static mesh => mesh.ByVirtualService().Route.Route_.Timeout = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(50))));
        var own = ChangeLog.Empty.Then(healthy, slow, Noon).Then(Build(With("10.0.0.1")), Build(With("10.0.0.1", "10.0.0.2")), Noon.AddMinutes(-5));
        var late = State(healthy).Then(slow, Noon.AddMinutes(4));

        var changes = EdgeConfiguration.Of(late, MeshFixture.Host, 8080, Noon.AddSeconds(20), own)!.Changes;

        Assert.Equal([Noon, Noon.AddMinutes(-5)], changes.Select(static suspect => suspect.Change.At));
        Assert.Contains("20 s before the edge became slow; it predicts", changes[0].Why, StringComparison.Ordinal);
        Assert.Empty(EdgeConfiguration.Of(late, MeshFixture.Host, 8080, Noon.AddSeconds(20))!.Changes);
    }

    [Theory]
    [InlineData(-15, 1)]
    [InlineData(-60, 0)]
    [InlineData(60, 1)]
    [InlineData(3600, 0)]
    public void Suspects_OfAnOnset_AreChangesNotLongBeforeAndHardlyAfter(int secondsAfterTheChange, int expected)
    {
        var log = ChangeLog.Empty.Then(Build(), Build(static mesh => mesh.Route.Route_.Timeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(1))), Noon);

        Assert.Equal(expected, Suspects.Of(log, MeshFixture.Host, 8080, Noon.AddSeconds(secondsAfterTheChange), []).Count);
    }

    [Theory, MemberData(nameof(Recordings))]
    public void Then_FromAHealthyRecordingToASpoiltOne_NamesThePlantedFeature(string recording)
    {
        var expected = ExpectedFinding.All.Single(item => item.Recording == recording);

        var changes = ChangeLog.Empty.Then(Read("healthy-default"), Read(recording), Noon).Of("payments.shop.svc.cluster.local", 8080);

        Assert.Contains(changes, change => change.Resource?.ToString() == expected.Resource);
    }

    public static TheoryData<string> Recordings =>
        [.. ExpectedFinding.All.Select(static item => item.Recording)];

    private static Route Named(MeshFixture mesh)
    {
        mesh.ByVirtualService().Route.Name = "checkout";
        return mesh.Route;
    }

    /// <summary>The only change between two meshes, half a minute before an onset.</summary>
    private static Suspect Suspect(Action<MeshFixture> before, Action<MeshFixture> after)
    {
        var now = Build(after);
        return Assert.Single(Suspects.Of(ChangeLog.Empty.Then(Build(before), now, Noon), MeshFixture.Host, 8080, Noon.AddSeconds(30), RuleBook.Judge(now)));
    }

    private static ConfigurationState State(ConfigurationModel model) => ConfigurationState.Nothing(model.View).Then(model, Noon.AddHours(-1));

    private static ConfigurationModel Read(string recording) => ConfigurationModel.Of(Recording.Load(recording).ToSnapshot());

    private static ChangeLog Follow(ConfigurationModel[] states, TimeSpan apart)
    {
        var log = ChangeLog.Empty;
        for (var step = 1; step < states.Length; step++)
        {
            log = log.Then(states[step - 1], states[step], Noon + (apart * (step - 1)));
        }

        return log;
    }

    // By the first letters of clusters, endpoints, listeners, routes.
    private static ConfigurationModel BuildWith(string served)
    {
        var mesh = new MeshFixture();
        return mesh.Build(mesh.Snapshot(type => served.Contains(type.ShortName[0])));
    }

    private static Action<MeshFixture> With(params string[] addresses) => mesh => Place(mesh, "zone-1", addresses);

    private static void Place(MeshFixture mesh, string zone, params string[] addresses)
    {
        mesh.Endpoints.Endpoints.Clear();
        mesh.Endpoints.Endpoints.Add(new LocalityLbEndpoints
        {
            Locality = new() { Region = "region-1", Zone = zone },
            LoadBalancingWeight = (uint)addresses.Length,
            LbEndpoints = { addresses.Select(static address => new LbEndpoint { Endpoint = new() { Address = new() { SocketAddress = new() { Address = address, PortValue = 8080 } } } }) },
        });
    }

    private static ConfigurationModel Build(Action<MeshFixture>? arrange = null)
    {
        var mesh = new MeshFixture();
        arrange?.Invoke(mesh);
        return mesh.Build();
    }
}
