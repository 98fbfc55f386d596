using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Windows;

/// <summary>The real classifier on the little that a first window may hold.</summary>
public sealed class FirstWindowTests
{
    private const long First = 180_000_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Close_TurnsOfOneEndAlone_IsKnownAndNotJudged(bool partial)
    {
        var edge = new EdgeState(Deltas.Edge);
        var turns = Deltas.Turns(First, 5);
        turns.Partial = partial;
        edge.Apply(Deltas.Of(turns), First);

        Assert.True(edge.Close(First + 1, _ => []));

        Assert.NotNull(edge.Summary);
        Assert.Equal(VerdictClass.Undetermined, edge.Diagnosis.Verdict.Class);
    }
}
