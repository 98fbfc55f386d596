namespace MeshLens.Protocol.Columns;

/// <summary>What is wrong with columns as a whole, or with one of their rows.</summary>
public enum ColumnFault : byte
{
    None,

    /// <summary>The columns differ in length: no row can be trusted.</summary>
    UnequalColumns,

    /// <summary>The rows ask for more or fewer buckets than there are: no row can be trusted.</summary>
    BucketOverrun,
    UnknownSignal,
    UnknownCounter,
    BucketOutOfRange,

    /// <summary>A row without a single sample.</summary>
    EmptyRow,

    /// <summary>Durations longer than a day, or a count that its buckets cannot hold.</summary>
    AbsurdValue,
}
