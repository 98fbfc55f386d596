using Google.Protobuf;
using MeshLens.Protocol.V1;

namespace MeshLens.Protocol.Columns;

/// <summary>Reads counter columns row by row, in place; the twin of <see cref="HistogramReader"/>.</summary>
public ref struct CounterReader
{
    private readonly ReadOnlySpan<uint> _flow;
    private readonly ReadOnlySpan<uint> _counter;
    private readonly ReadOnlySpan<ulong> _value;
    private int _row = -1;

    private CounterReader(CounterColumns columns)
    {
        _flow = UnsafeCollectionOperations.AsSpan(columns.Flow);
        _counter = UnsafeCollectionOperations.AsSpan(columns.Counter);
        _value = UnsafeCollectionOperations.AsSpan(columns.Value);
    }

    public readonly int Rows => _flow.Length;

    public CounterRow Current { get; private set; }

    /// <summary>What is wrong with the current row.</summary>
    public ColumnFault Fault { get; private set; }

    /// <summary>False, with the fault, when the columns do not fit together.</summary>
    public static bool TryOpen(CounterColumns columns, out CounterReader reader, out ColumnFault fault)
    {
        reader = new CounterReader(columns);
        var rows = columns.Flow.Count;
        fault = columns.Counter.Count == rows && columns.Value.Count == rows ? ColumnFault.None : ColumnFault.UnequalColumns;
        return fault == ColumnFault.None;
    }

    public bool MoveNext()
    {
        if (++_row >= _flow.Length)
        {
            return false;
        }

        var known = WireSignals.TryRead(_counter[_row], out Core.Signals.Counter counter);
        Fault = !known ? ColumnFault.UnknownCounter
            : _value[_row] == 0 ? ColumnFault.EmptyRow
            : _value[_row] > long.MaxValue ? ColumnFault.AbsurdValue
            : ColumnFault.None;
        Current = new(_flow[_row], counter, _value[_row]);
        return true;
    }
}
