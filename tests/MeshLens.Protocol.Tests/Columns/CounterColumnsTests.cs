using CsCheck;
using Google.Protobuf;
using MeshLens.Core.Signals;
using MeshLens.Protocol.Columns;
using MeshLens.Protocol.V1;
using Counter = MeshLens.Core.Signals.Counter;

namespace MeshLens.Protocol.Tests.Columns;

public sealed class CounterColumnsTests
{
    [Fact]
    public void Append_AnyRows_ReadBackEqualOverTheWire() =>
        Gen.Select(Gen.UInt, Gen.Enum<Counter>().Where(counter => counter is > Counter.None and < Counter.FailuresBase), Gen.ULong[1, long.MaxValue])
            .Array[0, 20].Sample(rows =>
            {
                var columns = new CounterColumns();
                foreach (var (flow, counter, value) in rows)
                {
                    columns.Append(flow, counter, value);
                }

                var read = ReadAll(CounterColumns.Parser.ParseFrom(columns.ToByteArray()));

                Assert.Equal(rows.Select(row => (new CounterRow(row.Item1, row.Item2, row.Item3), ColumnFault.None)), read);
            });

    [Theory]
    [InlineData((uint)Counter.FailuresBase + (uint)FailureReason.TimedOut, ColumnFault.None)]
    [InlineData((uint)Counter.TurnsUnavailableBase + (uint)TurnsUnavailable.Spliced, ColumnFault.None)]
    [InlineData((uint)Counter.FailuresBase, ColumnFault.UnknownCounter)]
    [InlineData(0u, ColumnFault.UnknownCounter)]
    [InlineData(uint.MaxValue, ColumnFault.UnknownCounter)]
    public void MoveNext_CounterNumber_IsKnownOrFaults(uint number, ColumnFault expected)
    {
        var columns = new CounterColumns { Flow = { 1 }, Counter = { number }, Value = { 5 } };

        Assert.Equal(expected, Assert.Single(ReadAll(columns)).Fault);
    }

    [Fact]
    public void MoveNext_ValueThatCannotBe_IsAbsurd()
    {
        var columns = new CounterColumns { Flow = { 1 }, Counter = { (uint)Counter.Turns }, Value = { ulong.MaxValue } };

        Assert.Equal(ColumnFault.AbsurdValue, Assert.Single(ReadAll(columns)).Fault);
    }

    [Fact]
    public void TryOpen_UnequalColumns_Faults()
    {
        var columns = new CounterColumns { Flow = { 1, 2 }, Counter = { 1 }, Value = { 5, 5 } };

        Assert.False(CounterReader.TryOpen(columns, out _, out var fault));
        Assert.Equal(ColumnFault.UnequalColumns, fault);
    }

    private static List<(CounterRow Row, ColumnFault Fault)> ReadAll(CounterColumns columns)
    {
        var read = new List<(CounterRow, ColumnFault)>();
        Assert.True(CounterReader.TryOpen(columns, out var reader, out _));
        while (reader.MoveNext())
        {
            read.Add((reader.Current, reader.Fault));
        }

        return read;
    }
}
