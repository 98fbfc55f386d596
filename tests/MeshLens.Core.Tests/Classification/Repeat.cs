using MeshLens.Core.Classification;

namespace MeshLens.Core.Tests.Classification;

internal static class Repeat
{
    /// <summary>The same window again and again, each judged with what the one before left.</summary>
    public static List<ClassifiedWindow> Windows(TestEdge edge, int count)
    {
        List<ClassifiedWindow> windows = [];
        for (var number = 0; number < count; number++)
        {
            edge.Snapshot.Window = TestEdge.Window + number;
            windows.Add(edge.Classify());
            edge.After(windows[^1].State);
        }

        return windows;
    }
}
