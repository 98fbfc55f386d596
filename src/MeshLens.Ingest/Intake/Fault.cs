namespace MeshLens.Ingest.Intake;

/// <summary>Why something that an agent sent was not used. Counted per stream and told once.</summary>
internal enum Fault : byte
{
    UnequalColumns,
    BucketOverrun,
    UnknownSignal,
    UnknownCounter,
    BucketOutOfRange,
    EmptyRow,
    AbsurdValue,
    UnknownFlow,
    AbsurdAge,
    BadAddress,
    BadFlow,
    FlowLimit,
    NotANumber,
    EmptyMessage,
    SecondHello,
}
