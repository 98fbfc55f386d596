using MeshLens.Protocol.Columns;

namespace MeshLens.Ingest.Intake;

/// <summary>Faults as people and metrics read them.</summary>
internal static class FaultNames
{
    public static Fault Of(ColumnFault fault) => fault switch
    {
        ColumnFault.UnequalColumns => Fault.UnequalColumns,
        ColumnFault.BucketOverrun => Fault.BucketOverrun,
        ColumnFault.UnknownSignal => Fault.UnknownSignal,
        ColumnFault.UnknownCounter => Fault.UnknownCounter,
        ColumnFault.BucketOutOfRange => Fault.BucketOutOfRange,
        ColumnFault.EmptyRow => Fault.EmptyRow,
        ColumnFault.AbsurdValue => Fault.AbsurdValue,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Only a fault has a name."),
    };

    /// <summary>What was wrong, to stand in a sentence.</summary>
    public static string Explain(this Fault fault) => fault switch
    {
        Fault.UnequalColumns => "the columns of a message differ in length",
        Fault.BucketOverrun => "the rows of a message claim more or fewer buckets than it holds",
        Fault.UnknownSignal => "a row names a signal that this server does not know",
        Fault.UnknownCounter => "a row names a counter that this server does not know",
        Fault.BucketOutOfRange => "a row has a bucket outside the histogram",
        Fault.EmptyRow => "a row holds nothing",
        Fault.AbsurdValue => "a row holds a value that cannot be",
        Fault.UnknownFlow => "a row belongs to a flow that was never defined or is over",
        Fault.AbsurdAge => "a batch is too old, or its interval too long, to find its window",
        Fault.BadAddress => "an address is neither 4 nor 16 bytes long",
        Fault.BadFlow => "a flow has no id, no role or no port",
        Fault.FlowLimit => "the agent has more flows than are kept per agent",
        Fault.NotANumber => "a share is not a number",
        Fault.EmptyMessage => "a message has no body",
        Fault.SecondHello => "a second Hello came on the same stream",
        _ => fault.ToString(),
    };
}
