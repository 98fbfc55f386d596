using MeshLens.Core.Classification;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Tests.Simulation;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification;

/// <summary>Windows that the lab recorded under its faults, on a real kernel: what they are called may not change unnoticed.</summary>
public sealed class RecordedFaultTests
{
    public static TheoryData<string> Causes => [.. Recordings.Faults().Select(fault => fault.Cause)];

    [Theory]
    [MemberData(nameof(Causes))]
    public void Fault_RecordedInTheLab_IsNamedByItsFirstWholeWindow(string cause)
    {
        var snapshot = Recordings.Faults().Single(fault => fault.Cause == cause).Snapshot;
        snapshot.Previous = new() { Cause = Cause.Healthy, SinceWindow = snapshot.Window - 60, LastSeenWindow = snapshot.Window - 1 };

        var verdict = Classifier.Classify(snapshot).Diagnosis.Verdict;

        Assert.Equal(cause, verdict.Cause.ToString().Replace('/', '-'));
    }

    [Fact]
    public void QuietWindows_RecordedInTheLab_AreWell() => Assert.All(Recordings.Quiet(), snapshot =>
        Assert.Equal(VerdictClass.Healthy, Classifier.Classify(snapshot).Diagnosis.Verdict.Class));
}
