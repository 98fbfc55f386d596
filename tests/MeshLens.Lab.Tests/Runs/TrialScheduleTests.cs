using MeshLens.Lab.Faults;
using MeshLens.Lab.Mesh;
using MeshLens.Lab.Runs;

namespace MeshLens.Lab.Tests.Runs;

public sealed class TrialScheduleTests
{
    private static IReadOnlyList<TrialCase> Create(int seed) => TrialSchedule.Draw(MeshPlan.Shop(), seed, perFault: 6);

    [Fact]
    public void Draw_SixOfEach_IsFortyTwoWithEveryFaultSixTimes()
    {
        var counts = Create(seed: 1).CountBy(trial => trial.Fault.Name).ToList();

        Assert.Equal(7, counts.Count);
        Assert.All(counts, count => Assert.Equal(6, count.Value));
    }

    [Fact]
    public void Draw_SameSeed_IsTheSame() => Assert.Equal(Create(seed: 5), Create(seed: 5));

    [Fact]
    public void Draw_OtherSeed_IsAnother() => Assert.NotEqual(Create(seed: 5), Create(seed: 6));

    [Fact]
    public void Draw_Strengths_CoverTheRange()
    {
        var delays = Create(seed: 3).Where(trial => trial.Fault is PathDelayFault).Select(trial => trial.Strength).Order().ToList();

        Assert.InRange(delays[0], 20, 37);
        Assert.InRange(delays[^1], 103, 120);
    }

    [Fact]
    public void FreshSeed_IsNoTuningSeed() => Assert.InRange(TrialSchedule.FreshSeed(), TrialSchedule.FirstFresh, int.MaxValue);

    [Fact]
    public void Tour_VisitsEveryFaultAndEveryEdge()
    {
        var tour = TrialSchedule.Tour(MeshPlan.Shop());

        Assert.Equal(FaultCatalog.All, tour.Select(trial => trial.Fault));
        Assert.Equal(3, tour.Select(trial => trial.Edge).Distinct().Count());
    }
}
