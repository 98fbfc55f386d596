using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification;

/// <summary>The kernel knows why a connect failed: a verdict must not forget it.</summary>
public sealed class FailureReasonTests
{
    public static TheoryData<FailureReason> Reasons =>
        [.. Enum.GetValues<FailureReason>().Where(reason => reason != FailureReason.None)];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void EveryReason_ThatStays_LeadsToACauseOrIsCounted(FailureReason reason)
    {
        var diagnosis = Repeat.Windows(TestEdge.Well().Failed(reason, 34), 4)[^1].Diagnosis;

        Assert.Equal(Symptom.Failures, diagnosis.Verdict.Symptom);
        Assert.Contains("34", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.Contains(diagnosis.Evidence, e => e is { Value: 34 } && e.Signal.StartsWith("tcp.connect.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(FailureReason.Abandoned, "34 abandoned by the caller", "abandoned")]
    [InlineData(FailureReason.Other, "34 for another reason", "other")]
    public void ReasonWithoutACause_IsNamedWithItsCount(FailureReason reason, string sentence, string name)
    {
        var diagnosis = Repeat.Windows(TestEdge.Well().Failed(reason, 34), 4)[^1].Diagnosis;

        Assert.Equal(Cause.Undetermined, diagnosis.Verdict.Cause);
        Assert.Contains(sentence, diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.Contains(diagnosis.Evidence, e => e.Signal == $"tcp.connect.failures.{name}" && e.Value == 34);
    }

    [Fact]
    public void EveryReason_HasANamedCounter()
    {
        Assert.All(
            Enum.GetValues<FailureReason>().Where(reason => reason != FailureReason.None),
            reason => Assert.Equal($"Failures{reason}", $"{(Counter)((byte)Counter.FailuresBase + (byte)reason)}"));
        Assert.All(
            Enum.GetValues<TurnsUnavailable>().Where(reason => reason != TurnsUnavailable.None),
            reason => Assert.Equal($"TurnsUnavailable{reason}", $"{(Counter)((byte)Counter.TurnsUnavailableBase + (byte)reason)}"));
    }
}
