using MeshLens.Lab.Mesh;
using MeshLens.Lab.Runs.Alerts;

namespace MeshLens.Lab.Tests.Runs.Alerts;

public sealed class AlertScheduleTests
{
    private static IReadOnlyList<AlertScenario> Create(int seed) => AlertSchedule.Draw(MeshPlan.OverNodes([0, 1]), static () => throw new InvalidOperationException(), seed, first: 0, count: 40);

    [Fact]
    public void Draw_Forty_HasEveryKindFourTimesAtLeast()
    {
        var kinds = Create(seed: 1).CountBy(static scenario => scenario.Kind).ToList();

        Assert.Equal(9, kinds.Count);
        Assert.All(kinds, static kind => Assert.InRange(kind.Value, 4, 5));
    }

    [Fact]
    public void Draw_SameSeed_IsTheSame() => Assert.Equal(Create(seed: 5).Select(static each => each.What), Create(seed: 5).Select(static each => each.What));

    [Fact]
    public void Draw_OtherSeed_IsAnother() => Assert.NotEqual(Create(seed: 5).Select(static each => each.What), Create(seed: 6).Select(static each => each.What));

    [Fact]
    public void Draw_FaultsOfTheApplication_MustWakeNobody()
    {
        var kinds = Create(seed: 3).Where(static scenario => scenario.Expected.IsNothing).Select(static scenario => scenario.Kind).Distinct().Order();

        Assert.Equal(["full accept queue", "slow handler", "starved caller"], kinds);
    }
}
