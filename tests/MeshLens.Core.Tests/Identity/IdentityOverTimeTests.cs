using MeshLens.Core.Identity;
using static MeshLens.Core.Tests.Identity.IdentityRig;

namespace MeshLens.Core.Tests.Identity;

public sealed class IdentityOverTimeTests
{
    private static readonly DateTimeOffset Later = Noon.AddMinutes(2);

    [Fact]
    public void Resolve_AddressThatIsUsedAgain_BelongsToEitherByTime()
    {
        var rig = Create();
        rig.Istiod.Put(Pod("old", "10.0.0.1"), Noon);
        rig.Istiod.RemoveWorkload(Pod("old", "").Uid, Later);
        rig.Istiod.Put(Pod("new", "10.0.0.1"), Later.AddSeconds(30));

        Assert.Equal("old Workload 0 Istiod past", rig.Describe("10.0.0.1", at: Noon.AddSeconds(1)));
        Assert.Equal("old Workload 0 Istiod past", rig.Describe("10.0.0.1", at: Later));
        Assert.Equal("new Workload 0 Istiod", rig.Describe("10.0.0.1", at: Later.AddSeconds(31)));
        Assert.Equal("new Workload 0 Istiod", rig.Describe("10.0.0.1"));
    }

    [Fact]
    public void Resolve_SeenJustBeforeItWasLearned_IsTheNewOwner()
    {
        var rig = Create();
        rig.Istiod.Put(Pod("old", "10.0.0.1"), Noon);
        rig.Istiod.RemoveWorkload(Pod("old", "").Uid, Later);
        rig.Istiod.Put(Pod("new", "10.0.0.1"), Later.AddSeconds(30));

        Assert.Equal("new Workload 0 Istiod", rig.Describe("10.0.0.1", at: Later.AddSeconds(22)));
    }

    [Fact]
    public void Resolve_NobodyHasItNow_IsTheLastOwnerForTenMinutes()
    {
        var rig = Create();
        rig.Istiod.Put(Pod("old", "10.0.0.1"), Noon);
        rig.Istiod.RemoveWorkload(Pod("old", "").Uid, Noon);

        rig.Istiod.Put(Pod("other", "10.0.0.2"), Noon.AddMinutes(9));
        Assert.Equal("old Workload 0 Istiod past", rig.Describe("10.0.0.1"));

        rig.Istiod.Put(Pod("third", "10.0.0.3"), Noon.AddMinutes(10));
        Assert.Equal("nobody", rig.Describe("10.0.0.1"));
        Assert.Equal(2, rig.Index.Addresses);
    }

    [Fact]
    public void Resolve_PodMovesToAnotherAddress_LeavesTheOldOneBehind()
    {
        var rig = Create();
        rig.Istiod.Put(Pod("db", "10.0.0.1"), Noon);
        rig.Istiod.Put(Pod("db", "10.0.0.2"), Later);

        Assert.Equal(("db Workload 0 Istiod past", "db Workload 0 Istiod"), (rig.Describe("10.0.0.1"), rig.Describe("10.0.0.2")));
    }

    [Fact]
    public void Put_ManyOwnersOfOneAddress_KeepsTheLastFew()
    {
        var rig = Create();
        for (var i = 0; i < 20; i++)
        {
            rig.Istiod.Put(Pod($"p{i}", "10.0.0.1"), Noon.AddSeconds(20 * i));
            rig.Istiod.RemoveWorkload(Pod($"p{i}", "").Uid, Noon.AddSeconds((20 * i) + 10));
        }

        Assert.Equal("p18 Workload 0 Istiod past", rig.Describe("10.0.0.1", at: Noon.AddSeconds(365)));
        Assert.Equal("p19 Workload 0 Istiod past", rig.Describe("10.0.0.1", at: Noon));
    }

    [Fact]
    public void Put_TheSameAgain_ChangesNothing()
    {
        var rig = Create();
        rig.Istiod.Put(Pod("pay", "10.0.0.1", ("pay", 80, 8080)), Noon);
        rig.Istiod.Put(Service("pay", "10.96.0.1", 80), Noon);
        var before = rig.Index.Version;

        rig.Istiod.Put(Pod("pay", "10.0.0.1", ("pay", 80, 8080)), Later);
        rig.Istiod.Put(Service("pay", "10.96.0.1", 80), Later);

        Assert.Equal(before, rig.Index.Version);
        rig.Istiod.Put(Pod("pay", "10.0.0.1", ("pay", 81, 8080)), Later);
        Assert.NotEqual(before, rig.Index.Version);
    }

    [Fact]
    public void Resolve_BothSourcesKnow_IstiodWinsWhileItIsUpToDate()
    {
        var rig = Create();
        rig.Kubernetes.Put(Pod("pay", "10.0.0.1"), Noon);
        rig.Istiod.Put(Pod("pay", "10.0.0.1"), Noon);
        Assert.Equal("pay Workload 0 Istiod", rig.Describe("10.0.0.1"));

        rig.Istiod.IsLive = false;
        Assert.Equal("pay Workload 0 Kubernetes", rig.Describe("10.0.0.1"));

        rig.Kubernetes.IsLive = false;
        Assert.Equal("pay Workload 0 Istiod", rig.Describe("10.0.0.1"));
    }

    [Fact]
    public void Resolve_OneSourceForgets_TheOtherStillKnows()
    {
        var rig = Create();
        rig.Kubernetes.Put(Pod("pay", "10.0.0.1"), Noon);
        rig.Istiod.Put(Pod("pay", "10.0.0.1"), Noon);
        rig.Istiod.RemoveWorkload(Pod("pay", "").Uid, Later);

        Assert.Equal("pay Workload 0 Kubernetes", rig.Describe("10.0.0.1"));
    }
}
