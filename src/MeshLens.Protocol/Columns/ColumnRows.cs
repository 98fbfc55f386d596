using MeshLens.Protocol.V1;

namespace MeshLens.Protocol.Columns;

/// <summary>Rows of columns that are filled again and again.</summary>
public static class ColumnRows
{
    /// <summary>Removes every row; the columns keep their size.</summary>
    public static void ClearRows(this HistogramColumns columns)
    {
        columns.Flow.Clear();
        columns.Signal.Clear();
        columns.Count.Clear();
        columns.SumNs.Clear();
        columns.MaxNs.Clear();
        columns.BucketCount.Clear();
        columns.BucketIndex.Clear();
        columns.BucketValue.Clear();
    }

    /// <summary>Removes every row; the columns keep their size.</summary>
    public static void ClearRows(this CounterColumns columns)
    {
        columns.Flow.Clear();
        columns.Counter.Clear();
        columns.Value.Clear();
    }
}
